#include "tools/tapi/conform/phone_facts.hpp"

#include <bit>

namespace offhook::tapi::conform {
namespace {

std::vector<std::u16string> strings_of(const std::u16string& multi_string) {
    std::vector<std::u16string> out;
    std::u16string_view rest = multi_string;
    while (!rest.empty() && rest.front() != u'\0') {
        out.emplace_back(rest.substr(0, rest.find(u'\0')));
        rest.remove_prefix(std::min(out.back().size() + 1, rest.size()));
    }
    return out;
}

/// Which of three members in a row belongs to a device.
DWORD of_device(DWORD device, DWORD handset, DWORD speaker, DWORD headset) {
    if (device == PHONEHOOKSWITCHDEV_HANDSET) return handset;
    return device == PHONEHOOKSWITCHDEV_SPEAKER ? speaker : headset;
}

}  // namespace

phone_facts::phone_facts(const structure_block& block, DWORD at_version)
    : version(at_version), caps(block.value<PHONECAPS>()) {
    button_modes = block.dwords_of(caps.dwButtonModesOffset, caps.dwButtonModesSize);
    button_functions = block.dwords_of(caps.dwButtonFunctionsOffset, caps.dwButtonFunctionsSize);
    lamp_modes = block.dwords_of(caps.dwLampModesOffset, caps.dwLampModesSize);
    set_sizes = block.dwords_of(caps.dwSetDataOffset, caps.dwSetDataSize);
    get_sizes = block.dwords_of(caps.dwGetDataOffset, caps.dwGetDataSize);
    name = block.text_of(caps.dwPhoneNameOffset, caps.dwPhoneNameSize);
    classes = strings_of(block.text_of(caps.dwDeviceClassesOffset, caps.dwDeviceClassesSize));
}

std::vector<std::u16string> phone_facts::own_classes() const {
    std::vector<std::u16string> own = classes;
    std::erase_if(own, [](const std::u16string& each) {
        return each == u"tapi/phone" || each == u"tapi/line";
    });
    return own;
}

DWORD phone_facts::for_device(DWORD handset_feature, DWORD device) noexcept {
    // Handset, speaker and headset follow each other in every family of PHONEFEATURE_.
    return handset_feature << static_cast<unsigned>(std::countr_zero(device));
}

DWORD phone_facts::settable_modes(DWORD device) const {
    return of_device(device,
                     caps.dwSettableHandsetHookSwitchModes,
                     caps.dwSettableSpeakerHookSwitchModes,
                     caps.dwSettableHeadsetHookSwitchModes);
}

DWORD phone_facts::monitored_modes(DWORD device) const {
    return of_device(device,
                     caps.dwMonitoredHandsetHookSwitchModes,
                     caps.dwMonitoredSpeakerHookSwitchModes,
                     caps.dwMonitoredHeadsetHookSwitchModes);
}

DWORD phone_facts::hook_modes(DWORD device) const {
    return of_device(device,
                     caps.dwHandsetHookSwitchModes,
                     caps.dwSpeakerHookSwitchModes,
                     caps.dwHeadsetHookSwitchModes);
}

std::vector<DWORD> phone_facts::devices_that(DWORD handset_feature) const {
    std::vector<DWORD> found;
    for (const DWORD each : hook_devices) {
        if (can(for_device(handset_feature, each))) found.push_back(each);
    }
    return found;
}

DWORD phone_facts::settable_lamp_modes(DWORD id) const {
    constexpr DWORD reported_only = PHONELAMPMODE_DUMMY | PHONELAMPMODE_UNKNOWN;
    return id < lamp_modes.size() ? lamp_modes[id] & 0xFFFF & ~reported_only : 0;
}

std::vector<DWORD> phone_facts::lamps() const {
    std::vector<DWORD> found;
    for (DWORD id = 0; id < lamp_modes.size(); ++id) {
        if (settable_lamp_modes(id) != 0) found.push_back(id);
    }
    return found;
}

std::optional<DWORD> phone_facts::a_button() const {
    std::optional<DWORD> found;
    for (DWORD id = 0; id < button_modes.size(); ++id) {
        if (button_modes[id] == PHONEBUTTONMODE_DUMMY) continue;
        if (button_modes[id] != PHONEBUTTONMODE_KEYPAD) return id;
        if (!found) found = id;
    }
    return found;
}

std::vector<DWORD> bits_of(DWORD mask) {
    std::vector<DWORD> out;
    for (DWORD bit = 1; bit != 0; bit <<= 1U) {
        if ((mask & bit) != 0) out.push_back(bit);
    }
    return out;
}

}  // namespace offhook::tapi::conform
