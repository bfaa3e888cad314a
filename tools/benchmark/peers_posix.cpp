#include "tools/benchmark/echo_peer.hpp"
#include "tools/benchmark/peers.hpp"
#include "tools/benchmark/simulator.hpp"

namespace offhook::bench {
namespace {

struct processes {
    std::unique_ptr<echo_peer> echo;
    std::unique_ptr<simulator> handset;
};

}  // namespace

peers make_peers(const peer_options& wanted) {
    const auto kind = wanted.tcp ? socket_kind::tcp : socket_kind::local;
    const auto started = std::make_shared<processes>();
    peers made{{}, wanted.handset, started};
    if (wanted.echo.empty()) {
        started->echo = std::make_unique<echo_peer>(kind);
        made.round_trip = [started] { started->echo->round_trip(); };
    } else {
        made.round_trip = connect_to_echo(wanted.echo);
    }
    if (wanted.handset.empty()) {
        started->handset = std::make_unique<simulator>(wanted.bin + "/offhook-sim", kind);
        made.handset = started->handset->address();
    }
    return made;
}

}  // namespace offhook::bench
