#include "sim/plug/outbox.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace offhook::sim {

bool outbox::flush(std::size_t most) {
    if (pending_.empty()) return true;
    boost::system::error_code error;
    const auto taken = socket_.write_some(boost::asio::buffer(pending_, most), error);
    if (error == boost::asio::error::would_block) return true;
    if (error) return false;
    written_ += taken;
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(taken));
    while (!report_ends_.empty() && report_ends_.front() <= written_) report_ends_.pop_front();
    return true;
}

}  // namespace offhook::sim
