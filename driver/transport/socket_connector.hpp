#pragma once

#include "driver/transport/address.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace offhook::transport {

/// Where a simulator listens.
using socket_address = std::variant<tcp_address, unix_address>;

/// A stream socket of either kind.
using stream_socket = boost::asio::generic::stream_protocol::socket;

/// The socket of an address as `offhook-sim --listen` takes it.
[[nodiscard]] std::string listen_text(const socket_address& where);

/// Connects one stream socket to a simulator, once.
///
/// A host that is a number is not looked up. A name is, on a thread of Asio's that belongs to the
/// io_context: the io_context's destructor waits for the system's resolver.
class socket_connector : public std::enable_shared_from_this<socket_connector> {
public:
    /// On success the socket is connected and non-blocking; else `detail` is one line that says
    /// what is wrong and what to do, with a code of transport_error.hpp.
    using handler = std::function<void(
        boost::system::error_code, const std::string& detail, stream_socket socket)>;

    socket_connector(const boost::asio::any_io_executor& executor, socket_address where);

    /// Begins; `done` is called once on the executor, never inside this call, unless cancel() comes
    /// first. An attempt that takes longer than `limit` fails.
    void start(std::chrono::milliseconds limit, handler done);

    /// Ends the attempt silently.
    void cancel();

private:
    void resolve(const tcp_address& host);
    void connect();
    void finish(boost::system::error_code reason);
    void fail(boost::system::error_code code, const std::string& detail);

    socket_address where_;
    boost::asio::ip::tcp::resolver resolver_;
    boost::asio::steady_timer deadline_;
    stream_socket socket_;
    std::vector<boost::asio::generic::stream_protocol::endpoint> endpoints_;
    handler done_;  // empty when over
};

}  // namespace offhook::transport
