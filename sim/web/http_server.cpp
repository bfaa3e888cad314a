#include "sim/web/http_server.hpp"

#include "sim/web/http_connection.hpp"

#include <boost/asio/ip/host_name.hpp>

namespace offhook::sim {

http_server::http_server(boost::asio::io_context& context,
                         const listen_address& where,
                         web_welcome welcome,
                         http_limits limits)
    : welcome_(std::move(welcome)),
      limits_(limits),
      listener_(context, where, [this](stream_socket socket) { take(std::move(socket)); }) {
    boost::system::error_code unknown;
    access_.port = listener_.where().port;
    access_.machine = boost::asio::ip::host_name(unknown);
}

http_server::~http_server() {
    for (const auto& one : connections_) one->close();
}

void http_server::take(stream_socket socket) {
    if (connections_.size() >= limits_.connections) return;  // closes it
    // Finds a far browser that has vanished; the kernel does it, this process is not woken.
    boost::system::error_code ignored;
    (void)socket.set_option(boost::asio::socket_base::keep_alive(true), ignored);
    const auto one = http_connection::make(*this, std::move(socket));
    connections_.insert(one);
    one->start();
}

}  // namespace offhook::sim
