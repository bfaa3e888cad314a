#pragma once

#include "driver/protocol/settings.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/profile.hpp"

namespace offhook::sim {

/// The hook switches of handset, speaker and headset. User and host share them: the last one wins.
/// Source: firmware-protocol.md §8.3.
class hook_switches {
public:
    explicit hook_switches(const std::array<hook_profile, 3>& devices);

    /// The host's request HOOK: all listed devices get the mode, or none.
    answer set(const protocol::hook_setting& wanted);

    /// The user lifts or hangs up. False when nothing has changed: the device does not exist or
    /// cannot do that, or already stands so.
    bool move(protocol::hook_device device, protocol::hook_mode mode);

    [[nodiscard]] const std::array<protocol::hook_mode, 3>& modes() const { return modes_; }
    [[nodiscard]] bool is_off_hook(protocol::hook_device device) const;

private:
    [[nodiscard]] bool can(protocol::hook_device device, protocol::hook_mode mode) const;

    std::array<hook_profile, 3> devices_;
    std::array<protocol::hook_mode, 3> modes_{};
};

}  // namespace offhook::sim
