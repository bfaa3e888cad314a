#include "tests/wine/dialogs/pilot.hpp"

#include "tsp/ui/desktop_windows.hpp"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace offhook::tests {
namespace {

using namespace std::chrono_literals;
using tsp::ui::text_of_window;

struct search {
    HWND but_not;
    HWND found;
};

std::wstring class_of(HWND window) {
    wchar_t name[64];
    return {name, static_cast<std::size_t>(GetClassNameW(window, name, 64))};
}

BOOL CALLBACK take_dialog(HWND window, LPARAM into) {
    auto& wanted = *reinterpret_cast<search*>(into);
    if (window == wanted.but_not || !IsWindowVisible(window) || class_of(window) != L"#32770") {
        return TRUE;
    }
    wanted.found = window;
    return FALSE;
}

struct numbered {
    int id;
    HWND found;
};

BOOL CALLBACK take_numbered(HWND window, LPARAM into) {
    auto& wanted = *reinterpret_cast<numbered*>(into);
    if (GetDlgCtrlID(window) != wanted.id) return TRUE;
    wanted.found = window;
    return FALSE;
}

std::atomic<int> marks = 0;
WNDPROC former_procedure = nullptr;
constexpr UINT mark = WM_APP + 1;

/// The application's window counts the marks that come through its queue.
LRESULT CALLBACK count_marks(HWND window, UINT message, WPARAM wide, LPARAM lng) {
    if (message == mark) return ++marks;
    return CallWindowProcW(former_procedure, window, message, wide, lng);
}

HWND make_owner() {
    const HWND made = CreateWindowExW(0,
                                      L"STATIC",
                                      L"An application",
                                      WS_OVERLAPPEDWINDOW | WS_VISIBLE,
                                      40,
                                      40,
                                      300,
                                      200,
                                      nullptr,
                                      nullptr,
                                      nullptr,
                                      nullptr);
    former_procedure = reinterpret_cast<WNDPROC>(
        SetWindowLongPtrW(made, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&count_marks)));
    return made;
}

}  // namespace

bool comes_true(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + 15s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(10ms);
    }
    return true;
}

pilot::pilot(std::function<LONG(HWND owner)> show) {
    result_ = std::async(std::launch::async, [this, show = std::move(show)] {
        const HWND owner = make_owner();
        owner_.set_value(owner);
        thread_id_.set_value(GetCurrentThreadId());
        const LONG result = show(owner);
        DestroyWindow(owner);
        return result;
    });
    owner_window_ = owner_.get_future().get();
    thread_ = thread_id_.get_future().get();
}

pilot::~pilot() {
    // A test that went wrong may leave several.
    while (result_.valid() && result_.wait_for(20ms) != std::future_status::ready) {
        const HWND open = find(nullptr);
        if (open != nullptr) PostMessageW(open, WM_COMMAND, IDCANCEL, 0);
    }
}

HWND pilot::find(HWND but_not) {
    search wanted{but_not, nullptr};
    EnumThreadWindows(thread_, take_dialog, reinterpret_cast<LPARAM>(&wanted));
    return wanted.found;
}

HWND pilot::window() {
    if (dialog_ != nullptr && IsWindow(dialog_)) return dialog_;
    if (!comes_true([this] { return (dialog_ = find(nullptr)) != nullptr; })) {
        throw std::runtime_error("no dialog has come up");
    }
    return dialog_;
}

HWND pilot::box() {
    HWND box = nullptr;
    if (!comes_true([&] { return (box = find(dialog_)) != nullptr; })) {
        throw std::runtime_error("no message box has come up");
    }
    return box;
}

std::string pilot::answer_box(int button) {
    const HWND box = this->box();
    constexpr int text_of_box = 0xFFFF;
    const auto text = text_of_window(GetDlgItem(box, text_of_box));
    PostMessageW(box, WM_COMMAND, static_cast<WPARAM>(button), 0);
    if (!comes_true([&] { return !IsWindow(box); })) {
        throw std::runtime_error("the message box stays: " + text);
    }
    return text;
}

LONG pilot::result() {
    if (result_.wait_for(15s) != std::future_status::ready) {
        throw std::runtime_error("the dialog does not close");
    }
    return result_.get();
}

bool pilot::returns() {
    return result_.wait_for(15s) == std::future_status::ready;
}

HWND pilot::control(int id) {
    numbered wanted{id, nullptr};
    EnumChildWindows(window(), take_numbered, reinterpret_cast<LPARAM>(&wanted));
    if (wanted.found == nullptr) throw std::runtime_error("no control " + std::to_string(id));
    return wanted.found;
}

std::string pilot::text(int id) {
    return text_of_window(control(id));
}

HWND pilot::focus() {
    GUITHREADINFO info{};
    info.cbSize = sizeof info;
    GetGUIThreadInfo(thread_, &info);
    return info.hwndFocus;
}

HWND pilot::focus_for_keys() {
    const HWND where = focus();
    if (where == nullptr) throw std::runtime_error("nothing has the focus");
    return where;
}

/// What a message posts while it is handled comes after the first mark, and before the second one.
void pilot::settle() {
    for (int i = 0; i < 2; ++i) {
        const int before = marks;
        PostMessageW(owner_window_, mark, 0, 0);
        const auto has_ended = [this] { return result_.wait_for(0s) == std::future_status::ready; };
        if (!comes_true([&] { return marks > before || has_ended(); })) {
            throw std::runtime_error("the application does not look at its messages");
        }
    }
}

void pilot::press(int virtual_key) {
    const HWND where = focus_for_keys();
    PostMessageW(where, WM_KEYDOWN, static_cast<WPARAM>(virtual_key), 1);
    PostMessageW(where, WM_KEYUP, static_cast<WPARAM>(virtual_key), LPARAM(0xC0000001));
    settle();
}

void pilot::press_alt(char letter) {
    constexpr LPARAM alt_is_down = 1 << 29;
    PostMessageW(focus_for_keys(), WM_SYSCHAR, static_cast<WPARAM>(letter), alt_is_down | 1);
    settle();
}

void pilot::type(std::string_view text) {
    const HWND where = focus_for_keys();
    for (const char each : text) PostMessageW(where, WM_CHAR, static_cast<WPARAM>(each), 1);
    settle();
}

void pilot::await_text(int id, std::string_view part) {
    std::string last;
    const bool came = comes_true([&] {
        last = text(id);
        return last.find(part) != std::string::npos;
    });
    if (came) return;
    throw std::runtime_error("'" + std::string(part) + "' does not come; there is: " + last);
}

void pilot::resize(int width, int height) {
    SetWindowPos(window(), nullptr, 20, 20, width, height, SWP_NOZORDER | SWP_NOACTIVATE);
    SendMessageW(window(), WM_NULL, 0, 0);
}

void pilot::take_picture(const std::string& name) {
    if (std::getenv("OFFHOOK_PICTURES") == nullptr) return;
    const auto paint = [](HWND window, LPARAM) -> BOOL {
        RedrawWindow(window, nullptr, nullptr, RDW_INVALIDATE | RDW_UPDATENOW | RDW_ALLCHILDREN);
        return TRUE;
    };
    EnumThreadWindows(thread_, paint, 0);
    settle();
    std::cout << "picture " << name << std::endl;
    std::string answer;
    std::getline(std::cin, answer);
}

}  // namespace offhook::tests
