// The nine asynchronous functions.

#include "tools/tapi/api/ansi_structure.hpp"
#include "tools/tapi/api/guard.hpp"

namespace offhook::tapi::api {
namespace {

LONG set_button_info_ansi(library& here, HPHONE phone, DWORD button, LPPHONEBUTTONINFO info) {
    DWORD version = 0;
    if (const LONG error = here.host().phone_api_version(phone, &version); error != 0) {
        return error;
    }
    const versioned_structure given(phonebuttoninfo_layout, info, version, version);
    if (given.check() != 0) {
        // The host says what is wrong, in the order in which it looks at things.
        return here.host().phone_set_button_info(phone, button, info);
    }
    std::vector<std::byte> wide = to_wide(phonebuttoninfo_ansi, info, version);
    return wide.empty() ? to_result(PHONEERR_INVALPARAM)
                        : here.host().phone_set_button_info(
                              phone, button, reinterpret_cast<LPPHONEBUTTONINFO>(wide.data()));
}

}  // namespace
}  // namespace offhook::tapi::api

using namespace offhook::tapi::api;

LONG WINAPI phoneDevSpecific(HPHONE phone, LPVOID parameters, DWORD size) {
    return phone_guard(
        [&](library& here) { return here.host().phone_dev_specific(phone, parameters, size); });
}

LONG WINAPI phoneSetButtonInfoW(HPHONE phone, DWORD button, LPPHONEBUTTONINFO const info) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_button_info(phone, button, info); });
}

LONG WINAPI phoneSetButtonInfoA(HPHONE phone, DWORD button, LPPHONEBUTTONINFO const info) {
    return phone_guard(
        [&](library& here) { return set_button_info_ansi(here, phone, button, info); });
}

LONG WINAPI phoneSetButtonInfo(HPHONE phone, DWORD button, LPPHONEBUTTONINFO const info) {
    return phoneSetButtonInfoA(phone, button, info);
}

LONG WINAPI phoneSetData(HPHONE phone, DWORD data_id, LPVOID const data, DWORD size) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_data(phone, data_id, data, size); });
}

LONG WINAPI phoneSetDisplay(HPHONE phone, DWORD row, DWORD column, LPCSTR text, DWORD size) {
    return phone_guard([&](library& here) {
        // Bytes in every form (TAPI: Functions without Unicode versions).
        return here.host().phone_set_display(phone, row, column, text, size);
    });
}

LONG WINAPI phoneSetGain(HPHONE phone, DWORD hook_device, DWORD gain) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_gain(phone, hook_device, gain); });
}

LONG WINAPI phoneSetHookSwitch(HPHONE phone, DWORD hook_devices, DWORD mode) {
    return phone_guard([&](library& here) {
        return here.host().phone_set_hook_switch(phone, hook_devices, mode);
    });
}

LONG WINAPI phoneSetLamp(HPHONE phone, DWORD lamp, DWORD mode) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_lamp(phone, lamp, mode); });
}

LONG WINAPI phoneSetRing(HPHONE phone, DWORD mode, DWORD volume) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_ring(phone, mode, volume); });
}

LONG WINAPI phoneSetVolume(HPHONE phone, DWORD hook_device, DWORD volume) {
    return phone_guard(
        [&](library& here) { return here.host().phone_set_volume(phone, hook_device, volume); });
}
