#include "tests/sim/stream_client.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <stdexcept>

namespace offhook::test {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds generous{20};

asio::generic::stream_protocol::endpoint endpoint_of(const sim::listen_address& where) {
    if (where.is_unix()) return asio::local::stream_protocol::endpoint(where.path);
    return asio::ip::tcp::endpoint(asio::ip::make_address(where.host), where.port);
}

}  // namespace

socket_client::socket_client(asio::io_context& context, const sim::listen_address& where)
    : context_(context), socket_(context) {
    socket_.connect(endpoint_of(where));
}

void socket_client::write(protocol::bytes_view bytes) {
    bool done = false;
    asio::async_write(socket_,
                      asio::buffer(bytes.data(), bytes.size()),
                      [&](const boost::system::error_code&, std::size_t) { done = true; });
    const auto deadline = std::chrono::steady_clock::now() + generous;
    while (!done) {
        context_.restart();
        if (context_.run_one_until(deadline) == 0) throw std::runtime_error("nothing was taken");
    }
}

void socket_client::write(std::string_view text) {
    const protocol::byte_vector bytes(text.begin(), text.end());
    write(bytes);
}

bool socket_client::try_write(protocol::bytes_view bytes) {
    socket_.non_blocking(true);
    boost::system::error_code error;
    return socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error) == bytes.size();
}

bool socket_client::await_bytes() {
    std::array<std::uint8_t, 65536> buffer{};
    std::optional<std::size_t> got;
    socket_.async_read_some(asio::buffer(buffer),
                            [&](const boost::system::error_code& error, std::size_t count) {
                                got = error ? 0 : count;
                            });
    const auto deadline = std::chrono::steady_clock::now() + generous;
    while (!got) {
        context_.restart();
        if (context_.run_one_until(deadline) == 0) throw std::runtime_error("nothing has come");
    }
    unread_.insert(
        unread_.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*got));
    return *got != 0;
}

protocol::byte_vector socket_client::read(std::size_t count) {
    while (unread_.size() < count && await_bytes()) {
    }
    const auto end = unread_.begin() + static_cast<std::ptrdiff_t>(std::min(count, unread_.size()));
    protocol::byte_vector taken(unread_.begin(), end);
    unread_.erase(unread_.begin(), end);
    return taken;
}

std::string socket_client::read_line() {
    auto end = std::find(unread_.begin(), unread_.end(), '\n');
    while (end == unread_.end()) {
        if (!await_bytes()) return {};
        end = std::find(unread_.begin(), unread_.end(), '\n');
    }
    std::string line(unread_.begin(), end);
    unread_.erase(unread_.begin(), end + 1);
    return line;
}

bool socket_client::is_closed() {
    return unread_.empty() && !await_bytes();
}

void stream_client::send(const protocol::stream::frame& frame) {
    protocol::byte_vector bytes;
    protocol::stream::append(bytes, frame);
    socket.write(bytes);
}

std::optional<protocol::stream::frame> stream_client::next() {
    const auto length = socket.read(2);
    if (length.size() < 2) return std::nullopt;
    const auto body = socket.read(static_cast<std::size_t>(length[0] | length[1] << 8));
    return protocol::stream::decode(body).value();
}

}  // namespace offhook::test
