// TUISPIDLLCallback: the way of a UI DLL to its provider, under the name it has on Windows. Neither
// tapi.h nor tspi.h declares it, for UI DLLs get its address (TSPI: TUISPIDLLCALLBACK).

#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/callback_router.hpp"

#ifdef _WIN32
#define OFFHOOK_EXPORT extern "C"
#else
#define OFFHOOK_EXPORT extern "C" __attribute__((visibility("default")))
#endif

OFFHOOK_EXPORT LONG CALLBACK TUISPIDLLCallback(DWORD_PTR, DWORD, LPVOID, DWORD);

OFFHOOK_EXPORT LONG CALLBACK TUISPIDLLCallback(DWORD_PTR object,
                                               DWORD type,
                                               LPVOID parameters,
                                               DWORD size) {
    return offhook::tapi::api::line_guard([&](offhook::tapi::api::library&) {
        return offhook::tapi::callback_router::ui_data()(object, type, parameters, size);
    });
}
