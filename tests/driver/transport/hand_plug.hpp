#pragma once

#include "driver/transport/socket_connector.hpp"
#include "tests/driver/transport/event_loop.hpp"
#include "tests/driver/transport/recording_listener.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <utility>

namespace offhook::transport::test {

using offhook::test::temporary_folder;

/// A simulator's end of the stream, worked by hand: the test sends and expects bytes.
class hand_plug {
public:
    enum class kind { tcp, unix_socket };

    hand_plug(event_loop& loop, kind what)
        : loop_(&loop), acceptor_(loop.context()), socket_(loop.context()) {
        using boost::asio::ip::tcp;
        using boost::asio::local::stream_protocol;
        const auto at = what == kind::tcp
                            ? endpoint(tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0))
                            : endpoint(stream_protocol::endpoint(folder_.file("plug")));
        acceptor_.open(at.protocol());
        acceptor_.bind(at);
        acceptor_.listen();
        is_tcp_ = what == kind::tcp;
    }

    /// Where a transport finds this plug.
    [[nodiscard]] socket_address address(std::uint16_t handset = 0) const {
        if (!is_tcp_) return unix_address{folder_.file("plug"), handset};
        return tcp_address{"127.0.0.1", port(), handset};
    }

    [[nodiscard]] std::uint16_t port() const {
        const auto at = acceptor_.local_endpoint();
        const auto* name = reinterpret_cast<const sockaddr_in*>(at.data());
        return boost::asio::detail::socket_ops::network_to_host_short(name->sin_port);
    }

    void accept() {
        bool is_accepted = false;
        acceptor_.async_accept(socket_, [&](boost::system::error_code ec) { is_accepted = !ec; });
        loop_->run_until([&] { return is_accepted; });
    }

    void send(const bytes& stream) { boost::asio::write(socket_, boost::asio::buffer(stream)); }

    /// The next bytes that the transport sent.
    bytes receive(std::size_t count) {
        bytes received(count);
        bool is_done = false;
        boost::asio::async_read(socket_,
                                boost::asio::buffer(received),
                                [&](boost::system::error_code ec, std::size_t size) {
                                    received.resize(ec ? size : count);
                                    is_done = true;
                                });
        loop_->run_until([&] { return is_done; });
        return received;
    }

    /// True when the transport has closed its end and nothing more is there.
    bool sees_the_end() { return receive(1).empty(); }

    [[nodiscard]] stream_socket& socket() { return socket_; }
    void close() { socket_.close(); }
    void stop_listening() { acceptor_.close(); }

private:
    using protocol = boost::asio::generic::stream_protocol;
    using endpoint = protocol::endpoint;

    event_loop* loop_;
    temporary_folder folder_;
    boost::asio::basic_socket_acceptor<protocol> acceptor_;
    stream_socket socket_;
    bool is_tcp_ = false;
};

}  // namespace offhook::transport::test
