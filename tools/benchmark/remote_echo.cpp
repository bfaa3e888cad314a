#include "tools/benchmark/peers.hpp"

#include <array>
#include <boost/asio.hpp>
#include <iostream>

namespace offhook::bench {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

using report = std::array<char, 64>;

struct connection {
    asio::io_context context;
    tcp::socket socket{context};
};

}  // namespace

std::function<void()> connect_to_echo(const std::string& address) {
    const auto colon = address.rfind(':');
    const auto made = std::make_shared<connection>();
    made->socket.connect({asio::ip::make_address(address.substr(0, colon)),
                          static_cast<std::uint16_t>(std::stoul(address.substr(colon + 1)))});
    made->socket.set_option(tcp::no_delay(true));
    return [made] {
        report bytes{};
        asio::write(made->socket, asio::buffer(bytes));
        made->socket.wait(tcp::socket::wait_read);
        asio::read(made->socket, asio::buffer(bytes));
    };
}

void serve_echo() {
    asio::io_context context;
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    std::cout << "echo 127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
    auto host = acceptor.accept();
    host.set_option(tcp::no_delay(true));
    report bytes{};
    boost::system::error_code left;
    while (!left) {
        asio::read(host, asio::buffer(bytes), left);
        if (!left) asio::write(host, asio::buffer(bytes), left);
    }
}

}  // namespace offhook::bench
