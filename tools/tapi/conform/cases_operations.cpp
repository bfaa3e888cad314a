#include <algorithm>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 72x to 76x: what each operation does with its arguments.

namespace offhook::tapi::conform {
namespace {

/// A phone on the table that has a feature.
struct operable {
    operable(const options& given, DWORD feature, const char* what) : provider(given) {
        provider.start();
        facts.emplace(provider.facts());
        if (!facts->can(feature)) not_applicable("the phone has no {}", what);
        phone.emplace(provider);
    }

    /// Whatever way it ends, the result must be this.
    void expect(const operation& what, DWORD wanted) {
        const LONG result = phone->perform(what);
        require(result == to_result(wanted),
                "{} ended with {} instead of {}",
                what.text,
                result_name(result),
                result_name(to_result(wanted)));
    }

    subject provider;
    std::optional<phone_facts> facts;
    std::optional<opened_phone> phone;
};

constexpr DWORD set_hook_any = PHONEFEATURE_SETHOOKSWITCHHANDSET |
                               PHONEFEATURE_SETHOOKSWITCHSPEAKER |
                               PHONEFEATURE_SETHOOKSWITCHHEADSET;
constexpr DWORD set_volume_any =
    PHONEFEATURE_SETVOLUMEHANDSET | PHONEFEATURE_SETVOLUMESPEAKER | PHONEFEATURE_SETVOLUMEHEADSET;
constexpr DWORD set_gain_any =
    PHONEFEATURE_SETGAINHANDSET | PHONEFEATURE_SETGAINSPEAKER | PHONEFEATURE_SETGAINHEADSET;

void lamp_takes_every_mode(const options& given) {
    operable on(given, PHONEFEATURE_SETLAMP, "lamps that can be switched");
    const DWORD lamp = on.facts->lamps().front();
    for (const DWORD mode : bits_of(on.facts->settable_lamp_modes(lamp))) {
        on.expect(set_lamp(on.provider.tspi, lamp, mode), 0);
        if (!on.facts->can(PHONEFEATURE_GETLAMP)) continue;
        DWORD now = 0;
        static_cast<void>(on.provider.tspi.get_lamp(on.phone->handle(), lamp, &now));
        require(now == mode, "lamp {} was set to 0x{:X} and has 0x{:X}", lamp, mode, now);
    }
    static_cast<void>(on.phone->perform(set_lamp(on.provider.tspi, lamp, PHONELAMPMODE_OFF)));
}

void lamp_id_is_checked(const options& given) {
    operable on(given, PHONEFEATURE_SETLAMP, "lamps that can be switched");
    const DWORD count = on.facts->caps.dwNumButtonLamps;
    for (const DWORD id : {count, DWORD{0xFFFFFFFF}}) {
        on.expect(set_lamp(on.provider.tspi, id, PHONELAMPMODE_OFF), PHONEERR_INVALBUTTONLAMPID);
    }
}

void lamp_mode_is_checked(const options& given) {
    operable on(given, PHONEFEATURE_SETLAMP, "lamps that can be switched");
    const DWORD lamp = on.facts->lamps().front();
    const DWORD modes = on.facts->settable_lamp_modes(lamp);
    for (const DWORD wrong : {DWORD{0}, DWORD{PHONELAMPMODE_UNKNOWN}, DWORD{0x100}}) {
        on.expect(set_lamp(on.provider.tspi, lamp, wrong), PHONEERR_INVALLAMPMODE);
    }
    if (bits_of(modes).size() > 1) {
        on.expect(set_lamp(on.provider.tspi, lamp, modes), PHONEERR_INVALLAMPMODE);
    }
}

/// Sets a ring mode at the lowest volume, looks whether it rings so, and stops it.
void ring(operable& on, DWORD mode) {
    on.expect(set_ring(on.provider.tspi, mode, 0), 0);
    DWORD now = 0xC5C5C5C5;
    DWORD volume = 0;
    if (on.facts->can(PHONEFEATURE_GETRING)) {
        static_cast<void>(on.provider.tspi.get_ring(on.phone->handle(), &now, &volume));
        require(now == mode, "ring mode {} was set, and it rings in mode {}", mode, now);
    }
    static_cast<void>(on.phone->perform(set_ring(on.provider.tspi, 0, 0)));
}

void ring_zero_is_silence(const options& given) {
    operable on(given, PHONEFEATURE_SETRING, "ringer that can be controlled");
    ring(on, 0);
}

void last_ring_mode_is_allowed(const options& given) {
    operable on(given, PHONEFEATURE_SETRING, "ringer that can be controlled");
    for (DWORD mode = 1; mode <= on.facts->caps.dwNumRingModes; ++mode) ring(on, mode);
}

void ring_mode_is_checked(const options& given) {
    operable on(given, PHONEFEATURE_SETRING, "ringer that can be controlled");
    const DWORD behind = on.facts->caps.dwNumRingModes + 1;
    for (const DWORD mode : {behind, DWORD{0xFFFFFFFF}}) {
        const operation what = set_ring(on.provider.tspi, mode, 0);
        const LONG result = on.phone->perform(what);
        if (result == 0) static_cast<void>(on.phone->perform(set_ring(on.provider.tspi, 0, 0)));
        require(result == to_result(PHONEERR_INVALRINGMODE),
                "{} ended with {} where there are {} modes",
                what.text,
                result_name(result),
                std::uint32_t{on.facts->caps.dwNumRingModes});
    }
}

void volume_takes_effect(const options& given) {
    operable on(given, set_volume_any, "volume that can be set");
    for (const DWORD device : on.facts->devices_that(PHONEFEATURE_SETVOLUMEHANDSET)) {
        for (const DWORD level : {0x0U, 0x8000U, 0xFFFFU, 0x8000U}) {
            on.expect(set_volume(on.provider.tspi, device, level), 0);
            if (!on.facts->can(phone_facts::for_device(PHONEFEATURE_GETVOLUMEHANDSET, device))) {
                continue;
            }
            DWORD now = 0xC5C5C5C5;
            static_cast<void>(on.provider.tspi.get_volume(on.phone->handle(), device, &now));
            // The granularity is the provider's.
            require(now <= 0xFFFF && now + 0x4000 >= level && now <= level + 0x4000,
                    "the volume of the {} was set to {} and is {}",
                    hook_devices_text(device),
                    level,
                    now);
        }
    }
}

void gain_takes_effect(const options& given) {
    operable on(given, set_gain_any, "gain that can be set");
    for (const DWORD device : on.facts->devices_that(PHONEFEATURE_SETGAINHANDSET)) {
        for (const DWORD level : {0x0U, 0xFFFFU, 0x8000U}) {
            on.expect(set_gain(on.provider.tspi, device, level), 0);
            if (!on.facts->can(phone_facts::for_device(PHONEFEATURE_GETGAINHANDSET, device))) {
                continue;
            }
            DWORD now = 0xC5C5C5C5;
            static_cast<void>(on.provider.tspi.get_gain(on.phone->handle(), device, &now));
            require(now <= 0xFFFF && now + 0x4000 >= level && now <= level + 0x4000,
                    "the gain of the {} was set to {} and is {}",
                    hook_devices_text(device),
                    level,
                    now);
        }
    }
}

void level_device_is_checked(const options& given) {
    operable on(given, set_volume_any | set_gain_any, "volume or gain that can be set");
    constexpr DWORD wrong = 0x8;
    if (on.facts->can(set_volume_any)) {
        on.expect(set_volume(on.provider.tspi, wrong, 0), PHONEERR_INVALHOOKSWITCHDEV);
    }
    if (on.facts->can(set_gain_any)) {
        on.expect(set_gain(on.provider.tspi, wrong, 0), PHONEERR_INVALHOOKSWITCHDEV);
    }
}

DWORD mode_of(const PHONESTATUS& status, DWORD device) {
    if (device == PHONEHOOKSWITCHDEV_HANDSET) return status.dwHandsetHookSwitchMode;
    return device == PHONEHOOKSWITCHDEV_SPEAKER ? DWORD{status.dwSpeakerHookSwitchMode}
                                                : DWORD{status.dwHeadsetHookSwitchMode};
}

/// Hangs up again, where that can be set.
void hang_up(operable& on, DWORD device) {
    if ((on.facts->settable_modes(device) & PHONEHOOKSWITCHMODE_ONHOOK) == 0) return;
    static_cast<void>(
        on.phone->perform(set_hook_switch(on.provider.tspi, device, PHONEHOOKSWITCHMODE_ONHOOK)));
}

void hook_takes_every_mode(const options& given) {
    operable on(given, set_hook_any, "hook switch that can be set");
    for (const DWORD device : on.facts->devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET)) {
        for (const DWORD mode : bits_of(on.facts->settable_modes(device))) {
            on.expect(set_hook_switch(on.provider.tspi, device, mode), 0);
            const DWORD now = mode_of(on.phone->status_value(), device);
            require(now == mode,
                    "the {} was set to mode 0x{:X} and has 0x{:X}",
                    hook_devices_text(device),
                    mode,
                    now);
        }
        hang_up(on, device);
    }
}

void hook_takes_several_devices(const options& given) {
    operable on(given, set_hook_any, "hook switch that can be set");
    const auto devices = on.facts->devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET);
    if (devices.size() < 2) not_applicable("one hook switch only can be set");
    DWORD mask = 0;
    DWORD modes = 0xF;
    for (const DWORD each : devices) {
        mask |= each;
        modes &= on.facts->settable_modes(each);
    }
    if (modes == 0) not_applicable("they have no mode in common");
    const DWORD mode = bits_of(modes).back();
    on.expect(set_hook_switch(on.provider.tspi, mask, mode), 0);
    const PHONESTATUS status = on.phone->status_value();
    for (const DWORD each : devices) {
        require(mode_of(status, each) == mode,
                "{} were set to 0x{:X} at once, and the {} has 0x{:X}",
                hook_devices_text(mask),
                mode,
                hook_devices_text(each),
                mode_of(status, each));
        hang_up(on, each);
    }
}

void hook_changes_listed_devices_only(const options& given) {
    operable on(given, set_hook_any, "hook switch that can be set");
    const auto devices = on.facts->devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET);
    if (devices.size() < 2) not_applicable("one hook switch only can be set");
    const DWORD before = mode_of(on.phone->status_value(), devices[1]);
    const DWORD mode = bits_of(on.facts->settable_modes(devices[0])).back();
    on.phone->must(set_hook_switch(on.provider.tspi, devices[0], mode));
    const DWORD after = mode_of(on.phone->status_value(), devices[1]);
    hang_up(on, devices[0]);
    require(before == after,
            "the {} was set, and the {} went from 0x{:X} to 0x{:X}",
            hook_devices_text(devices[0]),
            hook_devices_text(devices[1]),
            before,
            after);
}

void hook_device_is_checked(const options& given) {
    operable on(given, set_hook_any, "hook switch that can be set");
    for (const DWORD wrong : {0x0U, 0x8U}) {
        on.expect(set_hook_switch(on.provider.tspi, wrong, PHONEHOOKSWITCHMODE_ONHOOK),
                  PHONEERR_INVALHOOKSWITCHDEV);
    }
}

void hook_mode_is_checked(const options& given) {
    operable on(given, set_hook_any, "hook switch that can be set");
    const DWORD device = on.facts->devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET).front();
    constexpr DWORD two = PHONEHOOKSWITCHMODE_MIC | PHONEHOOKSWITCHMODE_SPEAKER;
    for (const DWORD wrong : {DWORD{0}, two, DWORD{PHONEHOOKSWITCHMODE_UNKNOWN}, DWORD{0x20}}) {
        on.expect(set_hook_switch(on.provider.tspi, device, wrong), PHONEERR_INVALHOOKSWITCHMODE);
    }
}

void muting_keeps_the_volume(const options& given) {
    operable on(given, set_volume_any, "volume that can be set");
    constexpr DWORD both = PHONEHOOKSWITCHMODE_MIC | PHONEHOOKSWITCHMODE_MICSPEAKER;
    for (const DWORD device : on.facts->devices_that(PHONEFEATURE_SETVOLUMEHANDSET)) {
        if ((on.facts->settable_modes(device) & both) != both) continue;
        if (!on.facts->can(phone_facts::for_device(PHONEFEATURE_GETVOLUMEHANDSET, device)))
            continue;
        on.phone->must(set_volume(on.provider.tspi, device, 0x6000));
        DWORD before = 0;
        static_cast<void>(on.provider.tspi.get_volume(on.phone->handle(), device, &before));
        on.phone->must(set_hook_switch(on.provider.tspi, device, PHONEHOOKSWITCHMODE_MIC));
        on.phone->must(set_hook_switch(on.provider.tspi, device, PHONEHOOKSWITCHMODE_MICSPEAKER));
        DWORD after = 0;
        static_cast<void>(on.provider.tspi.get_volume(on.phone->handle(), device, &after));
        hang_up(on, device);
        require(before == after,
                "the volume of the {} was {}, and after muting and unmuting it is {}",
                hook_devices_text(device),
                before,
                after);
        return;
    }
    not_applicable("no device can be muted by its hook switch");
}

// clang-format off
constexpr conformance_case cases[] = {
    {721, "SetLamp takes every mode of the lamp", "The lamp has the mode when it has completed.",
     "TSPI: TSPI_phoneSetLamp; tspi-phone.md §2.3, §3.1", lamp_takes_every_mode},
    {722, "SetLamp refuses an unknown lamp", "PHONEERR_INVALBUTTONLAMPID; IDs are 0 to n-1.",
     "TSPI: TSPI_phoneSetLamp; tspi-phone.md §2.3", lamp_id_is_checked},
    {723, "SetLamp refuses modes the lamp has not, none and several",
     "PHONEERR_INVALLAMPMODE: exactly one mode; UNKNOWN is only reported.",
     "TSPI: TSPI_phoneSetLamp; tspi-phone.md §2.3", lamp_mode_is_checked},
    {724, "SetRing takes mode 0, which is silence", "Mode 0 is always allowed.",
     "TSPI: TSPI_phoneSetRing; tspi-phone.md §2.3, §9-2", ring_zero_is_silence},
    {725, "SetRing takes modes 1 to dwNumRingModes", "The last one included.",
     "TSPI: TSPI_phoneSetRing; tspi-phone.md §2.3, §9-2", last_ring_mode_is_allowed},
    {726, "SetRing refuses mode dwNumRingModes + 1", "PHONEERR_INVALRINGMODE.",
     "TSPI: TSPI_phoneSetRing; tspi-phone.md §2.3, §9-2", ring_mode_is_checked},
    {731, "SetVolume takes effect", "0 is silence, 0xFFFF is the maximum; steps are the provider's.",
     "TSPI: TSPI_phoneSetVolume; tspi-phone.md §2.3", volume_takes_effect},
    {732, "SetGain takes effect", "0 is silence, 0xFFFF is the maximum; steps are the provider's.",
     "TSPI: TSPI_phoneSetGain; tspi-phone.md §2.3", gain_takes_effect},
    {733, "SetVolume and SetGain refuse an unknown device", "PHONEERR_INVALHOOKSWITCHDEV.",
     "TSPI: TSPI_phoneSetVolume; tspi-phone.md §2.3", level_device_is_checked},
    {741, "SetHookSwitch takes every settable mode", "The device has the mode when it has completed.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §2.3", hook_takes_every_mode},
    {742, "SetHookSwitch takes several devices at once",
     "dwHookSwitchDevs is a mask, whatever the function of the API allows.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §2.3, §9-5", hook_takes_several_devices},
    {743, "SetHookSwitch changes the listed devices only", "The others stay as they are.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §2.3", hook_changes_listed_devices_only},
    {744, "SetHookSwitch refuses no device and an unknown one", "PHONEERR_INVALHOOKSWITCHDEV.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §2.3", hook_device_is_checked},
    {745, "SetHookSwitch refuses no mode, two modes and UNKNOWN",
     "PHONEERR_INVALHOOKSWITCHMODE: exactly one; MICSPEAKER is not MIC and SPEAKER.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §2.3", hook_mode_is_checked},
    {746, "Muting by the hook switch keeps the volume", "It is there again after unmuting.",
     "TSPI: Hookswitch devices; tspi-phone.md §2.3", muting_keeps_the_volume},
};
// clang-format on

}  // namespace

const theme operation_theme{"Lamps, ringer, levels, hook switches", cases};

}  // namespace offhook::tapi::conform
