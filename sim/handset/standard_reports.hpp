#pragma once

#include "driver/protocol/standard_report.hpp"
#include "sim/handset/panel.hpp"
#include "sim/handset/reports.hpp"

namespace offhook::sim {

/// The handset for hosts that know only the HID usage tables: reports 01 to 08.
/// Source: firmware-protocol.md §2.
class standard_reports {
public:
    enum class turn { up, down };

    /// Report 02 if the hook switches are not as it told last (§2.2), whoever moved them.
    void tell_hooks(const hook_switches& hooks, reports& out);

    /// Report 02 for a button that the user has pressed or released; a function key is 1 in one
    /// report, then 0 (§2.2).
    void tell_button(const profile& what,
                     std::uint8_t button,
                     protocol::button_state state,
                     reports& out);

    /// Report 01 for a turn of the wheel: the key held, and let go (§2.1).
    void tell_turn(turn direction, reports& out);

    /// An output report 03, 06 or 07 of the right length, while no session is open. False when it
    /// was not carried out.
    bool on_output(protocol::bytes_view report, panel& device, reports& out);

private:
    bool on_indicators(protocol::bytes_view report, panel& device);
    void send_telephony(reports& out);

    protocol::telephony_report told_;  // report 02 as it was sent last, without one-shots
};

}  // namespace offhook::sim
