#pragma once

#include "driver/protocol/stream_frame.hpp"
#include "driver/transport/socket_connector.hpp"
#include "driver/transport/transport.hpp"

#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>

namespace offhook::transport {

/// How long connecting may take. A simulator on this computer or the next answers in milliseconds;
/// the system's own limit is minutes.
inline constexpr std::chrono::milliseconds default_connect_limit{5000};

/// A simulated handset behind a stream socket. Source: firmware-protocol.md appendix B.
///
/// Flow: connect, SELECT, wait for PLUG as long as it takes (on_open), then reports. UNPLUG, the
/// end of the connection and anything that is no such stream end in on_lost. The handler of a
/// report runs before on_report of what answers it. A report counts as taken when the system has
/// its bytes; a peer that stops reading is not noticed here but by the owner's deadlines.
///
/// The hot path: a report is written inside write_report when nothing waits before it; further
/// reports of the same turn of the executor go together in one write. Whatever one read brings is
/// handed over in one turn.
class socket_transport final : public transport,
                               public std::enable_shared_from_this<socket_transport> {
public:
    socket_transport(boost::asio::any_io_executor executor,
                     listener& owner,
                     socket_address where,
                     std::chrono::milliseconds connect_limit = default_connect_limit);

    void open() override;
    void write_report(bytes_view report, write_handler handler) override;
    void get_feature(std::uint8_t report_id, std::size_t length, feature_handler handler) override;
    void close() override;

private:
    enum class phase {
        idle,        ///< not opened yet
        connecting,  ///< looking up the name, connecting
        selected,    ///< SELECT is sent; PLUG is waited for
        plugged,     ///< reports flow
        over,        ///< lost or closed: nothing is called back any more
    };

    /// A report whose last byte is number `end` of all bytes that this connection sends.
    struct written_report {
        std::uint64_t end = 0;
        write_handler handler;
    };

    struct asked_feature {
        std::size_t length = 0;
        feature_handler handler;
    };

    // Sending.
    void send();
    void write_some();
    void post_turn();
    void take_turn();
    void wait_until_writable();
    void complete_writes();
    void write_failed(error_code reason);

    // Receiving.
    void on_connected(error_code code, const std::string& detail, stream_socket socket);
    void wait_until_readable();
    void read_some();
    void read_failed(error_code reason);
    void take_frames();
    void take_frame(bytes_view verb_and_body);
    void take_control(const protocol::stream::frame& frame);
    void take_plug(const protocol::stream::plug& plug);
    void take_feature(const protocol::stream::feature& answer);

    void lose(error_code reason, const std::string& detail);
    void lose_malformed(const std::string& what);
    void let_go();
    [[nodiscard]] bool is_over() const { return phase_ == phase::over; }

    boost::asio::any_io_executor executor_;
    listener* owner_;
    socket_address where_;
    std::chrono::milliseconds connect_limit_;
    std::shared_ptr<socket_connector> connector_;
    stream_socket socket_;
    phase phase_ = phase::idle;
    bool is_closed_ = false;

    protocol::byte_vector outgoing_;  // what the system did not take yet
    std::uint64_t sent_bytes_ = 0;
    std::deque<written_report> writes_;
    bool has_turn_ = false;  // take_turn() is posted
    bool waits_until_writable_ = false;
    error_code write_error_;

    std::array<std::uint8_t, 16384> incoming_;
    protocol::stream::reader reader_;
    std::map<std::uint16_t, asked_feature> features_;
    std::uint16_t next_tag_ = 0;
};

}  // namespace offhook::transport
