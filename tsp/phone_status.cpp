#include "tsp/phone_status.hpp"

#include "tsp/phone_features.hpp"
#include "tsp/var_struct.hpp"

#include <vector>

namespace offhook::tsp {
namespace {

void fill_devices(PHONESTATUS& status, const protocol::handset_state& state) {
    status.dwHandsetHookSwitchMode = static_cast<DWORD>(state.hook[0]);
    status.dwHandsetVolume = state.volume[0];
    status.dwHandsetGain = state.gain[0];
    status.dwSpeakerHookSwitchMode = static_cast<DWORD>(state.hook[1]);
    status.dwSpeakerVolume = state.volume[1];
    status.dwSpeakerGain = state.gain[1];
    status.dwHeadsetHookSwitchMode = static_cast<DWORD>(state.hook[2]);
    status.dwHeadsetVolume = state.volume[2];
    status.dwHeadsetGain = state.gain[2];
}

std::vector<DWORD> lamp_modes(const phone_view& view) {
    std::vector<DWORD> modes;
    const DWORD count = view.profile ? view.profile->limits.buttons : 0U;
    for (DWORD id = 0; id < count; ++id) modes.push_back(lamp_of(view, id));
    return modes;
}

}  // namespace

DWORD write_status(PHONESTATUS* target, DWORD version, const phone_view& view) {
    var_struct<PHONESTATUS> out(target, tspi::phonestatus_fixed_size(version));
    if (!out.is_usable()) return PHONEERR_OPERATIONFAILED;
    const bool usable = view.connected && view.profile;
    const auto& state = view.picture.state();
    PHONESTATUS& status = out.fixed();
    status.dwStatusFlags = usable ? PHONESTATUSFLAGS_CONNECTED : 0;
    status.dwPhoneFeatures = usable ? features_of(*view.profile) : 0;
    status.dwRingMode = state.ring.mode;
    status.dwRingVolume = state.ring.volume;
    fill_devices(status, state);
    out.put_numbers(
        &PHONESTATUS::dwLampModesSize, &PHONESTATUS::dwLampModesOffset, lamp_modes(view));
    out.put_units(&PHONESTATUS::dwDisplaySize, &PHONESTATUS::dwDisplayOffset, state.display);
    out.put(&PHONESTATUS::dwDevSpecificSize, &PHONESTATUS::dwDevSpecificOffset, {});
    out.commit();
    return 0;
}

DWORD write_button_info(PHONEBUTTONINFO* target, DWORD version, const phone_view& view, DWORD id) {
    if ((features_of(*view.profile) & PHONEFEATURE_GETBUTTONINFO) == 0) {
        return PHONEERR_OPERATIONUNAVAIL;
    }
    if (id >= view.profile->limits.buttons) return PHONEERR_INVALBUTTONLAMPID;
    var_struct<PHONEBUTTONINFO> out(target, tspi::phonebuttoninfo_fixed_size(version));
    if (!out.is_usable()) return PHONEERR_OPERATIONFAILED;
    const auto button = button_of(*view.profile, view.picture, id);
    out.fixed().dwButtonMode = static_cast<DWORD>(button.mode);
    out.fixed().dwButtonFunction = button.function;
    out.fixed().dwButtonState = button_state_of(view, id);
    out.put_text(
        &PHONEBUTTONINFO::dwButtonTextSize, &PHONEBUTTONINFO::dwButtonTextOffset, button.label);
    out.put(&PHONEBUTTONINFO::dwDevSpecificSize, &PHONEBUTTONINFO::dwDevSpecificOffset, {});
    out.commit();
    return 0;
}

DWORD write_display(VARSTRING* target, const phone_view& view) {
    if ((features_of(*view.profile) & PHONEFEATURE_GETDISPLAY) == 0) {
        return PHONEERR_OPERATIONUNAVAIL;
    }
    var_struct<VARSTRING> out(target, sizeof(VARSTRING));
    if (!out.is_usable()) return PHONEERR_OPERATIONFAILED;
    // TAPI leaves open what dwStringFormat means for a display; TSPI is Unicode throughout
    // (tspi-phone.md §9-15).
    out.fixed().dwStringFormat = STRINGFORMAT_UNICODE;
    out.put_units(
        &VARSTRING::dwStringSize, &VARSTRING::dwStringOffset, view.picture.state().display);
    out.commit();
    return 0;
}

}  // namespace offhook::tsp
