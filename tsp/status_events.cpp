#include "tsp/status_events.hpp"

#include "driver/protocol/overloaded.hpp"

#include <algorithm>
#include <cstddef>

namespace offhook::tsp {
namespace {

constexpr DWORD defined_states = 0x00FFFFFF;
constexpr DWORD defined_modes = 0x0000003F;
constexpr DWORD defined_button_states = 0x0000000F;

/// The device's flag in a family whose handset flag is given; they lie three bits apart.
DWORD_PTR state_of(DWORD handset_flag, protocol::hook_device device) {
    return handset_flag << (3 * protocol::index_of(device));
}

/// TSPI: PHONE_STATE. `detail` is defined for some flags only (tspi-phone.md §4.1).
phone_message state_message(DWORD_PTR flag, DWORD_PTR detail = 0) {
    return {PHONE_STATE, flag, detail, 0};
}

phone_message level_message(const protocol::level_changed& event) {
    const bool volume = event.control == protocol::opcode::volume;
    return state_message(
        state_of(volume ? PHONESTATE_HANDSETVOLUME : PHONESTATE_HANDSETGAIN, event.device));
}

bool is_wanted(const phone_message& each, const status_masks& masks) {
    if (each.message == PHONE_STATE) return (each.p1 & masks.states) != 0;
    if (each.message != PHONE_BUTTON) return true;
    return (each.p2 & masks.button_modes) != 0 && (each.p3 & masks.button_states) != 0;
}

}  // namespace

DWORD check_masks(const status_masks& masks) {
    if ((masks.states & ~defined_states) != 0) return PHONEERR_INVALPHONESTATE;
    if ((masks.button_modes & ~defined_modes) != 0) return PHONEERR_INVALBUTTONMODE;
    if (masks.button_modes == 0) return 0;  // then the states are ignored
    const bool defined = (masks.button_states & ~defined_button_states) == 0;
    return defined && masks.button_states != 0 ? 0 : PHONEERR_INVALBUTTONSTATE;
}

std::vector<phone_message> event_translator::translate(const engine::handset_event& event,
                                                       DWORD mode,
                                                       const status_masks& masks) {
    using messages = std::vector<phone_message>;
    auto all = std::visit(
        overloaded{
            [](const engine::connected&) -> messages {
                return {state_message(PHONESTATE_CONNECTED)};
            },
            [](const engine::disconnected&) -> messages {
                return {state_message(PHONESTATE_DISCONNECTED)};
            },
            [&](const engine::capabilities_changed&) -> messages { return {caps_change()}; },
            [&](const protocol::button_event& e) -> messages { return {button_message(e, mode)}; },
            [](const protocol::hook_changed& e) -> messages {
                return {state_message(state_of(PHONESTATE_HANDSETHOOKSWITCH, e.device),
                                      static_cast<DWORD_PTR>(e.mode))};
            },
            [](const protocol::level_changed& e) -> messages { return {level_message(e)}; },
            [](const engine::lamp_changed& e) -> messages {
                return {state_message(PHONESTATE_LAMP, e.lamp)};
            },
            [](const engine::ring_mode_changed& e) -> messages {
                return {state_message(PHONESTATE_RINGMODE, e.mode)};
            },
            [](const engine::ring_volume_changed&) -> messages {
                return {state_message(PHONESTATE_RINGVOLUME)};
            },
            [](const engine::display_changed&) -> messages {
                return {state_message(PHONESTATE_DISPLAY)};
            },
            // No flag of their own: the application has to look (PHONESTATE_OTHER). CAPSCHANGE
            // would be truer for a button's mode, but makes a host reinitialise 1.3 applications.
            [](const engine::button_info_changed&) -> messages {
                return {state_message(PHONESTATE_OTHER)};
            },
            [](const protocol::data_changed&) -> messages {
                return {state_message(PHONESTATE_OTHER)};
            },
            [](const protocol::vendor_event& e) { return vendor_messages(0, e.data); },
        },
        event);
    std::erase_if(all, [&](const phone_message& each) { return !is_wanted(each, masks); });
    return all;
}

phone_message event_translator::button_message(const protocol::button_event& event, DWORD mode) {
    auto& held = held_[event.button];
    const bool down = event.state == protocol::button_state::down;
    if (!down && held != 0) mode = held;
    held = down ? static_cast<std::uint8_t>(mode) : std::uint8_t{0};
    return {PHONE_BUTTON, event.button, mode, static_cast<DWORD_PTR>(event.state)};
}

phone_message event_translator::caps_change() const {
    // The flag exists from 1.4 on.
    return state_message(version_ < tspi::version_1_4 ? PHONESTATE_OTHER : PHONESTATE_CAPSCHANGE);
}

std::vector<phone_message> vendor_messages(DRV_REQUESTID request, protocol::bytes_view data) {
    std::vector<phone_message> all;
    const auto length = std::min<std::size_t>(data.size(), 0xFFFF);
    for (std::size_t offset = 0; offset < length; offset += sizeof(DWORD_PTR)) {
        const auto piece = data.subspan(offset, std::min(sizeof(DWORD_PTR), length - offset));
        DWORD_PTR bytes = 0;
        for (std::size_t i = 0; i < piece.size(); ++i) bytes |= DWORD_PTR{piece[i]} << (8 * i);
        all.push_back({PHONE_DEVSPECIFIC, request, length | offset << 16, bytes});
    }
    return all;
}

}  // namespace offhook::tsp
