#pragma once

#include "driver/protocol/data_area.hpp"
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"

/// The field lists of the payloads, for json_archive.hpp. The names are those of the vectors.
namespace offhook::test {

template <class Archive>
void describe(Archive& a, protocol::hello& v) {
    a.hex("nonce", v.nonce);
    a("major", v.major);
    a("minor", v.minor);
}

template <class Archive>
void describe(Archive& a, protocol::hello_answer& v) {
    a.hex("nonce", v.nonce);
    a("session", v.session);
    a("major", v.major);
    a("minor", v.minor);
    a("max_message", v.max_message);
    a("window", v.window);
    a("event_counter", v.event_counter);
    a("firmware", v.firmware);
    a("capabilities", v.capabilities);
    a("heartbeat_ms", v.heartbeat_ms);
}

template <class Archive>
void describe(Archive& a, protocol::get_info& v) {
    a("page", v.page);
    a("first", v.first);
}

template <class Archive>
void describe(Archive& a, protocol::info_limits& v) {
    a("rows", v.rows);
    a("columns", v.columns);
    a("ring_modes", v.ring_modes);
    a("buttons", v.buttons);
    a("areas", v.areas);
    a("hook_devices", v.hook_devices);
    a("volume_devices", v.volume_devices);
    a("gain_devices", v.gain_devices);
    a("hook_modes", v.hook_modes);
    a("vendor_max", v.vendor_max);
    a("audio", v.audio);
}

template <class Archive>
void describe(Archive& a, protocol::info_names& v) {
    a("maker", v.maker);
    a("product", v.product);
    a("firmware", v.firmware);
    a("serial", v.serial);
}

template <class Archive>
void describe(Archive& a, protocol::button_info& v) {
    a("mode", v.mode);
    a("lamp_modes", v.lamp_modes);
    a("function", v.function);
}

template <class Archive>
void describe(Archive& a, protocol::info_buttons& v) {
    a("first", v.first);
    a("buttons", v.buttons);
}

template <class Archive>
void describe(Archive& a, protocol::area_info& v) {
    a("size", v.size);
    a("flags", v.flags);
}

template <class Archive>
void describe(Archive& a, protocol::info_areas& v) {
    a("first", v.first);
    a("areas", v.areas);
}

template <class Archive>
void describe(Archive& a, protocol::pair_state& v) {
    a("lamp", v.lamp);
    a("state", v.button);
}

template <class Archive>
void describe(Archive& a, protocol::handset_state& v) {
    a("event_counter", v.event_counter);
    a("hook", v.hook);
    a("volume", v.volume);
    a("gain", v.gain);
    a("ring_mode", v.ring.mode);
    a("ring_volume", v.ring.volume);
    a("buttons", v.pairs);
    a("rows", v.rows);
    a("columns", v.columns);
    a("display", v.display);
}

template <class Archive>
void describe(Archive& a, protocol::lamp_setting& v) {
    a("lamp", v.lamp);
    a("mode", v.mode);
}

template <class Archive>
void describe(Archive& a, protocol::ring_setting& v) {
    a("mode", v.mode);
    a("volume", v.volume);
}

template <class Archive>
void describe(Archive& a, protocol::hook_setting& v) {
    a("devices", v.devices);
    a("mode", v.mode);
}

template <class Archive>
void describe(Archive& a, protocol::level_setting& v) {
    a("device", v.device);
    a("level", v.level);
}

template <class Archive>
void describe(Archive& a, protocol::display_setting& v) {
    a("row", v.row);
    a("column", v.column);
    a("text", v.text);
}

template <class Archive>
void describe(Archive& a, protocol::button_setting& v) {
    a("button", v.button);
    a("mode", v.mode);
    a("function", v.function);
    a("label", v.label);
}

template <class Archive>
void describe(Archive& a, protocol::dl_begin& v) {
    a("area", v.area);
    a("size", v.size);
    a("crc", v.crc);
}

template <class Archive>
void describe(Archive& a, protocol::dl_data& v) {
    a("area", v.area);
    a("offset", v.offset);
    a("data", v.data);
}

template <class Archive>
void describe(Archive& a, protocol::dl_data_answer& v) {
    a("next", v.next);
}

template <class Archive>
void describe(Archive& a, protocol::area_number& v) {
    a("area", v.area);
}

template <class Archive>
void describe(Archive& a, protocol::ul_read& v) {
    a("area", v.area);
    a("offset", v.offset);
    a("length", v.length);
}

template <class Archive>
void describe(Archive& a, protocol::ul_read_answer& v) {
    a("size", v.size);
    a("crc", v.crc);
    a("data", v.data);
}

}  // namespace offhook::test
