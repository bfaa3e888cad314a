#pragma once

#include "driver/protocol/stream_frame.hpp"
#include "sim/plug/listener.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>

namespace offhook::test {

/// Where a plug of a test listens: a Unix socket in its folder, TCP on Windows (Wine 8 has no
/// others).
inline sim::listen_address place_in(const temporary_folder& folder, const std::string& name) {
#ifdef _WIN32
    (void)folder, (void)name;
    return {"127.0.0.1", 0, {}};
#else
    return {{}, 0, folder.file(name)};
#endif
}

/// A hand-written other end of a socket, in the same io_context as what is tested. Every wait ends
/// when what is waited for has happened, or after a generous while (the test then fails).
class socket_client {
public:
    /// Connects. Throws when nobody listens.
    socket_client(boost::asio::io_context& context, const sim::listen_address& where);

    /// Writes all of it, running the other side meanwhile.
    void write(protocol::bytes_view bytes);
    void write(std::string_view text);

    /// Writes all of it if there is room for that now, and nothing runs meanwhile. False if not.
    bool try_write(protocol::bytes_view bytes);

    /// Runs until `count` bytes have come; fewer when the other side has closed.
    protocol::byte_vector read(std::size_t count);

    /// Runs until a line has come; without its end. Empty when the other side has closed.
    std::string read_line();

    /// Runs until the other side has closed. True if it did, with nothing unread before.
    bool is_closed();

    void close() { socket_.close(); }

private:
    /// Runs until something has come; false when the other side has closed.
    bool await_bytes();

    boost::asio::io_context& context_;
    sim::stream_socket socket_;
    protocol::byte_vector unread_;
};

/// The same with the frames of firmware-protocol.md appendix B.
class stream_client {
public:
    stream_client(boost::asio::io_context& context, const sim::listen_address& where)
        : socket(context, where) {}

    void send(const protocol::stream::frame& frame);

    /// The next frame; none when the other side has closed.
    std::optional<protocol::stream::frame> next();

    /// The next frame, which must be a Frame.
    template <class Frame>
    Frame next_of() {
        return std::get<Frame>(next().value());
    }

    socket_client socket;
};

}  // namespace offhook::test
