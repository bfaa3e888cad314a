#pragma once

#include "driver/transport/hid_watch.hpp"

#include <condition_variable>
#include <mutex>

namespace offhook::transport {

/// For systems that tell nothing: says "look again" every `interval`, and ten times as often while
/// a limit shows that a device is just being set up.
class polling_watch final : public hid_watch {
public:
    /// Enumeration can block for seconds on a wedged device, so not more often than 2 s for real
    /// use.
    static constexpr std::chrono::milliseconds default_interval{2000};

    explicit polling_watch(std::chrono::milliseconds interval = default_interval);

    outcome wait(std::optional<std::chrono::milliseconds> limit) override;
    void stop() override;

private:
    const std::chrono::milliseconds interval_;
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool is_stopped_ = false;
};

}  // namespace offhook::transport
