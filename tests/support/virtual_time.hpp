#pragma once

#include "driver/time_source.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

namespace offhook::test {

/// A clock that a test turns: it stands still until it is told to pass, and alarms go off as it
/// passes them. Any thread.
class virtual_time final : public time_source {
public:
    [[nodiscard]] engine::time_point now() const override;
    [[nodiscard]] std::unique_ptr<alarm> make_alarm(boost::asio::any_io_executor executor) override;

    /// When the next alarm goes off; none when none is set.
    [[nodiscard]] std::optional<engine::time_point> next_alarm() const;

    /// Goes on to `when` (never back) and lets the alarms that are due by then go off: their
    /// handlers are posted to their executors, earlier ones first.
    void go_to(engine::time_point when);

private:
    class hand;
    using dial = std::multimap<engine::time_point, std::weak_ptr<hand>>;

    mutable std::mutex mutex_;
    engine::time_point now_{std::chrono::hours(1)};
    dial dial_;
};

}  // namespace offhook::test
