#include "tests/samples/phone_panel/panel.hpp"

#include <algorithm>
#include <stdexcept>

namespace sample {
namespace {

constexpr const wchar_t* window_class = L"PhonePanel";
constexpr UINT_PTR blink_timer = 1;
constexpr UINT blink_ms = 400;
constexpr int smallest_width = 480;
constexpr int smallest_height = 320;

std::wstring widened(const std::string& ascii) {
    return {ascii.begin(), ascii.end()};
}

const wchar_t* lamp_word(DWORD mode) {
    switch (mode) {
        case PHONELAMPMODE_OFF: return L"off";
        case PHONELAMPMODE_STEADY: return L"steady";
        case PHONELAMPMODE_WINK: return L"wink";
        case PHONELAMPMODE_FLASH: return L"flash";
        case PHONELAMPMODE_FLUTTER: return L"flutter";
        case PHONELAMPMODE_BROKENFLUTTER: return L"broken flutter";
        default: return L"unknown";
    }
}

/// What a press on a lamp makes of it.
DWORD next_mode(DWORD mode) {
    switch (mode) {
        case PHONELAMPMODE_OFF: return PHONELAMPMODE_STEADY;
        case PHONELAMPMODE_STEADY: return PHONELAMPMODE_FLASH;
        default: return PHONELAMPMODE_OFF;
    }
}

std::wstring text_of(HWND window) {
    std::wstring text(static_cast<std::size_t>(GetWindowTextLengthW(window)) + 1, L'\0');
    text.resize(static_cast<std::size_t>(
        GetWindowTextW(window, text.data(), static_cast<int>(text.size()))));
    return text;
}

/// Sets a text that is not there already, so that nothing flickers.
void set_text(HWND window, const std::wstring& text) {
    if (text_of(window) != text) {
        SetWindowTextW(window, text.c_str());
    }
}

void set_checked(HWND button, bool checked) {
    SendMessageW(button, BM_SETCHECK, checked ? BST_CHECKED : BST_UNCHECKED, 0);
}

}  // namespace

panel* panel::only_ = nullptr;

template <typename Call>
void panel::attempt(const Call& call) const {
    try {
        call();
    } catch (const std::runtime_error& error) {
        say(widened(error.what()));
    }
}

panel::panel() {
    only_ = this;
    WNDCLASSEXW kind{};
    kind.cbSize = sizeof(kind);
    kind.lpfnWndProc = procedure;
    kind.hInstance = GetModuleHandleW(nullptr);
    kind.hCursor = LoadCursorW(nullptr, MAKEINTRESOURCEW(32512));
    kind.hbrBackground = reinterpret_cast<HBRUSH>(static_cast<INT_PTR>(COLOR_BTNFACE + 1));
    kind.lpszClassName = window_class;
    RegisterClassExW(&kind);
    window_ = CreateWindowExW(WS_EX_CONTROLPARENT,
                              window_class,
                              L"Phone panel",
                              WS_OVERLAPPEDWINDOW | WS_CLIPCHILDREN,
                              CW_USEDEFAULT,
                              CW_USEDEFAULT,
                              CW_USEDEFAULT,
                              CW_USEDEFAULT,
                              nullptr,
                              nullptr,
                              kind.hInstance,
                              nullptr);
    controls_ = std::make_unique<controls>(window_);
    SetWindowPos(window_,
                 nullptr,
                 0,
                 0,
                 controls_->scale(640),
                 controls_->scale(440),
                 SWP_NOMOVE | SWP_NOZORDER | SWP_NOACTIVATE);
    telephone_ = std::make_unique<telephone>(on_phone);
    const HWND list = (*controls_)[id_phone];
    for (DWORD id = 0; id < telephone_->count(); ++id) {
        SendMessageW(list, CB_ADDSTRING, 0, reinterpret_cast<LPARAM>(telephone_->name(id).c_str()));
    }
    SendMessageW(list, CB_SETCURSEL, 0, 0);
    SetTimer(window_, blink_timer, blink_ms, nullptr);
    ShowWindow(window_, SW_SHOW);
    SetFocus(list);
    attempt([&] { open(0); });
}

panel::~panel() {
    only_ = nullptr;
}

int panel::run() {
    MSG message;
    while (GetMessageW(&message, nullptr, 0, 0) > 0) {
        if (only_->window_ != nullptr && IsDialogMessageW(only_->window_, &message) != 0) {
            continue;
        }
        TranslateMessage(&message);
        DispatchMessageW(&message);
    }
    return static_cast<int>(message.wParam);
}

LRESULT CALLBACK panel::procedure(HWND window, UINT message, WPARAM first, LPARAM second) {
    // Messages come while the window is being made, too.
    return only_ == nullptr || only_->controls_ == nullptr
               ? DefWindowProcW(window, message, first, second)
               : only_->handle(message, first, second);
}

LRESULT panel::handle(UINT message, WPARAM first, LPARAM second) {
    switch (message) {
        case WM_SIZE: controls_->arrange(); return 0;
        case WM_GETMINMAXINFO: limit(*reinterpret_cast<MINMAXINFO*>(second)); return 0;
        case WM_DPICHANGED: {
            const RECT& where = *reinterpret_cast<const RECT*>(second);
            SetWindowPos(window_,
                         nullptr,
                         where.left,
                         where.top,
                         where.right - where.left,
                         where.bottom - where.top,
                         SWP_NOZORDER | SWP_NOACTIVATE);
            controls_->rescale();
            return 0;
        }
        case WM_NEXTDLGCTL: move_focus(first, second); return 0;
        case WM_COMMAND: on_command(LOWORD(first), HIWORD(first)); return 0;
        case WM_DRAWITEM: {
            const auto& item = *reinterpret_cast<const DRAWITEMSTRUCT*>(second);
            const std::wstring text = text_of(item.hwndItem);
            const bool off = text.ends_with(L": off");
            const bool steady = text.ends_with(L": steady");
            draw_lamp(item, steady || (!off && lit_half_), controls_->scale(12));
            return TRUE;
        }
        case WM_TIMER:
            lit_half_ = !lit_half_;
            for (const auto& each : telephone_->facts().lamps) {
                InvalidateRect(
                    (*controls_)[first_lamp + static_cast<int>(each.id)], nullptr, FALSE);
            }
            return 0;
        case WM_DESTROY:
            window_ = nullptr;
            telephone_.reset();
            PostQuitMessage(0);
            return 0;
        default: return DefWindowProcW(window_, message, first, second);
    }
}

void panel::limit(MINMAXINFO& size) const {
    size.ptMinTrackSize = {controls_->scale(smallest_width), controls_->scale(smallest_height)};
}

void panel::move_focus(WPARAM where, LPARAM is_window) const {
    // From the display, whose Tab key is otherwise its own.
    const BOOL back = where != 0 ? TRUE : FALSE;
    SetFocus(is_window != 0 ? reinterpret_cast<HWND>(where)
                            : GetNextDlgTabItem(window_, GetFocus(), back));
}

void panel::on_command(int id, int code) {
    if (id == IDCANCEL) {
        DestroyWindow(window_);
        return;
    }
    attempt([&] {
        if (id == id_phone && code == CBN_SELCHANGE) {
            open(static_cast<DWORD>(SendMessageW((*controls_)[id_phone], CB_GETCURSEL, 0, 0)));
        }
        if (!open_ || code != BN_CLICKED) {
            return;
        }
        switch (id) {
            case id_write: write_display(); break;
            case id_settings: telephone_->show_settings(window_); break;
            case id_handset: press_switch(id, PHONEHOOKSWITCHDEV_HANDSET); break;
            case id_speaker: press_switch(id, PHONEHOOKSWITCHDEV_SPEAKER); break;
            case id_headset: press_switch(id, PHONEHOOKSWITCHDEV_HEADSET); break;
            case id_ring: press_ring(); break;
            default:
                if (id >= first_lamp) {
                    press_lamp(static_cast<DWORD>(id - first_lamp));
                }
        }
    });
}

void CALLBACK
panel::on_phone(DWORD, DWORD message, DWORD_PTR, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    if (only_ != nullptr && only_->telephone_ != nullptr) {
        only_->attempt([&] { only_->on_message(message, p1, p2, p3); });
    }
}

void panel::on_message(DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    switch (message) {
        case PHONE_BUTTON:
            say(L"Button " + std::to_wstring(p1) +
                (p3 == PHONEBUTTONSTATE_DOWN ? L" down" : L" up"));
            break;
        case PHONE_STATE: on_state(static_cast<DWORD>(p1)); break;
        case PHONE_REPLY:
            if (p2 != 0) {
                say(L"The phone refused: " + widened(error_text(static_cast<LONG>(p2))));
            }
            break;
        case PHONE_CLOSE:
            telephone_->forget();
            open_ = false;
            say(L"The phone has been closed by the system");
            break;
        default: break;
    }
}

void panel::on_state(DWORD states) {
    if (!telephone_->connected()) {
        say(L"The phone is not connected");
        return;  // it will tell when it is
    }
    if ((states & PHONESTATE_CONNECTED) != 0) {
        say(L"Ready");
    }
    show_lamps();
    show_display();
    show_switches();
}

void panel::open(DWORD device_id) {
    open_ = false;
    telephone_->open(device_id);
    open_ = true;
    controls_->show(telephone_->facts());
    SendMessageW((*controls_)[id_display], EM_SETMODIFY, FALSE, 0);
    on_state(PHONESTATE_CONNECTED);
}

void panel::press_lamp(DWORD id) {
    telephone_->set_lamp(id, next_mode(telephone_->lamp_mode(id)));
}

void panel::press_switch(int id, DWORD device) {
    const bool lifted = SendMessageW((*controls_)[id], BM_GETCHECK, 0, 0) == BST_CHECKED;
    telephone_->set_hook(device,
                         lifted ? PHONEHOOKSWITCHMODE_ONHOOK : PHONEHOOKSWITCHMODE_MICSPEAKER);
}

void panel::press_ring() {
    telephone_->set_ring(telephone_->ring_mode() == 0 ? 1 : 0);
}

void panel::write_display() {
    const HWND edit = (*controls_)[id_display];
    const std::wstring text = text_of(edit);
    SendMessageW(edit, EM_SETMODIFY, FALSE, 0);
    std::size_t begin = 0;
    for (DWORD row = 0; row < telephone_->facts().rows; ++row) {
        const auto end = std::min(text.find(L"\r\n", begin), text.size());
        telephone_->set_display(row, text.substr(begin, end - begin));
        begin = std::min(end + 2, text.size());
    }
}

void panel::show_lamps() {
    for (const auto& each : telephone_->facts().lamps) {
        set_text((*controls_)[first_lamp + static_cast<int>(each.id)],
                 each.label + L": " + lamp_word(telephone_->lamp_mode(each.id)));
    }
}

void panel::show_display() {
    const HWND edit = (*controls_)[id_display];
    if (telephone_->facts().rows == 0 || SendMessageW(edit, EM_GETMODIFY, 0, 0) != 0) {
        return;  // what somebody is typing stays
    }
    std::wstring text;
    for (const auto& row : telephone_->display()) {
        text += row + L"\r\n";
    }
    text.resize(text.size() - 2);
    set_text(edit, text);
}

void panel::show_switches() {
    const DWORD off_hook = telephone_->off_hook();
    set_checked((*controls_)[id_handset], (off_hook & PHONEHOOKSWITCHDEV_HANDSET) != 0);
    set_checked((*controls_)[id_speaker], (off_hook & PHONEHOOKSWITCHDEV_SPEAKER) != 0);
    set_checked((*controls_)[id_headset], (off_hook & PHONEHOOKSWITCHDEV_HEADSET) != 0);
    set_checked((*controls_)[id_ring], telephone_->ring_mode() != 0);
}

void panel::say(const std::wstring& text) const {
    set_text((*controls_)[id_status], text);
}

}  // namespace sample
