#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"
#include "driver/protocol/settings.hpp"
#include "driver/protocol/values.hpp"

#include <array>
#include <string>

namespace offhook::protocol {

/// The state of one button/lamp pair.
struct pair_state {
    lamp_mode lamp = lamp_mode::dummy;
    button_state button = button_state::up;

    bool operator==(const pair_state&) const = default;
};

/// The answer to GET_STATE: the whole picture of a handset. Source: firmware-protocol.md §7.4.
struct handset_state {
    std::uint8_t event_counter = 0;  ///< events up to this one are contained
    std::array<hook_mode, 3> hook{hook_mode::on_hook, hook_mode::on_hook, hook_mode::on_hook};
    std::array<std::uint16_t, 3> volume{};
    std::array<std::uint16_t, 3> gain{};
    ring_setting ring;
    std::vector<pair_state> pairs;  ///< at most 255
    std::uint8_t rows = 0;
    std::uint8_t columns = 0;
    std::u16string display;  ///< rows x columns units, row by row

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<handset_state> decode(bytes_view payload);
    bool operator==(const handset_state&) const = default;
};

/// Writes a text on a display of `columns` columns: it goes on in the next row and is cut at the
/// end; a unit 0 ends it, control characters become spaces. Nothing happens when the place is
/// outside. Source: firmware-protocol.md §8.6.
void place_text(std::u16string& display, std::uint8_t columns, const display_setting& text);

}  // namespace offhook::protocol
