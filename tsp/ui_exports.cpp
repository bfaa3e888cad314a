#include "tsp/device_class.hpp"
#include "tsp/module_path.hpp"
#include "tsp/result.hpp"
#include "tsp/tspi_guard.hpp"

#include <algorithm>

// The two halves of TSPI's user interface: TSPI_provider... runs in the telephony service,
// TUISPI_... in the application's process (tspi-phone.md §1.6). This module is both. There are no
// dialogs yet: what needs one says so with an error of its list, what needs none works.

using offhook::tsp::provider_guard;
using offhook::tsp::to_result;

LONG TSPIAPI TSPI_providerUIIdentify(LPWSTR lpszUIDLLName) {
    return provider_guard("UIIdentify", [&] {
        constexpr std::size_t room = 260;  // MAX_PATH, the terminating 0 included
        const auto path = offhook::tsp::module_path();
        if (path.empty() || path.size() >= room) return to_result(LINEERR_OPERATIONFAILED);
        std::copy_n(path.c_str(), path.size() + 1, reinterpret_cast<char16_t*>(lpszUIDLLName));
        return LONG{0};
    });
}

/// Our dialogs have nothing to say to the provider, so any object is a wrong one.
LONG TSPIAPI TSPI_providerGenericDialogData(DWORD_PTR /*dwObjectID*/,
                                            DWORD /*dwObjectType*/,
                                            LPVOID /*lpParams*/,
                                            DWORD /*dwSize*/) {
    return to_result(LINEERR_INVALPARAM);
}

/// We never send LINE_CREATEDIALOGINSTANCE, so no handle is one of ours.
LONG TSPIAPI TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE /*hdDlgInst*/) {
    return to_result(LINEERR_INVALPARAM);
}

LONG TSPIAPI TUISPI_phoneConfigDialog(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                      DWORD /*dwDeviceID*/,
                                      HWND /*hwndOwner*/,
                                      LPCWSTR lpszDeviceClass) {
    if (!offhook::tsp::is_phone_itself(lpszDeviceClass)) {
        return to_result(PHONEERR_INVALDEVICECLASS);
    }
    return to_result(PHONEERR_OPERATIONUNAVAIL);
}

/// The host has noted the provider; beyond that nothing has to be installed, so it may be called
/// any number of times.
LONG TSPIAPI TUISPI_providerInstall(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                    HWND /*hwndOwner*/,
                                    DWORD /*dwPermanentProviderID*/) {
    return 0;
}

/// The configuration file is the user's and stays.
LONG TSPIAPI TUISPI_providerRemove(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                   HWND /*hwndOwner*/,
                                   DWORD /*dwPermanentProviderID*/) {
    return 0;
}

/// There is no dialog. The list has no OPERATIONUNAVAIL (tspi-phone.md §2.1).
LONG TSPIAPI TUISPI_providerConfig(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                   HWND /*hwndOwner*/,
                                   DWORD /*dwPermanentProviderID*/) {
    return to_result(LINEERR_OPERATIONFAILED);
}

/// As TSPI_providerFreeDialogInstance.
LONG TSPIAPI TUISPI_providerGenericDialog(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                          HTAPIDIALOGINSTANCE /*htDlgInst*/,
                                          LPVOID /*lpParams*/,
                                          DWORD /*dwSize*/,
                                          HANDLE /*hEvent*/) {
    return to_result(LINEERR_INVALPARAM);
}

LONG TSPIAPI TUISPI_providerGenericDialogData(HTAPIDIALOGINSTANCE /*htDlgInst*/,
                                              LPVOID /*lpParams*/,
                                              DWORD /*dwSize*/) {
    return to_result(LINEERR_INVALPARAM);
}
