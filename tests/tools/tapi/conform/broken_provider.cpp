// A provider that breaks one rule at a time: everything is passed on to a provider that keeps them
// all, but for the rule that OFFHOOK_BREAK names. broken_providers_test.py says which case is to
// notice.

#include <chrono>
#include <thread>

#include "tests/tools/tapi/conform/broken_callbacks.hpp"
#include "tests/tools/tapi/conform/real_provider.hpp"

using namespace offhook::tapi::broken;

// NOLINTBEGIN: the names are Microsoft's.

namespace {

constexpr LONG failed(DWORD error) {
    return static_cast<LONG>(error);
}

/// Beyond dwTotalSize: the host's canary stands there.
void write_past_the_end(PHONECAPS* caps) {
    reinterpret_cast<unsigned char*>(caps)[caps->dwTotalSize] ^= 0xFF;
}

}  // namespace

#define PASS_ON(name, parameters, arguments)          \
    LONG TSPIAPI name parameters {                    \
        return real<decltype(name)>(#name) arguments; \
    }

#define OPERATION(name, parameters, arguments)                               \
    LONG TSPIAPI name parameters {                                           \
        return spoil_return(request, real<decltype(name)>(#name) arguments); \
    }

// The provider.

LONG TSPIAPI TSPI_lineNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version) {
    const LONG result =
        real<decltype(TSPI_lineNegotiateTSPIVersion)>(__func__)(device, low, high, version);
    if (breaks("echoes the high end of a range") && result == 0) *version = high;
    return result;
}

LONG TSPIAPI TSPI_providerEnumDevices(DWORD id,
                                      LPDWORD lines,
                                      LPDWORD phones,
                                      HPROVIDER provider,
                                      LINEEVENT line_event,
                                      PHONEEVENT phone_event) {
    const LONG result = real<decltype(TSPI_providerEnumDevices)>(__func__)(
        id, lines, phones, provider, line_event, spoil_events(phone_event));
    return result;
}

LONG TSPIAPI TSPI_providerInit(DWORD version,
                               DWORD id,
                               DWORD lines_from,
                               DWORD phones_from,
                               DWORD_PTR lines,
                               DWORD_PTR phones,
                               ASYNC_COMPLETION host,
                               LPDWORD options) {
    if (breaks("leaks a thread with each session")) {
        std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
    }
    const LONG result = real<decltype(TSPI_providerInit)>(__func__)(
        version, id, lines_from, phones_from, lines, phones, spoil_completions(host), options);
    if (breaks("sets an option that does not exist")) *options = 2;
    return result;
}

LONG TSPIAPI TSPI_providerShutdown(DWORD version, DWORD id) {
    before_shutdown();
    return real<decltype(TSPI_providerShutdown)>(__func__)(version, id);
}

PASS_ON(TSPI_providerCreatePhoneDevice, (DWORD_PTR temporary, DWORD id), (temporary, id))
PASS_ON(TSPI_providerInstall, (HWND owner, DWORD id), (owner, id))
PASS_ON(TSPI_providerRemove, (HWND owner, DWORD id), (owner, id))
PASS_ON(TSPI_providerConfig, (HWND owner, DWORD id), (owner, id))
PASS_ON(TSPI_providerUIIdentify, (LPWSTR name), (name))
PASS_ON(TSPI_providerGenericDialogData,
        (DWORD_PTR object, DWORD type, LPVOID data, DWORD size),
        (object, type, data, size))
PASS_ON(TSPI_providerFreeDialogInstance, (HDRVDIALOGINSTANCE dialog), (dialog))

// Phones by device ID.

LONG TSPIAPI TSPI_phoneNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version) {
    const LONG result =
        real<decltype(TSPI_phoneNegotiateTSPIVersion)>(__func__)(device, low, high, version);
    if (!breaks("knows every device") || result == 0) return result;
    *version = 0x00020000;
    return 0;
}

LONG TSPIAPI TSPI_phoneGetDevCaps(DWORD device,
                                  DWORD version,
                                  DWORD ext_version,
                                  LPPHONECAPS caps) {
    if (breaks("writes the newest PHONECAPS whatever the version")) version = 0x00030001;
    const DWORD room = caps->dwTotalSize;
    const LONG result =
        real<decltype(TSPI_phoneGetDevCaps)>(__func__)(device, version, ext_version, caps);
    if (breaks("writes past dwTotalSize")) write_past_the_end(caps);
    if (breaks("changes dwTotalSize")) caps->dwTotalSize = caps->dwNeededSize;
    if (breaks("refuses too little room") && caps->dwNeededSize > room) {
        return failed(PHONEERR_STRUCTURETOOSMALL);
    }
    if (breaks("says it can ring and cannot")) caps->dwNumRingModes = 0;
    return result;
}

PASS_ON(TSPI_phoneGetExtensionID,
        (DWORD device, DWORD version, LPPHONEEXTENSIONID extension),
        (device, version, extension))
PASS_ON(TSPI_phoneNegotiateExtVersion,
        (DWORD device, DWORD version, DWORD low, DWORD high, LPDWORD ext_version),
        (device, version, low, high, ext_version))
PASS_ON(TSPI_phoneGetIcon,
        (DWORD device, LPCWSTR device_class, LPHICON icon),
        (device, device_class, icon))

LONG TSPIAPI
TSPI_phoneOpen(DWORD device, HTAPIPHONE host, LPHDRVPHONE phone, DWORD version, PHONEEVENT event) {
    remember(host);
    return real<decltype(TSPI_phoneOpen)>(__func__)(
        device, host, phone, version, spoil_events(event));
}

// Phones by handle.

LONG TSPIAPI TSPI_phoneClose(HDRVPHONE phone) {
    if (breaks("ignores close")) return 0;
    const LONG result = real<decltype(TSPI_phoneClose)>(__func__)(phone);
    after_close();
    return result;
}

LONG TSPIAPI TSPI_phoneSetStatusMessages(HDRVPHONE phone, DWORD states, DWORD modes, DWORD wanted) {
    if (breaks("tells buttons without states")) wanted = wanted == 0 ? 3 : wanted;
    return real<decltype(TSPI_phoneSetStatusMessages)>(__func__)(phone, states, modes, wanted);
}

LONG TSPIAPI TSPI_phoneGetStatus(HDRVPHONE phone, LPPHONESTATUS status) {
    if (breaks("crashes")) std::abort();
    const LONG result = real<decltype(TSPI_phoneGetStatus)>(__func__)(phone, status);
    if (breaks("counts the owners itself")) status->dwNumOwners = 1;
    return result;
}

PASS_ON(TSPI_phoneGetButtonInfo,
        (HDRVPHONE phone, DWORD id, LPPHONEBUTTONINFO info),
        (phone, id, info))
PASS_ON(TSPI_phoneGetData,
        (HDRVPHONE phone, DWORD id, LPVOID data, DWORD size),
        (phone, id, data, size))

LONG TSPIAPI TSPI_phoneGetDisplay(HDRVPHONE phone, LPVARSTRING display) {
    const LONG result = real<decltype(TSPI_phoneGetDisplay)>(__func__)(phone, display);
    if (breaks("needs less than it has")) display->dwNeededSize = display->dwUsedSize - 1;
    return result;
}

PASS_ON(TSPI_phoneGetGain, (HDRVPHONE phone, DWORD device, LPDWORD gain), (phone, device, gain))

LONG TSPIAPI TSPI_phoneGetHookSwitch(HDRVPHONE phone, LPDWORD devices) {
    const LONG result = real<decltype(TSPI_phoneGetHookSwitch)>(__func__)(phone, devices);
    if (breaks("gives a mode as the hook switch")) *devices = PHONEHOOKSWITCHMODE_MICSPEAKER;
    return result;
}

PASS_ON(TSPI_phoneGetID,
        (HDRVPHONE phone, LPVARSTRING id, LPCWSTR device_class, HANDLE process),
        (phone, id, device_class, process))
PASS_ON(TSPI_phoneGetLamp, (HDRVPHONE phone, DWORD id, LPDWORD mode), (phone, id, mode))
PASS_ON(TSPI_phoneGetRing, (HDRVPHONE phone, LPDWORD mode, LPDWORD volume), (phone, mode, volume))
PASS_ON(TSPI_phoneGetVolume,
        (HDRVPHONE phone, DWORD device, LPDWORD volume),
        (phone, device, volume))

LONG TSPIAPI TSPI_phoneSelectExtVersion(HDRVPHONE phone, DWORD ext_version) {
    if (breaks("selects any extension version")) return 0;
    return real<decltype(TSPI_phoneSelectExtVersion)>(__func__)(phone, ext_version);
}

// The nine.

OPERATION(TSPI_phoneDevSpecific,
          (DRV_REQUESTID request, HDRVPHONE phone, LPVOID data, DWORD size),
          (request, phone, data, size))
OPERATION(TSPI_phoneSetButtonInfo,
          (DRV_REQUESTID request, HDRVPHONE phone, DWORD id, LPPHONEBUTTONINFO const info),
          (request, phone, id, info))
OPERATION(TSPI_phoneSetData,
          (DRV_REQUESTID request, HDRVPHONE phone, DWORD id, LPVOID const data, DWORD size),
          (request, phone, id, data, size))
OPERATION(TSPI_phoneSetGain,
          (DRV_REQUESTID request, HDRVPHONE phone, DWORD device, DWORD gain),
          (request, phone, device, gain))
OPERATION(TSPI_phoneSetLamp,
          (DRV_REQUESTID request, HDRVPHONE phone, DWORD id, DWORD mode),
          (request, phone, id, mode))
OPERATION(TSPI_phoneSetVolume,
          (DRV_REQUESTID request, HDRVPHONE phone, DWORD device, DWORD volume),
          (request, phone, device, volume))

LONG TSPIAPI TSPI_phoneSetDisplay(
    DRV_REQUESTID request, HDRVPHONE phone, DWORD row, DWORD column, LPCWSTR text, DWORD size) {
    const auto show = real<decltype(TSPI_phoneSetDisplay)>(__func__);
    if (breaks("reads the text after it returned")) {
        std::thread([=] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            (void)show(request, phone, row, column, text, size);
        }).detach();
        return static_cast<LONG>(request);
    }
    if (breaks("displays nothing behind the last row") && row > 0) row = 0;
    return spoil_return(request, show(request, phone, row, column, text, size));
}

LONG TSPIAPI TSPI_phoneSetHookSwitch(DRV_REQUESTID request,
                                     HDRVPHONE phone,
                                     DWORD devices,
                                     DWORD mode) {
    if (breaks("takes one hook switch at a time") && (devices & (devices - 1)) != 0) {
        return failed(PHONEERR_INVALHOOKSWITCHDEV);
    }
    if (breaks("moves every hook switch")) devices = 7;
    return spoil_return(
        request, real<decltype(TSPI_phoneSetHookSwitch)>(__func__)(request, phone, devices, mode));
}

LONG TSPIAPI TSPI_phoneSetRing(DRV_REQUESTID request, HDRVPHONE phone, DWORD mode, DWORD volume) {
    if (breaks("has no silence") && mode == 0) return failed(PHONEERR_INVALRINGMODE);
    if (breaks("rings in any mode")) mode = mode > 1 ? 1 : mode;
    return spoil_return(request,
                        real<decltype(TSPI_phoneSetRing)>(__func__)(request, phone, mode, volume));
}

// NOLINTEND
