#include "tsp/phone_view.hpp"

namespace offhook::tsp {

protocol::button_setting button_of(const engine::handset_profile& profile,
                                   const engine::picture& picture,
                                   DWORD id) {
    const auto number = static_cast<std::uint8_t>(id);
    if (auto stored = picture.button_info(number)) return *std::move(stored);
    if (id >= profile.buttons.size()) return {number};
    const auto& described = profile.buttons[id];
    return {number, described.mode, described.function, {}};
}

DWORD lamp_of(const phone_view& view, DWORD id) {
    const auto& buttons = view.profile->buttons;
    if (id >= buttons.size() || !buttons[id].has_lamp()) return PHONELAMPMODE_DUMMY;
    const auto& pairs = view.picture.state().pairs;
    // Values are TAPI's own (firmware-protocol.md §7.3).
    return id < pairs.size() ? static_cast<DWORD>(pairs[id].lamp) : PHONELAMPMODE_UNKNOWN;
}

DWORD button_state_of(const phone_view& view, DWORD id) {
    if (button_of(*view.profile, view.picture, id).mode == protocol::button_mode::dummy) {
        return PHONEBUTTONSTATE_UNAVAIL;
    }
    const auto& pairs = view.picture.state().pairs;
    return id < pairs.size() ? static_cast<DWORD>(pairs[id].button) : PHONEBUTTONSTATE_UNKNOWN;
}

}  // namespace offhook::tsp
