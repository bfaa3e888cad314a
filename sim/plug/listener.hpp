#pragma once

#include "sim/plug/listen_address.hpp"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <stdexcept>

namespace offhook::sim {

/// A socket of either kind.
using stream_socket = boost::asio::generic::stream_protocol::socket;

/// Why an address cannot be listened at: one line for a person.
class listen_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Waits for hosts at one address, TCP or Unix, and hands over their sockets (non-blocking,
/// TCP_NODELAY). Calls come on the context's thread; none after the object is gone.
class listener {
public:
    using handler = std::function<void(stream_socket)>;

    /// Listens from now on. A Unix socket's file that nobody listens at any more is replaced.
    /// Throws listen_error.
    listener(boost::asio::io_context& context, const listen_address& where, handler on_socket);

    /// Stops, and removes a Unix socket's file.
    ~listener();

    listener(const listener&) = delete;
    listener& operator=(const listener&) = delete;

    /// Where it really listens: with the port that the system chose.
    [[nodiscard]] const listen_address& where() const;

private:
    class acceptor;
    std::shared_ptr<acceptor> acceptor_;
};

}  // namespace offhook::sim
