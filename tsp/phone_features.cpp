#include "tsp/phone_features.hpp"

namespace offhook::tsp {
namespace {

using protocol::capability;

constexpr DWORD always_possible = PHONEHOOKSWITCHMODE_ONHOOK | PHONEHOOKSWITCHMODE_MICSPEAKER;
constexpr DWORD all_modes = PHONEHOOKSWITCHMODE_ONHOOK | PHONEHOOKSWITCHMODE_MIC |
                            PHONEHOOKSWITCHMODE_SPEAKER | PHONEHOOKSWITCHMODE_MICSPEAKER;

static_assert(feature_for(PHONEFEATURE_GETGAINHANDSET, PHONEHOOKSWITCHDEV_HEADSET) ==
              PHONEFEATURE_GETGAINHEADSET);
static_assert(feature_for(PHONEFEATURE_GETHOOKSWITCHHANDSET, PHONEHOOKSWITCHDEV_SPEAKER) ==
              PHONEFEATURE_GETHOOKSWITCHSPEAKER);
static_assert(feature_for(PHONEFEATURE_GETVOLUMEHANDSET, PHONEHOOKSWITCHDEV_HEADSET) ==
              PHONEFEATURE_GETVOLUMEHEADSET);
static_assert(feature_for(PHONEFEATURE_SETGAINHANDSET, PHONEHOOKSWITCHDEV_SPEAKER) ==
              PHONEFEATURE_SETGAINSPEAKER);
static_assert(feature_for(PHONEFEATURE_SETHOOKSWITCHHANDSET, PHONEHOOKSWITCHDEV_HEADSET) ==
              PHONEFEATURE_SETHOOKSWITCHHEADSET);
static_assert(feature_for(PHONEFEATURE_SETVOLUMEHANDSET, PHONEHOOKSWITCHDEV_HEADSET) ==
              PHONEFEATURE_SETVOLUMEHEADSET);

bool has_device(const engine::handset_profile& profile, std::size_t index) {
    return (profile.limits.hook_devices >> index & 1U) != 0;
}

bool has_lamps(const engine::handset_profile& profile) {
    if (!profile.has(capability::lamps)) return false;
    for (const auto& each : profile.buttons) {
        if (each.has_lamp()) return true;
    }
    return false;
}

DWORD button_features(const engine::handset_profile& profile) {
    if (profile.limits.buttons == 0) return 0;
    DWORD all = PHONEFEATURE_GETBUTTONINFO | PHONEFEATURE_GETLAMP;
    if (profile.has(capability::button_info)) all |= PHONEFEATURE_SETBUTTONINFO;
    if (has_lamps(profile)) all |= PHONEFEATURE_SETLAMP;
    return all;
}

DWORD device_features(const engine::handset_profile& profile) {
    const DWORD volumes = volume_devices(profile);
    const DWORD gains = gain_devices(profile);
    DWORD settable = 0;
    for (const auto device : protocol::hook_devices) {
        const bool can = settable_modes(profile, protocol::index_of(device)) != 0;
        settable |= can ? static_cast<DWORD>(device) : 0;
    }
    return feature_for(PHONEFEATURE_GETHOOKSWITCHHANDSET, profile.limits.hook_devices) |
           feature_for(PHONEFEATURE_SETHOOKSWITCHHANDSET, settable) |
           feature_for(PHONEFEATURE_GETVOLUMEHANDSET, volumes) |
           feature_for(PHONEFEATURE_SETVOLUMEHANDSET, volumes) |
           feature_for(PHONEFEATURE_GETGAINHANDSET, gains) |
           feature_for(PHONEFEATURE_SETGAINHANDSET, gains);
}

}  // namespace

DWORD features_of(const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    DWORD all = button_features(profile) | device_features(profile);
    if (profile.has(capability::display) && limits.rows != 0 && limits.columns != 0) {
        all |= PHONEFEATURE_GETDISPLAY | PHONEFEATURE_SETDISPLAY;
    }
    if (profile.has(capability::ring) && limits.ring_modes != 0) {
        all |= PHONEFEATURE_GETRING | PHONEFEATURE_SETRING;
    }
    if (set_data_count(profile) != 0) all |= PHONEFEATURE_SETDATA;
    if (get_data_count(profile) != 0) all |= PHONEFEATURE_GETDATA;
    return all;
}

DWORD volume_devices(const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    return profile.has(capability::volume)
               ? static_cast<DWORD>(limits.volume_devices & limits.hook_devices)
               : 0;
}

DWORD gain_devices(const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    return profile.has(capability::gain)
               ? static_cast<DWORD>(limits.gain_devices & limits.hook_devices)
               : 0;
}

DWORD settable_modes(const engine::handset_profile& profile, std::size_t index) {
    if (!profile.has(capability::hook) || !has_device(profile, index)) return 0;
    return profile.limits.hook_modes[index] & all_modes;
}

DWORD possible_modes(const engine::handset_profile& profile, std::size_t index) {
    return has_device(profile, index) ? settable_modes(profile, index) | always_possible : 0;
}

DWORD set_data_count(const engine::handset_profile& profile) {
    if (!profile.has(capability::download)) return 0;
    auto count = profile.areas.size();
    while (count > 0 && !profile.areas[count - 1].writable()) --count;
    return static_cast<DWORD>(count);
}

DWORD get_data_count(const engine::handset_profile& profile) {
    if (!profile.has(capability::upload)) return 0;
    auto count = profile.areas.size();
    while (count > 0 && !profile.areas[count - 1].readable()) --count;
    return static_cast<DWORD>(count);
}

}  // namespace offhook::tsp
