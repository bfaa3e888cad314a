#pragma once

#include "tools/benchmark/echo_peer.hpp"
#include "tools/benchmark/process.hpp"

#include <string>

namespace offhook::bench {

/// An offhook-sim of its own, ended with this object.
class simulator {
public:
    /// Starts `program` and waits until it listens. Throws std::runtime_error with its words.
    simulator(const std::string& program, socket_kind kind);
    ~simulator();

    simulator(const simulator&) = delete;
    simulator& operator=(const simulator&) = delete;

    /// For OFFHOOK_DEVICES.
    [[nodiscard]] std::string address() const { return "sim:" + process_.address("listening"); }

private:
    std::string folder_;  // of the Unix socket
    simulator_process process_;
};

}  // namespace offhook::bench
