#include "sim/handset/buttons.hpp"

#include <bit>

namespace offhook::sim {

using protocol::button_mode;
using protocol::button_state;
using protocol::lamp_mode;

namespace {

// §7.3: one of the modes, never DUMMY or UNKNOWN, and this pair's lamp can show it.
bool can_show(const button_profile& pair, lamp_mode mode) {
    const auto bit = static_cast<std::uint8_t>(mode);
    return pair.info.has_lamp() && std::has_single_bit(bit) && mode != lamp_mode::dummy &&
           mode != lamp_mode::unknown && (pair.info.lamp_modes & bit) != 0;
}

// §7.3: one of the six.
bool is_mode(button_mode mode) {
    const auto bit = static_cast<std::uint8_t>(mode);
    return std::has_single_bit(bit) && bit <= static_cast<std::uint8_t>(button_mode::display);
}

}  // namespace

buttons::buttons(const std::vector<button_profile>& pairs, memory& kept)
    : pairs_(pairs), kept_(kept), states_(pairs.size()) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        states_[i].lamp = pairs[i].info.has_lamp() ? lamp_mode::off : lamp_mode::dummy;
    }
}

answer buttons::light(const protocol::lamp_setting& wanted) {
    if (wanted.lamp >= pairs_.size()) return bad_parameter(0);
    if (!can_show(pairs_[wanted.lamp], wanted.mode)) return bad_parameter(1);
    states_[wanted.lamp].lamp = wanted.mode;
    return {};
}

bool buttons::light_by_itself(std::uint8_t lamp, lamp_mode mode) {
    if (lamp >= pairs_.size() || states_[lamp].lamp == mode) return false;
    return light({lamp, mode}).code == protocol::status::ok;
}

answer buttons::set_info(const protocol::button_setting& wanted) {
    if (wanted.button >= pairs_.size()) return bad_parameter(0);
    if (!is_mode(wanted.mode)) return bad_parameter(1);
    kept_.buttons[wanted.button] = wanted;
    return {};
}

answer buttons::get_info(std::uint8_t button) const {
    if (button >= pairs_.size()) return bad_parameter(0);
    return {protocol::status::ok, protocol::encoded(kept_.buttons[button])};
}

bool buttons::move(std::uint8_t button, button_state state) {
    if (button >= pairs_.size() || pairs_[button].info.mode == button_mode::dummy) return false;
    if (states_[button].button == state) return false;
    states_[button].button = state;
    return true;
}

protocol::button_info buttons::page_entry(std::size_t button) const {
    return {
        kept_.buttons[button].mode, pairs_[button].info.lamp_modes, kept_.buttons[button].function};
}

}  // namespace offhook::sim
