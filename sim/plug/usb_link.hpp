#pragma once

#include "sim/plug/outbox.hpp"
#include "sim/plug/usb_bus.hpp"
#include "sim/plug/usb_device.hpp"

#include <array>

namespace offhook::sim {

/// One host's use of one handset: transfers over a socket. It reads no further while the host does
/// not take what it has asked for, so its memory is bounded.
class usb_link final : public std::enable_shared_from_this<usb_link>, private usb_reports {
public:
    /// Bytes that may wait for the host before it is not read any more.
    static constexpr std::size_t most_unwritten = 256UL * 1024;

    usb_link(usb_bus& bus, std::size_t number, stream_socket socket);

    /// `first` is written before all else, `unread` was read from the socket before.
    void start(const protocol::byte_vector& first, protocol::bytes_view unread);

    /// Ends the link; nothing is called back afterwards.
    void close();

    /// Tells the host; written by flush().
    void tell_input(protocol::bytes_view report);

    /// Writes what was told. Not while messages of this host are worked on: one write for all.
    void flush();

    /// Does what the bus is to do by now.
    void on_time(time_point now);
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    void set_trouble(const usb_trouble& trouble);

    [[nodiscard]] std::size_t number() const { return number_; }

    bool is_marked = false;   ///< it is in the bus's list of links to flush
    bool is_waiting = false;  ///< it is in the bus's list of links with something to do later

private:
    void output(protocol::bytes_view report) override;
    std::optional<protocol::byte_vector> get_feature(std::uint8_t id) override;
    bool set_feature(protocol::bytes_view report) override;

    void read();
    void on_read(const boost::system::error_code& error, std::size_t count);
    void on_bytes(protocol::bytes_view bytes);
    [[nodiscard]] std::size_t on_commands(protocol::bytes_view bytes);
    [[nodiscard]] bool on_command(const usbip::command& what);
    void settle();
    void await_room();
    void drop();

    usb_bus& bus_;
    std::size_t number_;
    stream_socket socket_;
    outbox out_;
    usb_device device_;
    protocol::byte_vector unread_;  // the beginning of a message
    std::array<std::uint8_t, 4096> buffer_{};
    bool working_ = false;  // messages are being worked on
    bool waiting_ = false;  // for the socket to take more
    bool reading_ = false;
    bool closed_ = false;
};

}  // namespace offhook::sim
