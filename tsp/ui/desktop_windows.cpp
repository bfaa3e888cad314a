#include "tsp/ui/desktop_windows.hpp"

#include "driver/protocol/text.hpp"

#include <commctrl.h>

namespace offhook::tsp::ui {
namespace {

/// A function that not every Windows has.
template <class Function>
Function* function_of(HMODULE module, const char* name) {
    if (module == nullptr) return nullptr;
    return reinterpret_cast<Function*>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

template <class Function>
Function* user32(const char* name) {
    return function_of<Function>(GetModuleHandleW(L"user32.dll"), name);
}

using set_awareness = void* WINAPI(void*);

// DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2 and its predecessor.
void* const per_monitor_v2 = reinterpret_cast<void*>(INT_PTR{-4});
void* const per_monitor = reinterpret_cast<void*>(INT_PTR{-3});

}  // namespace

desktop_scope::desktop_scope() {
    set_look();
    load_controls();
    if (auto* const set = user32<set_awareness>("SetThreadDpiAwarenessContext")) {
        former_awareness_ = set(per_monitor_v2);
        if (former_awareness_ == nullptr) former_awareness_ = set(per_monitor);
    }
}

void desktop_scope::set_look() {
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(this_module(), path.data(), static_cast<DWORD>(path.size())));
    ACTCTXW what{};
    what.cbSize = sizeof what;
    what.dwFlags = ACTCTX_FLAG_RESOURCE_NAME_VALID | ACTCTX_FLAG_HMODULE_VALID;
    what.lpSource = path.c_str();
    what.hModule = this_module();
    what.lpResourceName = MAKEINTRESOURCEW(2);  // ISOLATIONAWARE_MANIFEST_RESOURCE_ID
    look_ = CreateActCtxW(&what);
    if (look_ != INVALID_HANDLE_VALUE) ActivateActCtx(look_, &look_cookie_);
}

void desktop_scope::load_controls() {
    // Not linked: the telephony service, which loads this module too, needs no controls.
    controls_ = LoadLibraryW(L"comctl32.dll");
    using init = BOOL WINAPI(const INITCOMMONCONTROLSEX*);
    auto* const initialize = function_of<init>(controls_, "InitCommonControlsEx");
    const INITCOMMONCONTROLSEX which{sizeof which,
                                     ICC_LISTVIEW_CLASSES | ICC_TAB_CLASSES | ICC_BAR_CLASSES};
    if (initialize != nullptr) initialize(&which);
}

desktop_scope::~desktop_scope() {
    auto* const set = user32<set_awareness>("SetThreadDpiAwarenessContext");
    if (set != nullptr && former_awareness_ != nullptr) set(former_awareness_);
    if (look_cookie_ != 0) DeactivateActCtx(0, look_cookie_);
    if (look_ != INVALID_HANDLE_VALUE) ReleaseActCtx(look_);
    if (controls_ != nullptr) FreeLibrary(controls_);
}

HINSTANCE this_module() {
    HMODULE module = nullptr;
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    const auto here = reinterpret_cast<LPCWSTR>(reinterpret_cast<void*>(&this_module));
    GetModuleHandleExW(flags, here, &module);
    return module;
}

int dpi_of(HWND window) {
    using get = UINT WINAPI(HWND);
    if (auto* const of_window = user32<get>("GetDpiForWindow")) {
        return static_cast<int>(of_window(window));
    }
    const HDC screen = GetDC(nullptr);
    const int dpi = GetDeviceCaps(screen, LOGPIXELSY);
    ReleaseDC(nullptr, screen);
    return dpi;
}

void leave_resolution_to_us(HWND dialog) {
    using set = BOOL WINAPI(HWND, unsigned, unsigned);
    constexpr unsigned disable_all = 1;  // DDC_DISABLE_ALL
    auto* const behave = user32<set>("SetDialogDpiChangeBehavior");
    if (behave != nullptr) behave(dialog, disable_all, disable_all);
}

void look_like_a_tab_page(HWND page) {
    using enable = HRESULT WINAPI(HWND, DWORD);
    constexpr DWORD tab_texture = 6;  // ETDT_ENABLETAB
    // Loaded by user32 where there are themes; else there is nothing to look like.
    auto* const texture =
        function_of<enable>(GetModuleHandleW(L"uxtheme.dll"), "EnableThemeDialogTexture");
    if (texture != nullptr) texture(page, tab_texture);
}

std::wstring wide(std::string_view utf8) {
    const auto units = protocol::to_utf16(utf8);
    return {units.begin(), units.end()};
}

std::string narrow(std::wstring_view text) {
    return protocol::to_utf8(std::u16string(text.begin(), text.end()));
}

std::string text_of_window(HWND window) {
    std::wstring text(static_cast<std::size_t>(GetWindowTextLengthW(window)) + 1, L'\0');
    const int length = GetWindowTextW(window, text.data(), static_cast<int>(text.size()));
    text.resize(static_cast<std::size_t>(length));
    return narrow(text);
}

void set_text_of_window(HWND window, std::string_view utf8) {
    if (text_of_window(window) != utf8) SetWindowTextW(window, wide(utf8).c_str());
}

int show_message(HWND owner, std::string_view utf8, UINT style) {
    return MessageBoxW(owner, wide(utf8).c_str(), L"Offhook", style);
}

}  // namespace offhook::tsp::ui
