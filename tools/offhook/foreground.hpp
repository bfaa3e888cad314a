#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace offhook::cli {

/// The program's own thread: it waits for what the driver's thread tells, for a deadline and for
/// Ctrl-C. Verbs keep their state here, so that nothing needs a lock.
class foreground {
public:
    /// From now on Ctrl-C and SIGTERM end waiting instead of the program.
    foreground();

    /// Has a function run inside run_until(). From any thread, as long as this lives.
    void post(std::function<void()> work);

    /// Has `work(owner)` run inside run_until(), unless the owner is gone by then: what the driver
    /// tells late is nothing to anybody.
    template <class Owner, class Work>
    void post_to(std::weak_ptr<Owner> owner, Work work) {
        post([owner = std::move(owner), work = std::move(work)] {
            if (const auto alive = owner.lock()) work(*alive);
        });
    }

    /// For callbacks, which may be late: a function that does as post_to() for this owner.
    template <class Owner>
    [[nodiscard]] auto teller(std::weak_ptr<Owner> owner) {
        return
            [this, owner = std::move(owner)](auto work) { this->post_to(owner, std::move(work)); };
    }

    /// Runs what is posted until `is_done` says so; false: the limit is over or Ctrl-C came first.
    bool run_until(const std::function<bool()>& is_done,
                   std::optional<std::chrono::milliseconds> limit = std::nullopt);

    /// As run_until(), but Ctrl-C does not end it: for what ends by itself, and soon.
    void drain_until(const std::function<bool()>& is_done);

    /// Lets time pass; Ctrl-C ends it early.
    void pause(std::chrono::milliseconds span);

    [[nodiscard]] bool is_interrupted() const { return is_interrupted_; }

private:
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> waiting_{
        context_.get_executor()};
    boost::asio::signal_set signals_;
    bool is_interrupted_ = false;
};

}  // namespace offhook::cli
