#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/tapi/conform/structure.hpp"

namespace offhook::tapi::conform {

/// The three devices of hook switches.
inline constexpr DWORD hook_devices[] = {
    PHONEHOOKSWITCHDEV_HANDSET, PHONEHOOKSWITCHDEV_SPEAKER, PHONEHOOKSWITCHDEV_HEADSET};

/// PHONECAPS, read once and taken at its word.
struct phone_facts {
    phone_facts(const structure_block& block, DWORD version);

    DWORD version;
    PHONECAPS caps;
    std::vector<DWORD> button_modes;
    std::vector<DWORD> button_functions;
    std::vector<DWORD> lamp_modes;
    std::vector<DWORD> set_sizes;
    std::vector<DWORD> get_sizes;
    std::u16string name;
    /// The texts of DeviceClasses.
    std::vector<std::u16string> classes;

    /// Those that the provider answers: tapi/line and tapi/phone are the host's (§2.3).
    [[nodiscard]] std::vector<std::u16string> own_classes() const;

    /// Whether dwPhoneFeatures has the bit.
    [[nodiscard]] bool can(DWORD feature) const noexcept {
        return (caps.dwPhoneFeatures & feature) != 0;
    }
    /// The bit of a feature that there is per device, given the handset's.
    [[nodiscard]] static DWORD for_device(DWORD handset_feature, DWORD device) noexcept;

    /// dwSettable..., dwMonitored... and dw...HookSwitchModes of one device.
    [[nodiscard]] DWORD settable_modes(DWORD device) const;
    [[nodiscard]] DWORD monitored_modes(DWORD device) const;
    [[nodiscard]] DWORD hook_modes(DWORD device) const;

    /// The devices that the feature, given the handset's, is there for.
    [[nodiscard]] std::vector<DWORD> devices_that(DWORD handset_feature) const;
    /// Lamps that SetLamp may switch, and the modes it may switch them to.
    [[nodiscard]] std::vector<DWORD> lamps() const;
    [[nodiscard]] DWORD settable_lamp_modes(DWORD id) const;
    /// A button with a text and a function, the first behind the keypad if there is one.
    [[nodiscard]] std::optional<DWORD> a_button() const;
};

/// The bits of a mask, lowest first.
[[nodiscard]] std::vector<DWORD> bits_of(DWORD mask);

}  // namespace offhook::tapi::conform
