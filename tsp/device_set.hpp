#pragma once

#include "driver/config.hpp"
#include "tsp/phone.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace offhook::tsp {

/// The phones of one provider session and the driver's thread that they share.
class device_set {
public:
    /// Begins to connect to every address that is one; one log line for each that is not. The
    /// runtime is this set's alone.
    device_set(const config& settings, std::shared_ptr<runtime> driver);

    /// Ends everything: at most 1.5 s for the handsets to hear of it, and what runtime::stop()
    /// takes. Not on the driver's thread.
    ~device_set();

    device_set(const device_set&) = delete;
    device_set& operator=(const device_set&) = delete;

    [[nodiscard]] const std::vector<std::shared_ptr<phone>>& phones() const { return phones_; }

    /// Waits until all phones are connected, or config::first_look is over; one log line for each
    /// that is not.
    void look_around();

    [[nodiscard]] bool is_driver_thread() const { return driver_->is_this_thread(); }

private:
    std::shared_ptr<runtime> driver_;
    std::chrono::milliseconds first_look_;
    std::vector<std::shared_ptr<phone>> phones_;
    std::shared_ptr<class countdown> contacts_;
};

}  // namespace offhook::tsp
