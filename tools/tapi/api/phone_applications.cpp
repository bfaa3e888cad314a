// phoneInitialize, phoneInitializeEx, phoneShutdown and phoneGetMessage.

#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/api/initialize.hpp"

namespace offhook::tapi::api {
namespace {

/// What phoneInitializeExA and W are after their name.
struct initialization {
    LPHPHONEAPP app;
    PHONECALLBACK callback;
    LPDWORD devices;
    LPDWORD version;
    LPPHONEINITIALIZEEXPARAMS parameters;
};

LONG error_of(parameters_fate fate) {
    switch (fate) {
        case parameters_fate::fine: return 0;
        case parameters_fate::null_pointer: return to_result(PHONEERR_INVALPOINTER);
        case parameters_fate::too_small: return to_result(PHONEERR_STRUCTURETOOSMALL);
        case parameters_fate::invalid: break;
    }
    return to_result(PHONEERR_INVALPARAM);
}

LONG initialize_ex(library& here, std::u16string name, const initialization& given) {
    if (given.app == nullptr || given.devices == nullptr || given.version == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const DWORD version = version_of_application(*given.version);
    if (version == 0) {
        return to_result(PHONEERR_INVALPARAM);
    }
    std::unique_ptr<delivery> how;
    const auto fate = choose_delivery(given.parameters, given.callback, how);
    LONG result = error_of(fate);
    if (result == 0) {
        result = here.initialize({.name = std::move(name), .api_version = version},
                                 std::move(how),
                                 given.app,
                                 given.devices);
    }
    if (result == 0) {
        *given.version = tspi::version_3_1;
    }
    return result;
}

}  // namespace
}  // namespace offhook::tapi::api

using namespace offhook::tapi::api;
using offhook::tapi::to_result;

LONG WINAPI
phoneInitialize(LPHPHONEAPP app, HINSTANCE, PHONECALLBACK callback, LPCSTR name, LPDWORD devices) {
    return phone_guard([&](library& here) {
        if (app == nullptr || callback == nullptr || devices == nullptr) {
            return to_result(PHONEERR_INVALPOINTER);
        }
        auto known_as = application_name(name);
        if (!known_as) {
            return to_result(PHONEERR_INVALAPPNAME);
        }
        return here.initialize({.name = std::move(*known_as),
                                .api_version = offhook::tspi::version_1_4,
                                .from_phone_initialize = true},
                               make_callback_delivery(callback),
                               app,
                               devices);
    });
}

LONG WINAPI phoneInitializeExA(LPHPHONEAPP app,
                               HINSTANCE,
                               PHONECALLBACK callback,
                               LPCSTR name,
                               LPDWORD devices,
                               LPDWORD version,
                               LPPHONEINITIALIZEEXPARAMS parameters) {
    return phone_guard([&](library& here) {
        auto known_as = application_name(name);
        return known_as
                   ? initialize_ex(
                         here, std::move(*known_as), {app, callback, devices, version, parameters})
                   : to_result(PHONEERR_INVALAPPNAME);
    });
}

LONG WINAPI phoneInitializeExW(LPHPHONEAPP app,
                               HINSTANCE,
                               PHONECALLBACK callback,
                               LPCWSTR name,
                               LPDWORD devices,
                               LPDWORD version,
                               LPPHONEINITIALIZEEXPARAMS parameters) {
    return phone_guard([&](library& here) {
        return initialize_ex(
            here, application_name(name), {app, callback, devices, version, parameters});
    });
}

LONG WINAPI phoneShutdown(HPHONEAPP app) {
    return phone_guard([&](library& here) { return here.shut_down(app); });
}

LONG WINAPI phoneGetMessage(HPHONEAPP app, LPPHONEMESSAGE message, DWORD timeout_ms) {
    return phone_guard([&](library& here) {
        if (message == nullptr) {
            return to_result(PHONEERR_INVALPOINTER);
        }
        if (const LONG error = here.check_fetches_messages(app); error != 0) {
            return error;
        }
        offhook::tapi::message news;
        const LONG result = here.host().phone_get_message(app, &news, timeout_ms);
        if (result == 0) {
            *message = {news.phone,
                        news.id,
                        news.instance,
                        news.parameter1,
                        news.parameter2,
                        news.parameter3};
        }
        return result;
    });
}
