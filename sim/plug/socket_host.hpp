#pragma once

#include "driver/protocol/stream_frame.hpp"
#include "sim/plug/outbox.hpp"
#include "sim/plug/socket_plug.hpp"

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <optional>

namespace offhook::sim {

/// One host's connection to a socket_plug. Source: firmware-protocol.md appendix B.
class socket_host : public std::enable_shared_from_this<socket_host> {
public:
    socket_host(socket_plug& plug, stream_socket socket);

    /// Begins to read.
    void start();

    /// Ends the connection; nothing is called back afterwards.
    void close();

    // What the plug tells of the selected handset; written by flush().
    void tell_plugged(std::size_t number, const handset& device);
    void tell_unplugged();
    void tell_input(protocol::bytes_view report);

    /// A fault breaks the connection.
    void break_off(plug::breakage how);

    /// Writes what was told. Not while frames of this host are being worked on: one write for all.
    void flush();

    [[nodiscard]] std::optional<std::size_t> selected() const { return selected_; }

    /// True once the connection is closed, or only waits for the host to read why it will be.
    [[nodiscard]] bool is_over() const { return state_ != state::open; }

    /// It is in the plug's list of hosts to flush.
    bool is_marked = false;

private:
    enum class state {
        open,
        refused,    ///< REFUSED was sent; what still arrives is thrown away
        half_open,  ///< a fault: nothing passes any more
        closed,
    };

    void read();
    void on_read(const boost::system::error_code& error, std::size_t count);
    void on_bytes(protocol::bytes_view bytes);
    void on_frame(const protocol::stream::frame& frame);
    void on_select(const protocol::stream::select& wanted);
    void on_list(const protocol::stream::list& wanted);
    void on_report_frame(const protocol::stream::frame& frame);
    void on_get_feature(const protocol::stream::get_feature& wanted);
    void on_set_feature(const protocol::stream::set_feature& wanted);
    bool check_version(std::uint8_t version);
    void refuse(protocol::stream::refusal code, std::string text);
    void send(const protocol::stream::frame& frame);
    void await_room();
    void await_next_slice();
    void finish_refusal();
    void drop();

    socket_plug& plug_;
    stream_socket socket_;
    boost::asio::steady_timer patience_;
    outbox out_;
    protocol::stream::reader frames_;
    std::array<std::uint8_t, 16384> buffer_{};
    std::optional<std::size_t> selected_;
    state state_ = state::open;
    bool working_ = false;  // frames are being worked on
    bool waiting_ = false;  // for the socket to take more
};

}  // namespace offhook::sim
