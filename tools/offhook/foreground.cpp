#include "tools/offhook/foreground.hpp"

#include <boost/asio/post.hpp>
#include <csignal>

namespace offhook::cli {

foreground::foreground() : signals_(context_, SIGINT, SIGTERM) {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        is_interrupted_ = is_interrupted_ || !error;
    });
}

void foreground::post(std::function<void()> work) {
    boost::asio::post(context_, std::move(work));
}

bool foreground::run_until(const std::function<bool()>& is_done,
                           std::optional<std::chrono::milliseconds> limit) {
    using clock = std::chrono::steady_clock;
    const auto deadline = limit ? clock::now() + *limit : clock::time_point::max();
    while (!is_done() && !is_interrupted_) {
        const auto ran = limit ? context_.run_one_until(deadline) : context_.run_one();
        if (ran == 0) break;
    }
    return is_done();
}

void foreground::drain_until(const std::function<bool()>& is_done) {
    while (!is_done()) context_.run_one();
}

void foreground::pause(std::chrono::milliseconds span) {
    run_until([] { return false; }, span);
}

}  // namespace offhook::cli
