#include "tsp/phone_caps.hpp"

#include "tsp/extension.hpp"
#include "tsp/phone_features.hpp"
#include "tsp/phone_id.hpp"
#include "tsp/var_struct.hpp"

#include <vector>

namespace offhook::tsp {
namespace {

using caps_writer = var_struct<PHONECAPS>;
using profile_ref = const engine::handset_profile&;

constexpr std::u16string_view provider_info = u"Offhook 0.1.0";

/// Flags of the three devices lie three bits apart: hook switch, volume, gain (PHONESTATE_).
constexpr DWORD state_for(DWORD handset_flag, DWORD devices) {
    DWORD all = 0;
    for (const auto device : protocol::hook_devices) {
        const bool listed = (devices & static_cast<DWORD>(device)) != 0;
        if (listed) all |= handset_flag << (3 * protocol::index_of(device));
    }
    return all;
}
static_assert(state_for(PHONESTATE_HANDSETGAIN, PHONEHOOKSWITCHDEV_HEADSET) ==
              PHONESTATE_HEADSETGAIN);

/// One number for each pair.
template <class Number>
std::vector<DWORD> of_pairs(profile_ref profile, const Number& number) {
    std::vector<DWORD> all;
    for (DWORD id = 0; id < profile.limits.buttons; ++id) all.push_back(number(id));
    return all;
}

void put_identity(caps_writer& out, const phone_identity& identity) {
    out.fixed().dwPermanentPhoneID = identity.permanent_id;
    out.fixed().PermanentPhoneGuid = identity.guid;
    out.fixed().dwStringFormat = STRINGFORMAT_UNICODE;
    out.put_text(&PHONECAPS::dwProviderInfoSize,
                 &PHONECAPS::dwProviderInfoOffset,
                 std::u16string(provider_info));
    out.put_text(&PHONECAPS::dwPhoneInfoSize, &PHONECAPS::dwPhoneInfoOffset, identity.info);
    out.put_text(&PHONECAPS::dwPhoneNameSize, &PHONECAPS::dwPhoneNameOffset, identity.name);
}

void fill_limits(PHONECAPS& caps, profile_ref profile) {
    const auto& limits = profile.limits;
    const DWORD features = features_of(profile);
    caps.dwHookSwitchDevs = limits.hook_devices;
    caps.dwVolumeFlags = volume_devices(profile);
    caps.dwGainFlags = gain_devices(profile);
    if ((features & PHONEFEATURE_GETDISPLAY) != 0) {
        caps.dwDisplayNumRows = limits.rows;
        caps.dwDisplayNumColumns = limits.columns;
    }
    caps.dwNumRingModes = (features & PHONEFEATURE_SETRING) != 0 ? limits.ring_modes : 0U;
    caps.dwNumButtonLamps = limits.buttons;
    caps.dwNumSetData = set_data_count(profile);
    caps.dwNumGetData = get_data_count(profile);
    caps.dwPhoneFeatures = features;
}

void fill_hook_modes(PHONECAPS& caps, profile_ref profile) {
    caps.dwHandsetHookSwitchModes = possible_modes(profile, 0);
    caps.dwSpeakerHookSwitchModes = possible_modes(profile, 1);
    caps.dwHeadsetHookSwitchModes = possible_modes(profile, 2);
    caps.dwSettableHandsetHookSwitchModes = settable_modes(profile, 0);
    caps.dwSettableSpeakerHookSwitchModes = settable_modes(profile, 1);
    caps.dwSettableHeadsetHookSwitchModes = settable_modes(profile, 2);
    // The handset reports every mode it can be in (firmware-protocol.md §11.2).
    caps.dwMonitoredHandsetHookSwitchModes = possible_modes(profile, 0);
    caps.dwMonitoredSpeakerHookSwitchModes = possible_modes(profile, 1);
    caps.dwMonitoredHeadsetHookSwitchModes = possible_modes(profile, 2);
}

void put_pairs(caps_writer& out, const phone_view& view) {
    profile_ref profile = *view.profile;
    const auto modes = of_pairs(profile, [&](DWORD id) {
        return static_cast<DWORD>(button_of(profile, view.picture, id).mode);
    });
    const auto functions =
        of_pairs(profile, [&](DWORD id) { return button_of(profile, view.picture, id).function; });
    const auto lamps = of_pairs(profile, [&](DWORD id) {
        const bool has_lamp = id < profile.buttons.size() && profile.buttons[id].has_lamp();
        return has_lamp ? DWORD{profile.buttons[id].lamp_modes} : PHONELAMPMODE_DUMMY;
    });
    out.put_numbers(&PHONECAPS::dwButtonModesSize, &PHONECAPS::dwButtonModesOffset, modes);
    out.put_numbers(
        &PHONECAPS::dwButtonFunctionsSize, &PHONECAPS::dwButtonFunctionsOffset, functions);
    out.put_numbers(&PHONECAPS::dwLampModesSize, &PHONECAPS::dwLampModesOffset, lamps);
}

void put_areas(caps_writer& out, profile_ref profile) {
    std::vector<DWORD> set;
    std::vector<DWORD> get;
    for (DWORD id = 0; id < set_data_count(profile); ++id) {
        set.push_back(profile.areas[id].writable() ? profile.areas[id].size : 0);
    }
    for (DWORD id = 0; id < get_data_count(profile); ++id) {
        get.push_back(profile.areas[id].readable() ? profile.areas[id].size : 0);
    }
    out.put_numbers(&PHONECAPS::dwSetDataSize, &PHONECAPS::dwSetDataOffset, set);
    out.put_numbers(&PHONECAPS::dwGetDataSize, &PHONECAPS::dwGetDataOffset, get);
}

void put_extension(caps_writer& out, profile_ref profile) {
    const phone_extension_caps extra{
        profile.limits.vendor_max, profile.capabilities, profile.firmware};
    out.put(&PHONECAPS::dwDevSpecificSize,
            &PHONECAPS::dwDevSpecificOffset,
            std::as_bytes(std::span(&extra, 1)));
}

void put_classes(caps_writer& out, const engine::handset_profile* profile) {
    const auto classes = device_classes(profile);
    out.put_units(&PHONECAPS::dwDeviceClassesSize, &PHONECAPS::dwDeviceClassesOffset, classes);
}

}  // namespace

DWORD write_caps(PHONECAPS* target,
                 const caps_versions& versions,
                 const phone_identity& identity,
                 const phone_view& view) {
    caps_writer out(target, tspi::phonecaps_fixed_size(versions.tspi));
    if (!out.is_usable()) return PHONEERR_OPERATIONFAILED;
    out.fixed() = {};
    out.fixed().dwPhoneStates = reported_states(view.profile.get(), versions.tspi);
    // Numbers first, so that they stay where a DWORD may be read.
    if (view.profile) {
        fill_limits(out.fixed(), *view.profile);
        fill_hook_modes(out.fixed(), *view.profile);
        put_pairs(out, view);
        put_areas(out, *view.profile);
        if (versions.extension != 0) put_extension(out, *view.profile);
    }
    if (versions.tspi >= tspi::version_2_0) put_classes(out, view.profile.get());
    put_identity(out, identity);
    out.commit();
    return 0;
}

DWORD reported_states(const engine::handset_profile* profile, DWORD version) {
    DWORD all = PHONESTATE_OTHER | PHONESTATE_CONNECTED | PHONESTATE_DISCONNECTED;
    if (version >= tspi::version_1_4) all |= PHONESTATE_CAPSCHANGE;
    if (profile == nullptr) return all;
    const DWORD features = features_of(*profile);
    if ((features & PHONEFEATURE_GETDISPLAY) != 0) all |= PHONESTATE_DISPLAY;
    if ((features & PHONEFEATURE_SETLAMP) != 0) all |= PHONESTATE_LAMP;
    if ((features & PHONEFEATURE_GETRING) != 0) {
        all |= PHONESTATE_RINGMODE | PHONESTATE_RINGVOLUME;
    }
    return all | state_for(PHONESTATE_HANDSETHOOKSWITCH, profile->limits.hook_devices) |
           state_for(PHONESTATE_HANDSETVOLUME, volume_devices(*profile)) |
           state_for(PHONESTATE_HANDSETGAIN, gain_devices(*profile));
}

}  // namespace offhook::tsp
