#pragma once

#include "driver/protocol/settings.hpp"
#include "sim/handset/answer.hpp"

#include <array>

namespace offhook::sim {

/// The volume, or the gain, of handset, speaker and headset. A level is reported back as it was
/// set, whatever steps the hardware has. Source: firmware-protocol.md §8.4, §8.5.
class levels {
public:
    /// `devices`: bits of hook_device that have such a level; they begin at `start`.
    levels(std::uint8_t devices, std::uint16_t start);

    /// The host's request VOLUME or GAIN.
    answer set(const protocol::level_setting& wanted);

    /// The user turns the wheel. False when nothing has changed.
    bool turn(protocol::hook_device device, std::uint16_t level);

    [[nodiscard]] const std::array<std::uint16_t, 3>& all() const { return levels_; }

private:
    [[nodiscard]] bool has(std::uint8_t device) const;

    std::uint8_t devices_;
    std::array<std::uint16_t, 3> levels_{};
};

}  // namespace offhook::sim
