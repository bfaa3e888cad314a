#include "tools/benchmark/peers.hpp"

#include <stdexcept>

namespace offhook::bench {

peers make_peers(const peer_options& wanted) {
    if (wanted.echo.empty() || wanted.handset.empty()) {
        throw std::runtime_error(
            "--echo and --handset are needed here; tools/bench --wine gives them");
    }
    return {connect_to_echo(wanted.echo), wanted.handset, nullptr};
}

}  // namespace offhook::bench
