#pragma once

#include <functional>
#include <memory>
#include <string>

namespace offhook::bench {

/// What is wanted of the other ends. An address that is given is used; else processes are started,
/// which only POSIX can.
struct peer_options {
    std::string bin = ".";  ///< folder of offhook-sim
    std::string echo;       ///< IP:PORT of `offhook-bench --serve-echo`
    std::string handset;    ///< as in OFFHOOK_DEVICES
    bool tcp = false;
};

/// What the bare loop and the provider talk to.
struct peers {
    std::function<void()> round_trip;  ///< one 64-byte report there and back
    std::string handset;               ///< for OFFHOOK_DEVICES
    std::shared_ptr<void> processes;   ///< ended with it
};

/// Throws what is derived from std::exception.
[[nodiscard]] peers make_peers(const peer_options& wanted);

/// One round trip over a TCP connection to `address`: write, wait until it is readable, read.
/// Throws boost::system::system_error.
[[nodiscard]] std::function<void()> connect_to_echo(const std::string& address);

/// Prints `echo IP:PORT`, then sends back what one host writes, until it leaves.
void serve_echo();

}  // namespace offhook::bench
