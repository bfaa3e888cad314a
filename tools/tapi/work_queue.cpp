#include "tools/tapi/work_queue.hpp"

#include <utility>

namespace offhook::tapi {

work_queue::~work_queue() {
    stop();
}

void work_queue::start() {
    const std::lock_guard lock(mutex_);
    running_ = true;
    thread_ = std::thread([this] { run(); });
}

void work_queue::stop() {
    {
        const std::lock_guard lock(mutex_);
        running_ = false;
        tasks_.clear();
    }
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void work_queue::add(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_all();
}

void work_queue::flush() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !running_ || (tasks_.empty() && !busy_); });
}

void work_queue::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return !running_ || !tasks_.empty(); });
        if (!running_) {
            return;
        }
        const std::function<void()> task = std::move(tasks_.front());
        tasks_.pop_front();
        busy_ = true;
        lock.unlock();
        task();
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

}  // namespace offhook::tapi
