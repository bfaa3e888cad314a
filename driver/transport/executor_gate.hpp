#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <mutex>
#include <utility>

namespace offhook::transport {

/// The way from other threads to an executor, until it is shut: afterwards what they post is
/// dropped and the executor is not touched any more, so it may be destroyed while they still run.
class executor_gate {
public:
    explicit executor_gate(boost::asio::any_io_executor executor)
        : executor_(std::move(executor)) {}

    /// Runs `work` later on the executor; from any thread.
    template <class Work>
    void post(Work work) {
        const std::lock_guard lock(mutex_);
        if (executor_) boost::asio::post(executor_, std::move(work));
    }

    void shut() {
        const std::lock_guard lock(mutex_);
        executor_ = {};
    }

private:
    std::mutex mutex_;
    boost::asio::any_io_executor executor_;  // empty when shut
};

}  // namespace offhook::transport
