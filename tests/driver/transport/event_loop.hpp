#pragma once

#include <gtest/gtest.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>

namespace offhook::transport::test {

/// The executor of a transport under test, run by the test's own thread one handler at a time.
class event_loop {
public:
    boost::asio::io_context& context() { return context_; }
    boost::asio::any_io_executor executor() { return context_.get_executor(); }

    /// Runs handlers until `done`. That it never comes is a failure of the test, after 10 s.
    template <class Condition>
    void run_until(Condition done) {
        while (!done()) {
            const auto ran = context_.run_one_for(std::chrono::seconds(10));
            ASSERT_GT(ran, 0U) << "what the test waits for did not happen";
        }
    }

    /// Runs what is ready now.
    void run_ready() { context_.poll(); }

private:
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
        context_.get_executor()};
};

}  // namespace offhook::transport::test
