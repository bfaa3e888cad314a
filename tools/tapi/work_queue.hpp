#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace offhook::tapi {

/// One thread that does, in order, what a provider's callback asked for but may not be done inside
/// it, because it calls the provider (PHONE_CREATE, PHONE_REMOVE: TSPI pages of the same names).
class work_queue {
public:
    work_queue() = default;
    ~work_queue();
    work_queue(const work_queue&) = delete;
    work_queue& operator=(const work_queue&) = delete;

    /// Starts the thread; tasks that are waiting already are done first.
    void start();
    /// Waits for the running task and drops the others.
    void stop();
    /// Never waits. Any thread.
    void add(std::function<void()> task);
    /// Waits until every task added so far is done; without a thread, returns at once.
    void flush();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool running_ = false;
    bool busy_ = false;
    std::thread thread_;
};

}  // namespace offhook::tapi
