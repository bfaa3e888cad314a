#pragma once

#include "sim/plug/outbox.hpp"
#include "sim/plug/usbip_plug.hpp"
#include "sim/plug/usbip_protocol.hpp"

#include <array>
#include <boost/asio/steady_timer.hpp>

namespace offhook::sim {

/// A connection to a usbip_plug until it has imported a handset: one question, one answer.
class usbip_host : public std::enable_shared_from_this<usbip_host> {
public:
    usbip_host(usbip_plug& plug, stream_socket socket);

    /// Begins to read.
    void start();

    /// Ends the connection; nothing is called back afterwards.
    void close();

    /// The handset that it waits for is free now, or gone.
    void import(std::size_t number);

private:
    void read();
    void on_read(const boost::system::error_code& error, std::size_t count);
    void on_operation(const usbip::operation& asked);
    void on_list();
    void on_import(const std::string& bus_id);
    void refuse(usbip::status why);
    void be_patient(std::chrono::seconds span);
    void on_impatience();
    void flush();
    void add_listed();
    void await_room();
    void drop();

    usbip_plug& plug_;
    stream_socket socket_;
    boost::asio::steady_timer patience_;
    outbox out_;
    protocol::byte_vector unread_;
    std::array<std::uint8_t, 256> buffer_{};
    std::vector<std::size_t> listed_;  // handsets that belong into the answer
    std::size_t written_ = 0;          // how many of them are in it
    std::size_t wanted_ = 0;           // the handset that it waits for
    enum class state { asking, waiting, answered, closed } state_ = state::asking;
};

}  // namespace offhook::sim
