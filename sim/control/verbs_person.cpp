#include "driver/words/value_words.hpp"
#include "sim/control/control_request.hpp"

#include <algorithm>
#include <array>

namespace offhook::sim {

using protocol::hook_device;

namespace {

// What one notch of a wheel is: a sixteenth of the whole range.
constexpr int notch = 4096;

const profile& model(control_request& asked) {
    asked.handset = asked.fields.handset(asked.hub.handsets().size());
    return asked.device().what();
}

std::string devices_of(const profile& what) {
    std::string list;
    for (const auto device : protocol::hook_devices) {
        if (!what.hooks[index_of(device)].present) continue;
        list += (list.empty() ? "" : ", ") + std::string(words::word_of(device));
    }
    return list.empty() ? "none" : list;
}

std::string modes_of(const hook_profile& hook) {
    std::string list;
    for (std::uint8_t bit = 1; bit <= 8; bit = static_cast<std::uint8_t>(bit << 1)) {
        if ((hook.modes & bit) == 0) continue;
        list += (list.empty() ? "" : ", ") +
                std::string(words::word_of(static_cast<protocol::hook_mode>(bit)));
    }
    return list.empty() ? "none" : list;
}

// The button that the request names, if this handset has it.
std::uint8_t button_of(control_request& asked) {
    const auto& buttons = model(asked).buttons;
    const auto button = asked.fields.key("key");
    if (button >= buttons.size()) {
        asked.fields.fail(
            "there is no button " + std::to_string(button) + "; this handset has " +
            (buttons.empty() ? "none" : "0 to " + std::to_string(buttons.size() - 1)));
    } else if (buttons[button].info.mode == protocol::button_mode::dummy) {
        asked.fields.fail("pair " + std::to_string(button) + " of this handset has no button");
    }
    return button;
}

void press(control_request& asked, std::uint8_t button) {
    asked.act([=](handset& one, time_point now) { return one.press(now, button); });
}

void release(control_request& asked, std::uint8_t button) {
    // A button that sticks does not come up.
    asked.act([=, &handsets = asked.hub.handsets(), which = asked.handset](handset& one,
                                                                           time_point now) {
        const bool sticks = handsets.faults().state(fault_kind::stuck, which, button) != nullptr;
        return sticks ? reports() : one.release(now, button);
    });
}

// Contacts that bounce: back, and there again, some times.
void bounce(rack& handsets,
            std::size_t which,
            hook_device device,
            std::array<protocol::hook_mode, 2> modes) {
    const auto* fault = handsets.faults().state(fault_kind::bounce, which);
    if (fault == nullptr) return;
    for (std::size_t i = 0; i < 2 * fault->count; ++i) {
        const auto mode = modes[i % 2];
        handsets.call_at(handsets.now() + (i + 1) * fault->after, [&handsets, which, device, mode] {
            handsets.act(which, [=](handset& one, time_point now) {
                return one.set_hook(now, device, mode);
            });
        });
    }
}

hook_device device_with(control_request& asked, bool hook_profile::*level, std::string_view name) {
    const auto& hooks = model(asked).hooks;
    const auto device = asked.fields.device("device");
    const auto& hook = hooks[index_of(device)];
    if (!hook.present || !(hook.*level)) {
        asked.fields.fail("this handset has no " + std::string(name) + " for its " +
                          std::string(words::word_of(device)));
    }
    return device;
}

}  // namespace

void read_press(control_request& asked) {
    press(asked, button_of(asked));
}

void read_release(control_request& asked) {
    release(asked, button_of(asked));
}

void read_tap(control_request& asked) {
    const auto button = button_of(asked);
    press(asked, button);
    release(asked, button);
}

// The key whose function is MUTE, as it is now: a host may have moved it.
void read_mute(control_request& asked) {
    constexpr std::uint32_t mute = 0x12;  // PHONEBUTTONFUNCTION_MUTE
    const auto count = model(asked).buttons.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto button = static_cast<std::uint8_t>(i);
        if (asked.device().button_info(button).function != mute) continue;
        press(asked, button);
        return release(asked, button);
    }
    asked.fields.fail("this handset has no button for mute");
}

void read_hook(control_request& asked) {
    const auto& what = model(asked);
    const auto device = asked.fields.device("device");
    const auto mode = asked.fields.hook_mode("mode");
    const auto& hook = what.hooks[index_of(device)];
    if (!hook.present) {
        asked.fields.fail("this handset has no " + std::string(words::word_of(device)) +
                          "; it has: " + devices_of(what));
    } else if ((hook.modes & static_cast<std::uint8_t>(mode)) == 0) {
        asked.fields.fail("its " + std::string(words::word_of(device)) + " cannot be " +
                          std::string(words::word_of(mode)) + "; it can: " + modes_of(hook));
    }
    const auto before = asked.device().state().hook[index_of(device)];
    asked.act([=](handset& one, time_point now) { return one.set_hook(now, device, mode); });
    asked.then([=, &handsets = asked.hub.handsets(), which = asked.handset] {
        bounce(handsets, which, device, {before, mode});
    });
}

void read_volume(control_request& asked) {
    const auto device = device_with(asked, &hook_profile::volume, "volume");
    const auto level = static_cast<std::uint16_t>(asked.fields.number("level", 65535));
    asked.act([=](handset& one, time_point now) { return one.turn_volume(now, device, level); });
}

void read_gain(control_request& asked) {
    const auto device = device_with(asked, &hook_profile::gain, "gain");
    const auto level = static_cast<std::uint16_t>(asked.fields.number("level", 65535));
    asked.act([=](handset& one, time_point now) { return one.turn_gain(now, device, level); });
}

void read_wheel(control_request& asked) {
    const auto device = device_with(asked, &hook_profile::volume, "volume");
    const int notches = asked.fields.signed_number("notches", -16, 16);
    asked.act([=](handset& one, time_point now) {
        const int level = one.state().volume[index_of(device)] + notches * notch;
        return one.turn_volume(
            now, device, static_cast<std::uint16_t>(std::clamp(level, 0, 65535)));
    });
}

}  // namespace offhook::sim
