#pragma once

#include "driver/protocol/handset_state.hpp"
#include "sim/handset/buttons.hpp"
#include "sim/handset/data_areas.hpp"
#include "sim/handset/display.hpp"
#include "sim/handset/hook_switches.hpp"
#include "sim/handset/levels.hpp"
#include "sim/handset/ringer.hpp"

namespace offhook::sim {

/// Everything on the handset that somebody can see, hear or touch, between two losses of power.
struct panel {
    /// Both must outlive the object.
    panel(const profile& model, memory& kept);

    /// Carries out a setting of the host (firmware-protocol.md §8). Ask knows() first.
    answer set(const protocol::setting& wanted);

    /// Whether the handset has what requests of this opcode are about, by its capabilities (§7.1).
    [[nodiscard]] bool knows(protocol::opcode code) const;

    /// The whole picture (§7.4).
    [[nodiscard]] protocol::handset_state state(std::uint8_t event_counter) const;

    const profile& what;
    hook_switches hooks;
    levels volume;
    levels gain;
    ringer ring;
    buttons keys;
    display glass;
    data_areas areas;
    protocol::byte_vector last_vendor;  ///< of the last VENDOR request
    std::uint16_t indicators = 0;       ///< as report 03 set them (§2.3)
};

}  // namespace offhook::sim
