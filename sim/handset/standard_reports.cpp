#include "sim/handset/standard_reports.hpp"

#include "driver/protocol/report_id.hpp"

#include <array>

namespace offhook::sim {

using protocol::button_state;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::indicators_report;
using protocol::report_id;
using protocol::telephony_report;

namespace {

struct one_shot {
    std::uint32_t function;  // a PHONEBUTTONFUNCTION_ number
    std::uint16_t bit;
};

// §2.2's function keys, by the functions that the buttons left the factory with: what SET_BUTTON
// stores changes nothing (§7.3: "the device only stores it").
constexpr std::array one_shots{
    one_shot{0x12, telephony_report::phone_mute},
    one_shot{0x17, telephony_report::flash},
    one_shot{0x23, telephony_report::redial},
    one_shot{0x04, telephony_report::hold},
    one_shot{0x02, telephony_report::transfer},
    one_shot{0x03, telephony_report::drop},
    one_shot{0x01, telephony_report::conference},
    one_shot{0x26, telephony_report::voice_mail},
    one_shot{0x2F, telephony_report::send},
};

std::uint16_t one_shot_of(const protocol::button_info& info) {
    for (const auto& known : one_shots) {
        if (info.mode == protocol::button_mode::feature && info.function == known.function) {
            return known.bit;
        }
    }
    return 0;
}

constexpr std::uint8_t programmable_buttons = 32;  // §2.2

}  // namespace

void standard_reports::tell_hooks(const hook_switches& hooks, reports& out) {
    const bool handset = hooks.is_off_hook(hook_device::handset);
    const bool speaker = hooks.is_off_hook(hook_device::speaker);
    if (told_.hook == handset && told_.speaker_phone == speaker) return;
    told_.hook = handset;
    told_.speaker_phone = speaker;
    send_telephony(out);
}

void standard_reports::tell_button(const profile& what,
                                   std::uint8_t button,
                                   button_state state,
                                   reports& out) {
    const bool down = state == button_state::down;
    if (button < protocol::first_own_button) {
        // §2.2: 1 to 10 are the digits 0 to 9, 11 star, 12 pound.
        told_.keypad = down ? static_cast<std::uint8_t>(button + 1) : std::uint8_t{0};
        return send_telephony(out);
    }
    const auto place = static_cast<unsigned>(button - protocol::first_own_button);
    if (place < programmable_buttons) {
        const auto bit = std::uint32_t{1} << place;
        told_.programmable = down ? told_.programmable | bit : told_.programmable & ~bit;
    }
    told_.one_shots = down ? one_shot_of(what.buttons[button].info) : std::uint16_t{0};
    if (place >= programmable_buttons && told_.one_shots == 0) return;
    send_telephony(out);
    if (told_.one_shots == 0) return;
    told_.one_shots = 0;
    send_telephony(out);
}

void standard_reports::tell_turn(turn direction, reports& out) {
    append_report(out,
                  protocol::volume_keys_report{direction == turn::up, direction == turn::down});
    append_report(out, protocol::volume_keys_report{});
}

bool standard_reports::on_output(protocol::bytes_view report, panel& device, reports& out) {
    bool done = false;
    switch (static_cast<report_id>(report[0])) {
        case report_id::indicators: return on_indicators(report, device);
        case report_id::display_control: {
            const auto wanted = protocol::display_control_report::decode(report);
            done = wanted && device.glass.control(*wanted);
            break;
        }
        case report_id::display_text: {
            const auto wanted = protocol::display_text_report::decode(report);
            done = wanted && device.glass.write(*wanted);
            break;
        }
        default: break;
    }
    // §2.7: after each report 06 or 07 that was carried out.
    if (done) append_report(out, protocol::display_status_report{});
    return done;
}

// §2.3: the report always carries all of them, so a 0 is as much an order as a 1.
bool standard_reports::on_indicators(protocol::bytes_view report, panel& device) {
    const auto wanted = indicators_report::decode(report);
    if (!wanted) return false;
    const auto is_set = [&](std::uint16_t bits) { return (wanted->indicators & bits) != 0; };
    const auto mode_of = [&](std::uint16_t bit) {
        return is_set(bit) ? hook_mode::mic_speaker : hook_mode::on_hook;
    };
    device.indicators = wanted->indicators;
    device.hooks.move(hook_device::handset, mode_of(indicators_report::off_hook));
    device.hooks.move(hook_device::speaker, mode_of(indicators_report::speaker));
    if (is_set(indicators_report::ring | indicators_report::ringer)) {
        constexpr std::uint16_t loudest = 0xFFFF;
        (void)device.ring.set({1, loudest});  // refused where there is no ringer
    } else {
        device.ring.silence();
    }
    return true;
}

void standard_reports::send_telephony(reports& out) {
    append_report(out, told_);
}

}  // namespace offhook::sim
