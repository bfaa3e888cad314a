#pragma once

#include "driver/transport/socket_transport.hpp"
#include "driver/transport/transport_error.hpp"
#include "tests/driver/transport/hand_plug.hpp"
#include "tests/driver/transport/stream_bytes.hpp"

namespace offhook::transport::test {

/// A socket transport and a plug worked by hand, over each kind of socket.
class socket_fixture : public testing::TestWithParam<hand_plug::kind> {
protected:
    void SetUp() override { make(plug_->address()); }

    void make(const socket_address& where,
              std::chrono::milliseconds limit = default_connect_limit) {
        subject_ = std::make_shared<socket_transport>(loop_.executor(), told_, where, limit);
    }

    /// Connects and takes SELECT.
    void select() {
        subject_->open();
        plug_->accept();
        ASSERT_EQ(plug_->receive(9), (bytes{0x07, 0x00, 0x01, 'O', 'H', 'K', 1, 0, 0}));
    }

    void open() {
        select();
        plug_->send(plug_frame());
        loop_.run_until([&] { return !told_.opened.empty(); });
    }

    void run_until_lost() {
        loop_.run_until([&] { return !told_.lost.empty(); });
    }

    /// A connection of its own, for loops inside one test.
    void begin_again() {
        told_ = {};
        plug_ = std::make_unique<hand_plug>(loop_, GetParam());
        make(plug_->address());
    }

    event_loop loop_;
    std::unique_ptr<hand_plug> plug_ = std::make_unique<hand_plug>(loop_, GetParam());
    recording_listener told_;
    std::shared_ptr<socket_transport> subject_;
};

inline std::string kind_name(const testing::TestParamInfo<hand_plug::kind>& info) {
    return info.param == hand_plug::kind::tcp ? "Tcp" : "Unix";
}

/// Whether this system has Unix sockets: Wine 8 has none, Windows has them since version 1803.
inline bool has_unix_sockets() {
    boost::asio::io_context context;
    boost::asio::local::stream_protocol::socket probe(context);
    boost::system::error_code failed;
    (void)probe.open({}, failed);
    return !failed;
}

inline std::vector<hand_plug::kind> kinds_here(std::vector<hand_plug::kind> wanted) {
#ifdef _WIN32  // elsewhere it would be a failure
    if (!has_unix_sockets()) std::erase(wanted, hand_plug::kind::unix_socket);
#endif
    return wanted;
}

inline auto both_kinds() {
    return testing::ValuesIn(kinds_here({hand_plug::kind::tcp, hand_plug::kind::unix_socket}));
}

inline auto unix_kind() {
    return testing::ValuesIn(kinds_here({hand_plug::kind::unix_socket}));
}

}  // namespace offhook::transport::test
