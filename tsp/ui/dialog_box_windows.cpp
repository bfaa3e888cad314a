#include "tsp/ui/dialog_box_windows.hpp"

#include "tsp/tspi_guard.hpp"

#include <algorithm>

namespace offhook::tsp::ui {
namespace {

extent inside_of(HWND window) {
    RECT found{};
    GetClientRect(window, &found);
    return {found.right, found.bottom};
}

extent outside_of(HWND window) {
    RECT found{};
    GetWindowRect(window, &found);
    return {found.right - found.left, found.bottom - found.top};
}

area area_of(HWND child, HWND parent) {
    RECT found{};
    GetWindowRect(child, &found);
    MapWindowPoints(nullptr, parent, reinterpret_cast<POINT*>(&found), 2);
    return {found.left, found.top, found.right - found.left, found.bottom - found.top};
}

/// What a window may take of its monitor.
area screen_of(HWND window) {
    MONITORINFO info{};
    info.cbSize = sizeof info;
    GetMonitorInfoW(MonitorFromWindow(window, MONITOR_DEFAULTTONEAREST), &info);
    const RECT& all = info.rcWork;
    return {all.left, all.top, all.right - all.left, all.bottom - all.top};
}

HFONT font_for(HFONT font, int from_dpi, int to_dpi) {
    LOGFONTW what{};
    GetObjectW(font, sizeof what, &what);
    what.lfHeight = scaled(what.lfHeight, from_dpi, to_dpi);
    what.lfWidth = 0;
    return CreateFontIndirectW(&what);
}

}  // namespace

dialog_box::~dialog_box() {
    if (font_ != nullptr) DeleteObject(font_);
}

INT_PTR dialog_box::run(HWND owner, int dialog) {
    return DialogBoxParamW(this_module(),
                           MAKEINTRESOURCEW(dialog),
                           owner,
                           &dialog_box::procedure,
                           reinterpret_cast<LPARAM>(this));
}

bool dialog_box::create(HWND parent, int dialog) {
    const HWND made = CreateDialogParamW(this_module(),
                                         MAKEINTRESOURCEW(dialog),
                                         parent,
                                         &dialog_box::procedure,
                                         reinterpret_cast<LPARAM>(this));
    return made != nullptr;
}

void dialog_box::show(bool visible) {
    // A hidden but enabled page would still answer to the letters in its labels.
    EnableWindow(window_, visible ? TRUE : FALSE);
    ShowWindow(window_, visible ? SW_SHOW : SW_HIDE);
}

void dialog_box::move(const RECT& where, int dpi) {
    dpi_ = dpi;
    SetWindowPos(window_,
                 HWND_TOP,
                 where.left,
                 where.top,
                 where.right - where.left,
                 where.bottom - where.top,
                 SWP_NOACTIVATE);
    lay_out();
}

INT_PTR CALLBACK dialog_box::procedure(HWND window, UINT message, WPARAM wide, LPARAM lng) {
    if (message == WM_INITDIALOG) {
        SetWindowLongPtrW(window, DWLP_USER, lng);
        reinterpret_cast<dialog_box*>(lng)->window_ = window;
    }
    auto* const self = reinterpret_cast<dialog_box*>(GetWindowLongPtrW(window, DWLP_USER));
    if (self == nullptr) return FALSE;
    // Windows' own code lies between here and whoever opened the dialog: nothing is thrown
    // through it.
    try {
        return self->on_message(message, wide, lng);
    } catch (const std::exception& error) {
        log_escaped("a dialog", error.what());
    } catch (...) {
        log_escaped("a dialog", "an exception of an unknown kind");
    }
    EndDialog(window, -1);
    return FALSE;
}

INT_PTR dialog_box::on_message(UINT message, WPARAM wide, LPARAM lng) {
    switch (message) {
        case WM_INITDIALOG: begin(); return FALSE;  // begin() has set the focus, or left it
        case WM_COMMAND: return on_command(LOWORD(wide), HIWORD(wide)) ? TRUE : FALSE;
        case WM_NOTIFY: on_notify(*reinterpret_cast<const NMHDR*>(lng)); return FALSE;
        case WM_TIMER: on_timer(); return TRUE;
        case WM_SIZE: lay_out(); return TRUE;
        case WM_GETMINMAXINFO: limit(*reinterpret_cast<MINMAXINFO*>(lng)); return TRUE;
        case WM_DPICHANGED:
            change_resolution(HIWORD(wide), *reinterpret_cast<const RECT*>(lng));
            return TRUE;
        default: return FALSE;
    }
}

void dialog_box::begin() {
    leave_resolution_to_us(window_);
    drawn_dpi_ = dpi_ = dpi_of(window_);
    drawn_inside_ = inside_of(window_);
    drawn_outside_ = outside_of(window_);
    remember_controls();
    const HWND first = GetNextDlgTabItem(window_, nullptr, FALSE);
    const bool is_page = (GetWindowLongW(window_, GWL_STYLE) & WS_CHILD) != 0;
    on_init();
    if (!is_page) fit_to_screen();
    lay_out();
    if (!is_page && first != nullptr) SetFocus(first);
}

void dialog_box::remember_controls() {
    for (HWND child = GetWindow(window_, GW_CHILD); child != nullptr;
         child = GetWindow(child, GW_HWNDNEXT)) {
        controls_.push_back({child, area_of(child, window_), rule_of(child)});
    }
}

on_growth dialog_box::rule_of(HWND child) const {
    const auto id = GetDlgCtrlID(child);
    const auto found = std::find_if(
        rules_.begin(), rules_.end(), [&](const rule& each) { return each.control == id; });
    return found == rules_.end() ? on_growth::stay : found->what;
}

void dialog_box::lay_out() {
    if (controls_.empty()) return;  // it is being made
    const auto now = inside_of(window_);
    HDWP moves = BeginDeferWindowPos(static_cast<int>(controls_.size()));
    for (const auto& each : controls_) {
        const auto to = place(each.where, drawn_inside_, each.what, now, drawn_dpi_, dpi_);
        moves = DeferWindowPos(moves,
                               each.window,
                               nullptr,
                               to.left,
                               to.top,
                               to.width,
                               to.height,
                               SWP_NOZORDER | SWP_NOACTIVATE | SWP_NOCOPYBITS);
    }
    EndDeferWindowPos(moves);
    on_layout();
}

void dialog_box::limit(MINMAXINFO& limits) const {
    const auto screen = screen_of(window_);
    limits.ptMinTrackSize = {
        std::min(scaled(drawn_outside_.width, drawn_dpi_, dpi_), screen.width),
        std::min(scaled(drawn_outside_.height, drawn_dpi_, dpi_), screen.height)};
}

void dialog_box::fit_to_screen() {
    const auto screen = screen_of(window_);
    const auto& drawn = drawn_outside_;
    if (drawn.width <= screen.width && drawn.height <= screen.height) return;
    SetWindowPos(window_,
                 nullptr,
                 screen.left,
                 screen.top,
                 std::min(drawn.width, screen.width),
                 std::min(drawn.height, screen.height),
                 SWP_NOZORDER | SWP_NOACTIVATE);
}

void dialog_box::change_resolution(int dpi, const RECT& where) {
    const auto now = reinterpret_cast<HFONT>(SendMessageW(window_, WM_GETFONT, 0, 0));
    const HFONT fitting = font_for(font_ != nullptr ? font_ : now, dpi_, dpi);
    dpi_ = dpi;
    const auto give = [](HWND child, LPARAM font) -> BOOL {
        SendMessageW(child, WM_SETFONT, static_cast<WPARAM>(font), TRUE);
        return TRUE;
    };
    SendMessageW(window_, WM_SETFONT, reinterpret_cast<WPARAM>(fitting), FALSE);
    EnumChildWindows(window_, give, reinterpret_cast<LPARAM>(fitting));
    if (font_ != nullptr) DeleteObject(font_);
    font_ = fitting;
    SetWindowPos(window_,
                 nullptr,
                 where.left,
                 where.top,
                 where.right - where.left,
                 where.bottom - where.top,
                 SWP_NOZORDER | SWP_NOACTIVATE);
    lay_out();
}

}  // namespace offhook::tsp::ui
