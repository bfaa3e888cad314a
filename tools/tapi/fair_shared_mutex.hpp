#pragma once

#include <condition_variable>
#include <mutex>

namespace offhook::tapi {

/// As std::shared_mutex, but who wants it alone gets it after those who hold it already: glibc lets
/// readers pass for ever, and then a few threads that keep asking keep an application from coming
/// or going. A thread must not take it shared twice.
class fair_shared_mutex {
public:
    void lock() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.wait(lock, [this] { return !alone_ && shared_ == 0; });
        --waiting_;
        alone_ = true;
    }

    void unlock() {
        {
            const std::lock_guard lock(mutex_);
            alone_ = false;
        }
        changed_.notify_all();
    }

    void lock_shared() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return may_share(); });
        ++shared_;
    }

    /// False while somebody is alone or waits to be.
    [[nodiscard]] bool try_lock_shared() {
        const std::lock_guard lock(mutex_);
        const bool free = may_share();
        shared_ += free ? 1 : 0;
        return free;
    }

    void unlock_shared() {
        bool last = false;
        {
            const std::lock_guard lock(mutex_);
            last = --shared_ == 0 && waiting_ > 0;
        }
        if (last) {
            changed_.notify_all();
        }
    }

private:
    [[nodiscard]] bool may_share() const noexcept { return !alone_ && waiting_ == 0; }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t shared_ = 0;
    std::size_t waiting_ = 0;
    bool alone_ = false;
};

}  // namespace offhook::tapi
