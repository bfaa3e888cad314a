#include "driver/protocol/settings.hpp"

#include "driver/protocol/text.hpp"

#include <array>

namespace offhook::protocol {
namespace {

constexpr std::array setting_opcodes{opcode::lamp,
                                     opcode::ring,
                                     opcode::hook,
                                     opcode::volume,
                                     opcode::gain,
                                     opcode::display,
                                     opcode::set_button};
static_assert(setting_opcodes.size() == std::variant_size_v<setting>);

// A level request of another name.
template <class Named>
result<Named> decode_level(bytes_view payload) {
    const auto level = level_setting::decode(payload);
    if (!level) return level.error();
    return Named{*level};
}

template <class T>
result<setting> as_setting(bytes_view payload) {
    auto value = T::decode(payload);
    if (!value) return value.error();
    return setting(std::move(*value));
}

}  // namespace

void lamp_setting::encode(byte_writer& out) const {
    out.u8(lamp);
    out.u8(static_cast<std::uint8_t>(mode));
}

result<lamp_setting> lamp_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    lamp_setting value;
    value.lamp = in.u8();
    value.mode = static_cast<lamp_mode>(in.u8());
    if (in.failed()) return errc::wrong_length;
    return value;
}

void ring_setting::encode(byte_writer& out) const {
    out.u8(mode);
    out.u16(volume);
}

result<ring_setting> ring_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    ring_setting value;
    value.mode = in.u8();
    value.volume = in.u16();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void hook_setting::encode(byte_writer& out) const {
    out.u8(devices);
    out.u8(static_cast<std::uint8_t>(mode));
}

result<hook_setting> hook_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    hook_setting value;
    value.devices = in.u8();
    value.mode = static_cast<hook_mode>(in.u8());
    if (in.failed()) return errc::wrong_length;
    return value;
}

void level_setting::encode(byte_writer& out) const {
    out.u8(device);
    out.u16(level);
}

result<level_setting> level_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    level_setting value;
    value.device = in.u8();
    value.level = in.u16();
    if (in.failed()) return errc::wrong_length;
    return value;
}

result<volume_setting> volume_setting::decode(bytes_view payload) {
    return decode_level<volume_setting>(payload);
}

result<gain_setting> gain_setting::decode(bytes_view payload) {
    return decode_level<gain_setting>(payload);
}

void display_setting::encode(byte_writer& out) const {
    out.u8(row);
    out.u8(column);
    out.text(text);
}

result<display_setting> display_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    display_setting value;
    value.row = in.u8();
    value.column = in.u8();
    if (in.failed() || in.left() == 0) return errc::wrong_length;
    auto text = read_text(in);
    if (!text) return text.error();
    value.text = std::move(*text);
    return value;
}

void button_setting::encode(byte_writer& out) const {
    out.u8(button);
    out.u8(static_cast<std::uint8_t>(mode));
    out.u32(function);
    out.text(label);
}

result<button_setting> button_setting::decode(bytes_view payload) {
    byte_reader in(payload);
    button_setting value;
    value.button = in.u8();
    value.mode = static_cast<button_mode>(in.u8());
    value.function = in.u32();
    if (in.failed()) return errc::wrong_length;
    auto label = read_text(in);
    if (!label) return label.error();
    if (label->size() > longest_label) return errc::wrong_length;
    value.label = std::move(*label);
    return value;
}

opcode opcode_of(const setting& value) {
    return setting_opcodes[value.index()];
}

byte_vector encode_setting(const setting& value) {
    return std::visit([](const auto& one) { return encoded(one); }, value);
}

result<setting> decode_setting(opcode code, bytes_view payload) {
    switch (code) {
        case opcode::lamp: return as_setting<lamp_setting>(payload);
        case opcode::ring: return as_setting<ring_setting>(payload);
        case opcode::hook: return as_setting<hook_setting>(payload);
        case opcode::volume: return as_setting<volume_setting>(payload);
        case opcode::gain: return as_setting<gain_setting>(payload);
        case opcode::display: return as_setting<display_setting>(payload);
        case opcode::set_button: return as_setting<button_setting>(payload);
        default: return errc::unknown_opcode;
    }
}

}  // namespace offhook::protocol
