#pragma once

#include "driver/protocol/settings.hpp"

#include <vector>

namespace offhook::sim {

/// What survives a loss of power: the content of the data areas (firmware-protocol.md §10.3) and
/// the buttons' information.
struct memory {
    std::vector<protocol::button_setting> buttons;
    std::vector<protocol::byte_vector> areas;
    std::uint32_t starts = 0;  ///< power-ups and reboots so far
};

}  // namespace offhook::sim
