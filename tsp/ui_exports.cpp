#include "tsp/device_class.hpp"
#include "tsp/module_path.hpp"
#include "tsp/provider.hpp"
#include "tsp/result.hpp"
#include "tsp/tspi_guard.hpp"
#include "tsp/ui/dialogs.hpp"

#include <algorithm>

// The two halves of TSPI's user interface: TSPI_provider... runs in the telephony service,
// TUISPI_... in the application's process (tspi-phone.md §1.6). This module is both; the dialogs
// themselves are in tsp/ui.

namespace ui = offhook::tsp::ui;
using offhook::tsp::phone_ui_guard;
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

/// What our dialogs ask (dialog_message.hpp); any other block is a wrong one.
LONG TSPIAPI TSPI_providerGenericDialogData(DWORD_PTR dwObjectID,
                                            DWORD dwObjectType,
                                            LPVOID lpParams,
                                            DWORD dwSize) {
    return provider_guard("GenericDialogData", [&] {
        if (lpParams == nullptr) return to_result(LINEERR_INVALPARAM);
        return offhook::tsp::the_provider().answer_dialog(
            dwObjectID, dwObjectType, {static_cast<std::uint8_t*>(lpParams), dwSize});
    });
}

/// We never send LINE_CREATEDIALOGINSTANCE, so no handle is one of ours.
LONG TSPIAPI TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE /*hdDlgInst*/) {
    return to_result(LINEERR_INVALPARAM);
}

LONG TSPIAPI TUISPI_phoneConfigDialog(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                      DWORD dwDeviceID,
                                      HWND hwndOwner,
                                      LPCWSTR lpszDeviceClass) {
    return phone_ui_guard("phoneConfigDialog", [&] {
        if (!offhook::tsp::is_phone_itself(lpszDeviceClass)) {
            return to_result(PHONEERR_INVALDEVICECLASS);
        }
        return ui::show_phone_config(lpfnUIDLLCallback, hwndOwner, dwDeviceID);
    });
}

/// The host has noted the provider; beyond that nothing has to be installed, so it may be called
/// any number of times.
LONG TSPIAPI TUISPI_providerInstall(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                    HWND hwndOwner,
                                    DWORD dwPermanentProviderID) {
    return provider_guard("providerInstall", [&] {
        return ui::show_provider_install(lpfnUIDLLCallback, hwndOwner, dwPermanentProviderID);
    });
}

LONG TSPIAPI TUISPI_providerRemove(TUISPIDLLCALLBACK /*lpfnUIDLLCallback*/,
                                   HWND hwndOwner,
                                   DWORD /*dwPermanentProviderID*/) {
    return provider_guard("providerRemove", [&] { return ui::show_provider_remove(hwndOwner); });
}

LONG TSPIAPI TUISPI_providerConfig(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                   HWND hwndOwner,
                                   DWORD dwPermanentProviderID) {
    return provider_guard("providerConfig", [&] {
        return ui::show_provider_config(lpfnUIDLLCallback, hwndOwner, dwPermanentProviderID);
    });
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
