#pragma once

#include "tools/benchmark/statistics.hpp"

#include <sys/types.h>
#include <string>

namespace offhook::bench {

/// Which kind of socket is measured.
enum class socket_kind { local, tcp };

/// The floor: a process of its own that sends each 64-byte report back, and a client that writes,
/// polls and reads, as hidapi does. Nothing faster can be built on the same socket.
class echo_peer {
public:
    /// Starts the process and connects to it. Throws std::system_error.
    explicit echo_peer(socket_kind kind);

    /// Ends the process.
    ~echo_peer();

    echo_peer(const echo_peer&) = delete;
    echo_peer& operator=(const echo_peer&) = delete;

    /// One report there and back.
    void round_trip();

private:
    int socket_ = -1;
    pid_t process_ = -1;
};

}  // namespace offhook::bench
