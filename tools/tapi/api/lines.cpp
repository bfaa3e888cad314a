// The line functions that a phone application calls first. There are no lines.

#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/api/initialize.hpp"

namespace offhook::tapi::api {
namespace {

struct initialization {
    LPHLINEAPP app;
    LINECALLBACK callback;
    LPDWORD devices;
    LPDWORD version;
    LPLINEINITIALIZEEXPARAMS parameters;
};

LONG error_of(parameters_fate fate) {
    switch (fate) {
        case parameters_fate::fine: return 0;
        case parameters_fate::null_pointer: return to_result(LINEERR_INVALPOINTER);
        case parameters_fate::too_small: return to_result(LINEERR_STRUCTURETOOSMALL);
        case parameters_fate::invalid: break;
    }
    return to_result(LINEERR_INVALPARAM);
}

LONG initialize_ex(library& here, const initialization& given) {
    if (given.app == nullptr || given.devices == nullptr || given.version == nullptr) {
        return to_result(LINEERR_INVALPOINTER);
    }
    if (version_of_application(*given.version) == 0) {
        return to_result(LINEERR_INVALPARAM);
    }
    line_application app;
    // The two callback types are one and the same function type.
    const auto fate = choose_delivery(given.parameters, given.callback, app.how);
    if (fate != parameters_fate::fine) {
        return error_of(fate);
    }
    *given.app = here.add_line_application(std::move(app));
    *given.devices = 0;
    *given.version = tspi::version_3_1;
    return 0;
}

/// Any question about a line device: the application is looked at first.
LONG no_such_device(HLINEAPP app, const void* answer) {
    return line_guard([&](library& here) {
        const LONG error = here.check_line_application(app);
        if (error != 0) {
            return error;
        }
        return to_result(answer == nullptr ? LINEERR_INVALPOINTER : LINEERR_BADDEVICEID);
    });
}

}  // namespace
}  // namespace offhook::tapi::api

using namespace offhook::tapi::api;
using offhook::tapi::to_result;

LONG WINAPI
lineInitialize(LPHLINEAPP app, HINSTANCE, LINECALLBACK callback, LPCSTR name, LPDWORD devices) {
    return line_guard([&](library& here) {
        if (app == nullptr || callback == nullptr || devices == nullptr) {
            return to_result(LINEERR_INVALPOINTER);
        }
        if (!application_name(name)) {
            return to_result(LINEERR_INVALAPPNAME);
        }
        line_application made;
        made.how = make_callback_delivery(callback);
        *app = here.add_line_application(std::move(made));
        *devices = 0;
        return LONG{0};
    });
}

LONG WINAPI lineInitializeExA(LPHLINEAPP app,
                              HINSTANCE,
                              LINECALLBACK callback,
                              LPCSTR name,
                              LPDWORD devices,
                              LPDWORD version,
                              LPLINEINITIALIZEEXPARAMS parameters) {
    return line_guard([&](library& here) {
        return application_name(name)
                   ? initialize_ex(here, {app, callback, devices, version, parameters})
                   : to_result(LINEERR_INVALAPPNAME);
    });
}

LONG WINAPI lineInitializeExW(LPHLINEAPP app,
                              HINSTANCE,
                              LINECALLBACK callback,
                              LPCWSTR,
                              LPDWORD devices,
                              LPDWORD version,
                              LPLINEINITIALIZEEXPARAMS parameters) {
    return line_guard([&](library& here) {
        return initialize_ex(here, {app, callback, devices, version, parameters});
    });
}

LONG WINAPI lineShutdown(HLINEAPP app) {
    return line_guard([&](library& here) { return here.remove_line_application(app); });
}

LONG WINAPI lineGetMessage(HLINEAPP app, LPLINEMESSAGE message, DWORD timeout_ms) {
    return line_guard([&](library& here) {
        return message == nullptr ? to_result(LINEERR_INVALPOINTER)
                                  : here.wait_for_line_message(app, timeout_ms);
    });
}

LONG WINAPI
lineNegotiateAPIVersion(HLINEAPP app, DWORD, DWORD, DWORD, LPDWORD version, LPLINEEXTENSIONID) {
    return no_such_device(app, version);
}

LONG WINAPI lineNegotiateExtVersion(HLINEAPP app, DWORD, DWORD, DWORD, DWORD, LPDWORD ext_version) {
    return no_such_device(app, ext_version);
}

LONG WINAPI lineGetDevCapsW(HLINEAPP app, DWORD, DWORD, DWORD, LPLINEDEVCAPS caps) {
    return no_such_device(app, caps);
}

LONG WINAPI lineGetDevCapsA(HLINEAPP app, DWORD, DWORD, DWORD, LPLINEDEVCAPS caps) {
    return no_such_device(app, caps);
}

LONG WINAPI lineGetDevCaps(HLINEAPP app, DWORD, DWORD, DWORD, LPLINEDEVCAPS caps) {
    return no_such_device(app, caps);
}

LONG WINAPI lineOpenW(HLINEAPP app,
                      DWORD device_id,
                      LPHLINE line,
                      DWORD,
                      DWORD,
                      DWORD_PTR,
                      DWORD,
                      DWORD,
                      LPLINECALLPARAMS const) {
    const LONG error = no_such_device(app, line);
    // TAPI: lineOpen: any line that fits, and none does.
    const bool any = device_id == static_cast<DWORD>(LINEMAPPER);
    return any && error == to_result(LINEERR_BADDEVICEID) ? to_result(LINEERR_LINEMAPPERFAILED)
                                                          : error;
}

LONG WINAPI lineOpenA(HLINEAPP app,
                      DWORD device_id,
                      LPHLINE line,
                      DWORD version,
                      DWORD ext_version,
                      DWORD_PTR instance,
                      DWORD privileges,
                      DWORD media_modes,
                      LPLINECALLPARAMS const parameters) {
    return lineOpenW(
        app, device_id, line, version, ext_version, instance, privileges, media_modes, parameters);
}

LONG WINAPI lineOpen(HLINEAPP app,
                     DWORD device_id,
                     LPHLINE line,
                     DWORD version,
                     DWORD ext_version,
                     DWORD_PTR instance,
                     DWORD privileges,
                     DWORD media_modes,
                     LPLINECALLPARAMS const parameters) {
    return lineOpenW(
        app, device_id, line, version, ext_version, instance, privileges, media_modes, parameters);
}
