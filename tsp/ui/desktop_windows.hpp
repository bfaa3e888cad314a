#pragma once

#include "tsp/tspi.hpp"

#include <string>
#include <string_view>

namespace offhook::tsp::ui {

/// While it lives, what this thread shows has today's look and the resolution of its monitor, as
/// far as this Windows can (10 from 1703 on), whatever the application asked for itself.
class desktop_scope {
public:
    desktop_scope();
    ~desktop_scope();
    desktop_scope(const desktop_scope&) = delete;
    desktop_scope& operator=(const desktop_scope&) = delete;

private:
    void set_look();
    void load_controls();

    HANDLE look_ = INVALID_HANDLE_VALUE;
    ULONG_PTR look_cookie_ = 0;
    HMODULE controls_ = nullptr;
    void* former_awareness_ = nullptr;
};

/// The module that this code is in, with its resources.
[[nodiscard]] HINSTANCE this_module();

/// Dots per inch of a window's monitor; the system's before Windows 10.
[[nodiscard]] int dpi_of(HWND window);

/// We follow another resolution ourselves; Windows 10 would do so a second time.
void leave_resolution_to_us(HWND dialog);

/// The background of tab pages on a page in them.
void look_like_a_tab_page(HWND page);

[[nodiscard]] std::wstring wide(std::string_view utf8);
[[nodiscard]] std::string narrow(std::wstring_view text);

/// The whole text of a window, as UTF-8.
[[nodiscard]] std::string text_of_window(HWND window);

/// Gives a window a text, if it has another one: nothing flickers, and no selection is lost.
void set_text_of_window(HWND window, std::string_view utf8);

/// A question or message in a box of the system's; the button that was pressed (IDOK ...).
int show_message(HWND owner, std::string_view utf8, UINT style);

}  // namespace offhook::tsp::ui
