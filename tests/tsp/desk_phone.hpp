#pragma once

#include "tsp/phone_view.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace offhook::tsp {

/// What the firmware document's example describes: two rows of 24, keypad and 16 keys with lamps,
/// three hook devices, two data areas. The headset has no gain; pair 27 is a lamp without a button.
inline engine::handset_profile desk_profile() {
    using protocol::button_mode;
    engine::handset_profile desk;
    desk.capabilities = 0x7FF;
    desk.limits.rows = 2;
    desk.limits.columns = 24;
    desk.limits.ring_modes = 4;
    desk.limits.buttons = 28;
    desk.limits.areas = 3;
    desk.limits.hook_devices = 7;
    desk.limits.volume_devices = 7;
    desk.limits.gain_devices = 3;
    desk.limits.hook_modes = {0x0F, 0x0F, 0x09};
    desk.limits.vendor_max = 512;
    desk.names = {"Offhook", "Desk", "1.2", "S1"};
    for (int i = 0; i < 12; ++i) desk.buttons.push_back({button_mode::keypad, 0x01, 0});
    for (int i = 12; i < 27; ++i) desk.buttons.push_back({button_mode::feature, 0x7E, 4});
    desk.buttons.push_back({button_mode::dummy, 0x06, 0});
    desk.areas = {{65536, 3}, {256, 2}, {64, 1}};
    return desk;
}

inline phone_view desk_view() {
    phone_view view;
    view.connected = true;
    view.profile = std::make_shared<engine::handset_profile>(desk_profile());
    protocol::handset_state state;
    state.hook = {protocol::hook_mode::mic_speaker,
                  protocol::hook_mode::on_hook,
                  protocol::hook_mode::unknown};
    state.volume = {0x1111, 0x2222, 0x3333};
    state.gain = {0x4444, 0x5555, 0x6666};
    state.ring = {2, 0x7777};
    state.pairs.resize(28);
    state.pairs[5].button = protocol::button_state::down;
    state.pairs[12].lamp = protocol::lamp_mode::flash;
    state.rows = 2;
    state.columns = 24;
    state.display.append(24, u'a').append(24, u'b');
    engine::picture::events ignored;
    view.picture.replace(state, ignored);
    return view;
}

}  // namespace offhook::tsp
