// The synchronous functions of an open phone.

#include "tools/tapi/api/ansi_structure.hpp"
#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/api/platform.hpp"

using namespace offhook::tapi::api;
using offhook::tapi::to_result;

LONG WINAPI phoneSetStatusMessages(HPHONE phone, DWORD states, DWORD modes, DWORD button_states) {
    return phone_guard([&](library& here) {
        return here.host().phone_set_status_messages(phone, {states, modes, button_states});
    });
}

LONG WINAPI phoneGetStatusMessages(HPHONE phone,
                                   LPDWORD states,
                                   LPDWORD modes,
                                   LPDWORD button_states) {
    return phone_guard([&](library& here) {
        if (states == nullptr || modes == nullptr || button_states == nullptr) {
            return to_result(PHONEERR_INVALPOINTER);
        }
        offhook::tapi::status_masks masks;
        const LONG result = here.host().phone_get_status_messages(phone, &masks);
        if (result == 0) {
            *states = masks.states;
            *modes = masks.button_modes;
            *button_states = masks.button_states;
        }
        return result;
    });
}

LONG WINAPI phoneGetStatusW(HPHONE phone, LPPHONESTATUS status) {
    return phone_guard([&](library& here) { return here.host().phone_get_status(phone, status); });
}

LONG WINAPI phoneGetStatusA(HPHONE phone, LPPHONESTATUS status) {
    return phone_guard([&](library& here) {
        DWORD version = 0;
        if (const LONG error = here.host().phone_api_version(phone, &version); error != 0) {
            return error;
        }
        return ansi_query(phonestatus_ansi, status, version, [&](void* wide) {
            return here.host().phone_get_status(phone, static_cast<LPPHONESTATUS>(wide));
        });
    });
}

LONG WINAPI phoneGetStatus(HPHONE phone, LPPHONESTATUS status) {
    return phoneGetStatusA(phone, status);
}

LONG WINAPI phoneGetButtonInfoW(HPHONE phone, DWORD button, LPPHONEBUTTONINFO info) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_button_info(phone, button, info); });
}

LONG WINAPI phoneGetButtonInfoA(HPHONE phone, DWORD button, LPPHONEBUTTONINFO info) {
    return phone_guard([&](library& here) {
        DWORD version = 0;
        if (const LONG error = here.host().phone_api_version(phone, &version); error != 0) {
            return error;
        }
        return ansi_query(phonebuttoninfo_ansi, info, version, [&](void* wide) {
            return here.host().phone_get_button_info(
                phone, button, static_cast<LPPHONEBUTTONINFO>(wide));
        });
    });
}

LONG WINAPI phoneGetButtonInfo(HPHONE phone, DWORD button, LPPHONEBUTTONINFO info) {
    return phoneGetButtonInfoA(phone, button, info);
}

LONG WINAPI phoneGetData(HPHONE phone, DWORD data_id, LPVOID data, DWORD size) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_data(phone, data_id, data, size); });
}

LONG WINAPI phoneGetDisplay(HPHONE phone, LPVARSTRING display) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_display(phone, display); });
}

LONG WINAPI phoneGetGain(HPHONE phone, DWORD hook_device, LPDWORD gain) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_gain(phone, hook_device, gain); });
}

LONG WINAPI phoneGetHookSwitch(HPHONE phone, LPDWORD hook_devices) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_hook_switch(phone, hook_devices); });
}

LONG WINAPI phoneGetIDW(HPHONE phone, LPVARSTRING id, LPCWSTR device_class) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_id(phone, id, device_class); });
}

LONG WINAPI phoneGetIDA(HPHONE phone, LPVARSTRING id, LPCSTR device_class) {
    return phone_guard([&](library& here) {
        if (device_class == nullptr) {
            return here.host().phone_get_id(phone, id, nullptr);
        }
        const auto name = to_utf16(device_class);
        return name ? here.host().phone_get_id(phone, id, reinterpret_cast<LPCWSTR>(name->c_str()))
                    : to_result(PHONEERR_INVALDEVICECLASS);
    });
}

LONG WINAPI phoneGetID(HPHONE phone, LPVARSTRING id, LPCSTR device_class) {
    return phoneGetIDA(phone, id, device_class);
}

LONG WINAPI phoneGetLamp(HPHONE phone, DWORD lamp, LPDWORD mode) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_lamp(phone, lamp, mode); });
}

LONG WINAPI phoneGetRing(HPHONE phone, LPDWORD mode, LPDWORD volume) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_ring(phone, mode, volume); });
}

LONG WINAPI phoneGetVolume(HPHONE phone, DWORD hook_device, LPDWORD volume) {
    return phone_guard(
        [&](library& here) { return here.host().phone_get_volume(phone, hook_device, volume); });
}
