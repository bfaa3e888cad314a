#pragma once

#include "driver/protocol/opcode.hpp"
#include "driver/protocol/status.hpp"

#include <chrono>
#include <optional>
#include <set>

namespace offhook::tests {

/// The handset behind crossed.tsp, which is offhook.tsp over a handset in memory and in virtual
/// time. Not on the driver's thread, and during a session of the provider only (but reset()).
class crossed_device {
public:
    virtual ~crossed_device() = default;

    /// A new handset and a new clock, before a session.
    virtual void reset() = 0;

    virtual void hold(std::set<protocol::opcode> codes) = 0;
    virtual void refuse(std::optional<protocol::opcode> code, protocol::status with) = 0;
    virtual void plug() = 0;
    virtual void unplug() = 0;
    virtual void reboot() = 0;
    virtual void press(std::uint8_t button, bool down) = 0;
    virtual void settle() = 0;
    virtual void pass(std::chrono::milliseconds span) = 0;
    /// The same while others keep the driver busy: waits for what it had to do, not for its rest.
    virtual void go_on(std::chrono::milliseconds span) = 0;
};

}  // namespace offhook::tests

/// What crossed.tsp exports beside the TSPI names.
extern "C" offhook::tests::crossed_device* offhook_crossed_device();
