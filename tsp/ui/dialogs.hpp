#pragma once

#include "tsp/tspi.hpp"

// The dialogs of TUISPI, in the application's process. Elsewhere than on Windows there are none,
// and each function says so with an error of its list. All are modal, and return when they are
// gone.

namespace offhook::tsp::ui {

/// TSPI: TUISPI_providerConfig. Settings, and how the handsets stand.
[[nodiscard]] LONG show_provider_config(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider);

/// TSPI: TUISPI_phoneConfigDialog, of the phone itself. PHONEERR_BADDEVICEID for one that the
/// provider does not have.
[[nodiscard]] LONG show_phone_config(TUISPIDLLCALLBACK callback, HWND owner, DWORD device);

/// TSPI: TUISPI_providerInstall. Nothing has to be installed: it offers to configure, if there is
/// a window to belong to.
[[nodiscard]] LONG show_provider_install(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider);

/// TSPI: TUISPI_providerRemove. Asks whether the settings go too, if there is a window to belong
/// to; else they stay. LINEERR_OPERATIONFAILED when the user cancels.
[[nodiscard]] LONG show_provider_remove(HWND owner);

}  // namespace offhook::tsp::ui
