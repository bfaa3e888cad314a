#include "driver/config.hpp"
#include "tsp/result.hpp"
#include "tsp/ui/config_dialog_windows.hpp"
#include "tsp/ui/dialogs.hpp"
#include "tsp/ui/phone_dialog_windows.hpp"
#include "tsp/ui/resource.h"

#include <system_error>

namespace offhook::tsp::ui {
namespace {

/// Whom a dialog can belong to. It disables its owner, which must not happen to the desktop: that
/// would take every other application's windows along.
HWND owner_of(HWND asked) {
    return asked != GetDesktopWindow() && IsWindow(asked) ? asked : nullptr;
}

/// Empty, or why the file is still there.
std::string delete_settings(const std::filesystem::path& file) {
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) return path_text(file) + " cannot be deleted: " + error.message();
    // Our own folder goes too, if nothing else is in it.
    if (file == default_config_file()) std::filesystem::remove(file.parent_path(), error);
    return {};
}

}  // namespace

LONG show_provider_config(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider) {
    const desktop_scope desktop;
    const dialog_line line(callback, provider, DWORD{TUISPIDLL_OBJECT_PROVIDERID});
    config_dialog dialog(line);
    return dialog.run(owner_of(owner), IDD_CONFIG) == -1 ? to_result(LINEERR_OPERATIONFAILED) : 0;
}

LONG show_phone_config(TUISPIDLLCALLBACK callback, HWND owner, DWORD device) {
    const dialog_line line(callback, device, DWORD{TUISPIDLL_OBJECT_PHONEID});
    const auto found = line.ask(ask_status{});
    if (!found.value) return to_result(PHONEERR_OPERATIONFAILED);
    const auto* const status = std::get_if<handset_status>(&*found.value);
    if (status == nullptr) return to_result(PHONEERR_BADDEVICEID);
    const desktop_scope desktop;
    phone_dialog dialog(line, *status);
    return dialog.run(owner_of(owner), IDD_PHONE) == -1 ? to_result(PHONEERR_OPERATIONFAILED) : 0;
}

LONG show_provider_install(TUISPIDLLCALLBACK callback, HWND owner, DWORD provider) {
    if (owner_of(owner) == nullptr) return 0;  // nobody is there to be asked
    const desktop_scope desktop;
    constexpr auto text =
        "Offhook is installed. Handsets become phones when the telephony service starts next.\n\n"
        "Do you want to choose handsets and other settings now?";
    if (show_message(owner, text, MB_YESNO | MB_ICONQUESTION) != IDYES) return 0;
    return show_provider_config(callback, owner, provider);
}

LONG show_provider_remove(HWND owner) {
    if (owner_of(owner) == nullptr) return 0;
    const desktop_scope desktop;
    const auto file = settings_file_here();
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return 0;
    const auto text =
        "Offhook is about to be removed; its phones go when the telephony service "
        "ends.\n\nDo you want to delete its settings too?\n" +
        path_text(file);
    const int button = show_message(owner, text, MB_YESNOCANCEL | MB_ICONQUESTION | MB_DEFBUTTON2);
    if (button == IDCANCEL) return to_result(LINEERR_OPERATIONFAILED);
    const auto problem = button == IDYES ? delete_settings(file) : std::string();
    if (!problem.empty()) show_message(owner, problem, MB_ICONWARNING);
    return 0;
}

}  // namespace offhook::tsp::ui
