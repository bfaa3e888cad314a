#pragma once

#include "driver/transport/hid_watch.hpp"

#include <condition_variable>
#include <mutex>

namespace offhook::transport {

/// A watch for systems that call back: whoever hears of a change calls signal(), from any thread.
/// Changes that nobody has waited for yet count as one.
class signalled_watch : public hid_watch {
public:
    void signal() { set(has_changed_); }
    void stop() override { set(is_stopped_); }

    outcome wait(std::optional<std::chrono::milliseconds> limit) override {
        std::unique_lock lock(mutex_);
        const auto is_due = [this] { return is_stopped_ || has_changed_; };
        if (!limit) {
            signalled_.wait(lock, is_due);
        } else if (!signalled_.wait_for(lock, *limit, is_due)) {
            return outcome::timed_out;
        }
        if (is_stopped_) return outcome::stopped;
        has_changed_ = false;
        return outcome::changed;
    }

private:
    void set(bool& flag) {
        const std::lock_guard lock(mutex_);
        flag = true;
        signalled_.notify_all();
    }

    std::mutex mutex_;  // of what follows
    std::condition_variable signalled_;
    bool has_changed_ = false;
    bool is_stopped_ = false;
};

}  // namespace offhook::transport
