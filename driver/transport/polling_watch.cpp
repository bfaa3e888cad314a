#include "driver/transport/polling_watch.hpp"

#include <algorithm>

namespace offhook::transport {

polling_watch::polling_watch(std::chrono::milliseconds interval) : interval_(interval) {}

hid_watch::outcome polling_watch::wait(std::optional<std::chrono::milliseconds> limit) {
    const auto step = limit ? std::min(*limit, interval_ / 10) : interval_;
    std::unique_lock lock(mutex_);
    if (stopping_.wait_for(lock, step, [this] { return is_stopped_; })) return outcome::stopped;
    return limit && *limit == step ? outcome::timed_out : outcome::changed;
}

void polling_watch::stop() {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    stopping_.notify_all();
}

}  // namespace offhook::transport
