#pragma once

#include "driver/engine/timing.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

namespace offhook {

/// Calls a function at a set time, on the executor that it was made for. All calls are made on that
/// executor. Destroying it forgets what it was set to.
class alarm {
public:
    virtual ~alarm() = default;

    /// Calls `handler` once when `due` has come, also if it has passed already, never inside this
    /// call. What it was set to before is forgotten.
    virtual void set(engine::time_point due, std::function<void()> handler) = 0;

    virtual void cancel() = 0;
};

/// Where the driver has the time from: the computer's clock, or one that a test turns.
class time_source {
public:
    virtual ~time_source() = default;

    /// Never goes back. Any thread.
    [[nodiscard]] virtual engine::time_point now() const = 0;

    [[nodiscard]] virtual std::unique_ptr<alarm> make_alarm(
        boost::asio::any_io_executor executor) = 0;
};

/// The computer's steady clock, and Asio's timers.
[[nodiscard]] std::shared_ptr<time_source> computer_time();

}  // namespace offhook
