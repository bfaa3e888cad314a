#include "sim/plug/rack_timer.hpp"

#include <boost/asio/io_context.hpp>

namespace offhook::sim {

rack_timer::rack_timer(boost::asio::io_context& context, rack& handsets)
    : handsets_(handsets), timer_(context) {
    handsets_.watch_deadline([this] { arm(); });
    arm();
}

rack_timer::~rack_timer() {
    handsets_.watch_deadline([] {});
}

void rack_timer::arm() {
    const auto due = handsets_.next_deadline();
    if (!due) return;
    timer_.expires_at(*due);  // cancels the former wait
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        handsets_.on_time();
        arm();
    });
}

}  // namespace offhook::sim
