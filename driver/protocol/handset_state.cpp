#include "driver/protocol/handset_state.hpp"

#include "driver/protocol/byte_reader.hpp"

namespace offhook::protocol {
namespace {

void read_levels(byte_reader& in, std::array<std::uint16_t, 3>& levels) {
    for (auto& level : levels) level = in.u16();
}

void read_display(byte_reader& in, handset_state& state) {
    state.rows = in.u8();
    state.columns = in.u8();
    const std::size_t places = std::size_t{state.rows} * state.columns;
    if (in.left() < places * 2) {
        (void)in.take(places * 2);  // marks the failure
        return;
    }
    for (std::size_t i = 0; i < places; ++i) {
        state.display.push_back(static_cast<char16_t>(in.u16()));
    }
}

}  // namespace

void handset_state::encode(byte_writer& out) const {
    out.u8(event_counter);
    for (const auto mode : hook) out.u8(static_cast<std::uint8_t>(mode));
    for (const auto level : volume) out.u16(level);
    for (const auto level : gain) out.u16(level);
    ring.encode(out);
    out.u8(static_cast<std::uint8_t>(pairs.size()));
    for (const auto& pair : pairs) {
        out.u8(static_cast<std::uint8_t>(pair.lamp));
        out.u8(static_cast<std::uint8_t>(pair.button));
    }
    out.u8(rows);
    out.u8(columns);
    out.text(display);
}

result<handset_state> handset_state::decode(bytes_view payload) {
    byte_reader in(payload);
    handset_state state;
    state.event_counter = in.u8();
    for (auto& mode : state.hook) mode = static_cast<hook_mode>(in.u8());
    read_levels(in, state.volume);
    read_levels(in, state.gain);
    state.ring.mode = in.u8();
    state.ring.volume = in.u16();
    state.pairs.resize(in.u8());
    for (auto& pair : state.pairs) {
        pair.lamp = static_cast<lamp_mode>(in.u8());
        pair.button = static_cast<button_state>(in.u8());
    }
    read_display(in, state);
    if (in.failed()) return errc::wrong_length;
    return state;
}

void place_text(std::u16string& display, std::uint8_t columns, const display_setting& text) {
    if (text.column >= columns) return;
    std::size_t at = std::size_t{text.row} * columns + text.column;
    for (const char16_t unit : text.text) {
        if (unit == 0 || at >= display.size()) return;
        display[at++] = unit < 0x20 ? u' ' : unit;
    }
}

}  // namespace offhook::protocol
