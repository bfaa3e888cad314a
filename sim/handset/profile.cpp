#include "sim/handset/profile.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::button_mode;
using protocol::capability;
using protocol::lamp_mode;

namespace {

// TAPI's PHONEBUTTONFUNCTION_ numbers (firmware-protocol.md §7.3).
constexpr std::uint32_t conference = 0x01, transfer = 0x02, drop = 0x03, hold = 0x04,
                        forward = 0x0C, pickup = 0x0D, mute = 0x12, speaker_on = 0x15,
                        do_not_disturb = 0x1A, call_appearance = 0x1E, directory = 0x20,
                        last_number = 0x23, message_indicator = 0x26;

constexpr std::uint8_t no_lamp = static_cast<std::uint8_t>(lamp_mode::dummy);

std::vector<button_profile> keypad() {
    std::vector<button_profile> pairs;
    for (const char16_t key : std::u16string_view(u"0123456789*#")) {
        pairs.push_back({std::u16string(1, key), {button_mode::keypad, no_lamp, 0}});
    }
    return pairs;
}

struct own_button {
    std::u16string_view label;
    button_mode mode;
    std::uint32_t function;
};

constexpr std::array own_buttons{
    own_button{u"Line 1", button_mode::call, call_appearance},
    own_button{u"Line 2", button_mode::call, call_appearance},
    own_button{u"Line 3", button_mode::call, call_appearance},
    own_button{u"Line 4", button_mode::call, call_appearance},
    own_button{u"Hold", button_mode::feature, hold},
    own_button{u"Transfer", button_mode::feature, transfer},
    own_button{u"Conference", button_mode::feature, conference},
    own_button{u"Redial", button_mode::feature, last_number},
    own_button{u"Mute", button_mode::feature, mute},
    own_button{u"Speaker", button_mode::feature, speaker_on},
    own_button{u"Message", button_mode::feature, message_indicator},
    own_button{u"Directory", button_mode::feature, directory},
    own_button{u"Forward", button_mode::feature, forward},
    own_button{u"Pickup", button_mode::feature, pickup},
    own_button{u"Do not disturb", button_mode::feature, do_not_disturb},
    own_button{u"Drop", button_mode::feature, drop},
};

template <class Range, class Has>
std::uint32_t bit_if_any(const Range& range, capability bit, Has has) {
    return std::any_of(range.begin(), range.end(), has) ? static_cast<std::uint32_t>(bit) : 0U;
}

std::uint32_t bit_if(bool there, capability bit) {
    return there ? static_cast<std::uint32_t>(bit) : 0U;
}

}  // namespace

std::uint8_t all_lamp_modes() {
    std::uint8_t mask = 0;
    for (const auto mode : {lamp_mode::off,
                            lamp_mode::steady,
                            lamp_mode::wink,
                            lamp_mode::flash,
                            lamp_mode::flutter,
                            lamp_mode::broken_flutter}) {
        mask |= static_cast<std::uint8_t>(mode);
    }
    return mask;
}

profile desk_profile() {
    profile desk;
    desk.rows = 2;
    desk.columns = 24;
    desk.ring_modes = 4;
    desk.hooks.fill({.present = true, .modes = all_hook_modes, .volume = true, .gain = true});
    desk.start_volume = 0x8000;
    desk.start_gain = 0x8000;
    desk.audio = 3;
    desk.buttons = keypad();
    for (const auto& own : own_buttons) {
        desk.buttons.push_back(
            {std::u16string(own.label), {own.mode, all_lamp_modes(), own.function}});
    }
    desk.areas = {{.info = {65536, 3}, .use = area_use::storage},
                  {.info = {256, 2}, .use = area_use::device_log}};
    desk.vendor_max = 512;
    return desk;
}

std::uint32_t capabilities_of(const profile& what) {
    std::uint32_t word =
        bit_if(what.rows != 0 && what.columns != 0, capability::display) |
        bit_if(what.ring_modes != 0, capability::ring) |
        bit_if(what.button_info && !what.buttons.empty(), capability::button_info) |
        bit_if(what.vendor_max != 0, capability::vendor) | bit_if(what.batch, capability::batch);
    word |= bit_if_any(
        what.buttons, capability::lamps, [](const auto& pair) { return pair.info.has_lamp(); });
    word |= bit_if_any(what.hooks, capability::hook, [](const auto& hook) {
        return hook.present && hook.modes != 0;
    });
    word |= bit_if_any(what.hooks, capability::volume, [](const auto& hook) {
        return hook.present && hook.volume;
    });
    word |= bit_if_any(
        what.hooks, capability::gain, [](const auto& hook) { return hook.present && hook.gain; });
    word |= bit_if_any(
        what.areas, capability::download, [](const auto& area) { return area.info.writable(); });
    word |= bit_if_any(
        what.areas, capability::upload, [](const auto& area) { return area.info.readable(); });
    return word;
}

std::size_t state_size_of(const profile& what) {
    constexpr std::size_t fixed = 22;
    return fixed + 2 * what.buttons.size() + std::size_t{2} * what.rows * what.columns;
}

}  // namespace offhook::sim
