#pragma once

#include "driver/protocol/handset_state.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/memory.hpp"
#include "sim/handset/profile.hpp"

namespace offhook::sim {

/// The button/lamp pairs: keypad and the handset's own. Source: firmware-protocol.md §7.3, §8.1,
/// §8.7.
class buttons {
public:
    /// Both must outlive the object; `kept` holds what survives a loss of power.
    buttons(const std::vector<button_profile>& pairs, memory& kept);

    /// The host's request LAMP.
    answer light(const protocol::lamp_setting& wanted);

    /// A lamp that the device runs itself. False when nothing has changed.
    bool light_by_itself(std::uint8_t lamp, protocol::lamp_mode mode);

    /// The host's request SET_BUTTON: all of it is stored, nothing else happens.
    answer set_info(const protocol::button_setting& wanted);

    /// The host's request GET_BUTTON (§7.5).
    [[nodiscard]] answer get_info(std::uint8_t button) const;

    /// The user presses or releases. False when nothing has changed, or there is no such button.
    bool move(std::uint8_t button, protocol::button_state state);

    /// The lamps and buttons as GET_STATE tells them.
    [[nodiscard]] const std::vector<protocol::pair_state>& pairs() const { return states_; }

    /// What page 2 of GET_INFO tells of a pair: lamps as they are, mode and function as they were
    /// set last (§7.2).
    [[nodiscard]] protocol::button_info page_entry(std::size_t button) const;

private:
    const std::vector<button_profile>& pairs_;
    memory& kept_;
    std::vector<protocol::pair_state> states_;
};

}  // namespace offhook::sim
