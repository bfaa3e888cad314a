#include "driver/protocol/info.hpp"

#include "driver/protocol/byte_reader.hpp"

namespace offhook::protocol {
namespace {

bool is_page(byte_reader& in, info_page page) {
    return in.u8() == static_cast<std::uint8_t>(page);
}

void write_page(byte_writer& out, info_page page) {
    out.u8(static_cast<std::uint8_t>(page));
}

}  // namespace

void get_info::encode(byte_writer& out) const {
    write_page(out, page);
    out.u8(first);
}

result<get_info> get_info::decode(bytes_view payload) {
    byte_reader in(payload);
    get_info value;
    value.page = static_cast<info_page>(in.u8());
    value.first = in.u8();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void info_limits::encode(byte_writer& out) const {
    write_page(out, info_page::limits);
    for (const auto value :
         {rows, columns, ring_modes, buttons, areas, hook_devices, volume_devices, gain_devices}) {
        out.u8(value);
    }
    out.bytes(hook_modes);
    out.u16(vendor_max);
    out.u8(audio);
}

result<info_limits> info_limits::decode(bytes_view payload) {
    byte_reader in(payload);
    if (!is_page(in, info_page::limits)) {
        return in.failed() ? errc::wrong_length : errc::impossible_value;
    }
    info_limits value;
    for (auto* field : {&value.rows,
                        &value.columns,
                        &value.ring_modes,
                        &value.buttons,
                        &value.areas,
                        &value.hook_devices,
                        &value.volume_devices,
                        &value.gain_devices,
                        &value.hook_modes[0],
                        &value.hook_modes[1],
                        &value.hook_modes[2]}) {
        *field = in.u8();
    }
    value.vendor_max = in.u16();
    value.audio = in.u8();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void info_names::encode(byte_writer& out) const {
    write_page(out, info_page::names);
    for (const auto* text : {&maker, &product, &firmware, &serial}) out.short_string(*text);
}

result<info_names> info_names::decode(bytes_view payload) {
    byte_reader in(payload);
    if (!is_page(in, info_page::names)) {
        return in.failed() ? errc::wrong_length : errc::impossible_value;
    }
    info_names value;
    for (auto* text : {&value.maker, &value.product, &value.firmware, &value.serial}) {
        *text = in.short_string();
    }
    if (in.failed()) return errc::wrong_length;
    return value;
}

void info_buttons::encode(byte_writer& out) const {
    write_page(out, info_page::buttons);
    out.u8(first);
    out.u8(static_cast<std::uint8_t>(buttons.size()));
    for (const auto& button : buttons) {
        out.u8(static_cast<std::uint8_t>(button.mode));
        out.u8(button.lamp_modes);
        out.u32(button.function);
    }
}

result<info_buttons> info_buttons::decode(bytes_view payload) {
    byte_reader in(payload);
    if (!is_page(in, info_page::buttons)) {
        return in.failed() ? errc::wrong_length : errc::impossible_value;
    }
    info_buttons value;
    value.first = in.u8();
    value.buttons.resize(in.u8());
    for (auto& button : value.buttons) {
        button.mode = static_cast<button_mode>(in.u8());
        button.lamp_modes = in.u8();
        button.function = in.u32();
    }
    if (in.failed()) return errc::wrong_length;
    return value;
}

void info_areas::encode(byte_writer& out) const {
    write_page(out, info_page::areas);
    out.u8(first);
    out.u8(static_cast<std::uint8_t>(areas.size()));
    for (const auto& area : areas) {
        out.u32(area.size);
        out.u8(area.flags);
    }
}

result<info_areas> info_areas::decode(bytes_view payload) {
    byte_reader in(payload);
    if (!is_page(in, info_page::areas)) {
        return in.failed() ? errc::wrong_length : errc::impossible_value;
    }
    info_areas value;
    value.first = in.u8();
    value.areas.resize(in.u8());
    for (auto& area : value.areas) {
        area.size = in.u32();
        area.flags = in.u8();
    }
    if (in.failed()) return errc::wrong_length;
    return value;
}

}  // namespace offhook::protocol
