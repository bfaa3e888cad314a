// Phones by device ID, opening and closing.

#include "tools/tapi/api/ansi_structure.hpp"
#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/api/platform.hpp"

namespace offhook::tapi::api {
namespace {

/// A device class given in ANSI; null stays null.
struct class_name {
    explicit class_name(LPCSTR given)
        : text(given == nullptr ? std::u16string() : to_utf16(given).value_or(u"?")),
          name(given == nullptr ? nullptr : reinterpret_cast<LPCWSTR>(text.c_str())) {}

    std::u16string text;
    LPCWSTR name;
};

LONG get_icon(library& here, DWORD device_id, LPCWSTR device_class, LPHICON icon) {
    LONG result = here.host().phone_get_icon(device_id, device_class, icon);
    if (result == 0 && *icon == nullptr) {
        // TSPI: TSPI_phoneGetIcon: a generic one then.
        *icon = generic_phone_icon();
        result = *icon == nullptr ? to_result(PHONEERR_OPERATIONUNAVAIL) : 0;
    }
    return result;
}

}  // namespace
}  // namespace offhook::tapi::api

using namespace offhook::tapi::api;
using offhook::tapi::to_result;

LONG WINAPI phoneNegotiateAPIVersion(HPHONEAPP app,
                                     DWORD device_id,
                                     DWORD low,
                                     DWORD high,
                                     LPDWORD version,
                                     LPPHONEEXTENSIONID extension) {
    return phone_guard([&](library& here) {
        return extension == nullptr ? to_result(PHONEERR_INVALPOINTER)
                                    : here.host().phone_negotiate_api_version(
                                          app, device_id, {low, high}, version, extension);
    });
}

LONG WINAPI phoneNegotiateExtVersion(
    HPHONEAPP app, DWORD device_id, DWORD version, DWORD low, DWORD high, LPDWORD ext_version) {
    return phone_guard([&](library& here) {
        return here.host().phone_negotiate_ext_version(
            app, device_id, version, {low, high}, ext_version);
    });
}

LONG WINAPI phoneGetDevCapsW(
    HPHONEAPP app, DWORD device_id, DWORD version, DWORD ext_version, LPPHONECAPS caps) {
    return phone_guard([&](library& here) {
        return here.host().phone_get_dev_caps(app, device_id, version, caps, ext_version);
    });
}

LONG WINAPI phoneGetDevCapsA(
    HPHONEAPP app, DWORD device_id, DWORD version, DWORD ext_version, LPPHONECAPS caps) {
    return phone_guard([&](library& here) {
        return ansi_query(phonecaps_ansi, caps, version, [&](void* wide) {
            return here.host().phone_get_dev_caps(
                app, device_id, version, static_cast<LPPHONECAPS>(wide), ext_version);
        });
    });
}

LONG WINAPI phoneGetDevCaps(
    HPHONEAPP app, DWORD device_id, DWORD version, DWORD ext_version, LPPHONECAPS caps) {
    return phoneGetDevCapsA(app, device_id, version, ext_version, caps);
}

LONG WINAPI phoneGetIconW(DWORD device_id, LPCWSTR device_class, LPHICON icon) {
    return phone_guard(
        [&](library& here) { return get_icon(here, device_id, device_class, icon); });
}

LONG WINAPI phoneGetIconA(DWORD device_id, LPCSTR device_class, LPHICON icon) {
    return phone_guard([&](library& here) {
        return get_icon(here, device_id, class_name(device_class).name, icon);
    });
}

LONG WINAPI phoneGetIcon(DWORD device_id, LPCSTR device_class, LPHICON icon) {
    return phoneGetIconA(device_id, device_class, icon);
}

LONG WINAPI phoneConfigDialogW(DWORD device_id, HWND owner, LPCWSTR device_class) {
    return phone_guard([&](library& here) {
        return here.host().phone_config_dialog(device_id, owner, device_class);
    });
}

LONG WINAPI phoneConfigDialogA(DWORD device_id, HWND owner, LPCSTR device_class) {
    return phone_guard([&](library& here) {
        return here.host().phone_config_dialog(device_id, owner, class_name(device_class).name);
    });
}

LONG WINAPI phoneConfigDialog(DWORD device_id, HWND owner, LPCSTR device_class) {
    return phoneConfigDialogA(device_id, owner, device_class);
}

LONG WINAPI phoneOpen(HPHONEAPP app,
                      DWORD device_id,
                      LPHPHONE phone,
                      DWORD version,
                      DWORD ext_version,
                      DWORD_PTR instance,
                      DWORD privilege) {
    return phone_guard([&](library& here) {
        return here.host().phone_open(app,
                                      device_id,
                                      {.api_version = version,
                                       .ext_version = ext_version,
                                       .instance = instance,
                                       .privilege = privilege},
                                      phone);
    });
}

LONG WINAPI phoneClose(HPHONE phone) {
    return phone_guard([&](library& here) { return here.host().phone_close(phone); });
}
