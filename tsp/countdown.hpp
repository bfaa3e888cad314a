#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace offhook::tsp {

/// Waits, for a bounded time, until so many things have happened.
class countdown {
public:
    explicit countdown(std::size_t count) : left_(count) {}

    /// One more is to happen.
    void expect() {
        const std::lock_guard lock(mutex_);
        ++left_;
    }

    /// One of them has happened. More than were counted do no harm.
    void arrive() {
        const std::lock_guard lock(mutex_);
        if (left_ > 0 && --left_ == 0) all_.notify_all();
    }

    /// False when some have not happened in time.
    [[nodiscard]] bool wait_for(std::chrono::milliseconds timeout) {
        std::unique_lock lock(mutex_);
        return all_.wait_for(lock, timeout, [&] { return left_ == 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable all_;
    std::size_t left_;
};

}  // namespace offhook::tsp
