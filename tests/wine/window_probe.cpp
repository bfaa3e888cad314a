// What a test does with another program's window: looks at its controls, presses and types. One
// call a line of standard input, one answer each; see usage.

#include <algorithm>
#include <array>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <windows.h>

namespace {

constexpr const char* usage =
    "usage: window_probe, then a command a line; WINDOW is a title, a control is its number\n"
    "  wait WINDOW                   until there is such a window; 'gone WINDOW': until there is "
    "none\n"
    "  text WINDOW|CONTROL           its text\n"
    "  wait-text WINDOW|CONTROL|TEXT until it is so; 'wait-check': until it is checked (1) or not "
    "(0)\n"
    "  controls WINDOW               number, kind, place and text of each control, then 'end'\n"
    "  press WINDOW|CONTROL          as with the mouse\n"
    "  set WINDOW|CONTROL|TEXT       as if typed; \\n is a new line\n"
    "  keys WINDOW|KEY ...           to the window that has the keyboard: virtual key codes in "
    "hexadecimal,\n"
    "                                with + in front the Alt key is held\n"
    "  painted WINDOW                until nothing of it waits to be painted\n"
    "  wait-focus WINDOW|CONTROL     until it has the keyboard\n"
    "  size WINDOW|WIDTH|HEIGHT      of the whole window\n"
    "  close WINDOW\n";
constexpr DWORD patience_ms = 20000;

std::wstring wide(const std::string& utf8) {
    std::wstring text(utf8.size(), L'\0');
    text.resize(static_cast<std::size_t>(MultiByteToWideChar(CP_UTF8,
                                                             0,
                                                             utf8.data(),
                                                             static_cast<int>(utf8.size()),
                                                             text.data(),
                                                             static_cast<int>(text.size()))));
    return text;
}

std::string narrow(const std::wstring& text) {
    std::string utf8(text.size() * 3, '\0');
    utf8.resize(static_cast<std::size_t>(WideCharToMultiByte(CP_UTF8,
                                                             0,
                                                             text.data(),
                                                             static_cast<int>(text.size()),
                                                             utf8.data(),
                                                             static_cast<int>(utf8.size()),
                                                             nullptr,
                                                             nullptr)));
    return utf8;
}

/// New lines as \n, so that an answer is one line.
std::string one_line(std::string text) {
    for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) {
        text.replace(at, 2, "\\n");
    }
    return text;
}

/// Asks until it is true, for another program's window sends us no word. False after a bounded
/// time.
template <typename Condition>
bool comes_true(const Condition& condition) {
    const ULONGLONG deadline = GetTickCount64() + patience_ms;
    while (!condition()) {
        if (GetTickCount64() > deadline) {
            return false;
        }
        Sleep(10);
    }
    return true;
}

template <typename Condition>
void until(const Condition& condition, const std::string& what) {
    if (!comes_true(condition)) {
        throw std::runtime_error("not within the time: " + what);
    }
}

HWND find(const std::string& title) {
    return FindWindowW(nullptr, wide(title).c_str());
}

HWND window(const std::string& title) {
    HWND found = nullptr;
    until([&] { return (found = find(title)) != nullptr; }, "a window '" + title + "'");
    return found;
}

HWND control(const std::string& title, const std::string& id) {
    HWND found = nullptr;
    until([&] { return (found = GetDlgItem(window(title), std::stoi(id))) != nullptr; },
          "control " + id + " in '" + title + "'");
    return found;
}

/// By message: GetWindowText does not ask a window of another process.
std::wstring text_of(HWND from) {
    std::array<wchar_t, 4096> text{};
    DWORD_PTR length = 0;
    SendMessageTimeoutW(from,
                        WM_GETTEXT,
                        text.size(),
                        reinterpret_cast<LPARAM>(text.data()),
                        SMTO_NORMAL,
                        patience_ms,
                        &length);
    return {text.data(), length};
}

std::string kind_of(HWND from) {
    std::array<wchar_t, 64> kind{};
    GetClassNameW(from, kind.data(), static_cast<int>(kind.size()));
    return narrow(kind.data());
}

BOOL CALLBACK print_control(HWND each, LPARAM parent) {
    RECT place;
    GetWindowRect(each, &place);
    MapWindowPoints(nullptr, reinterpret_cast<HWND>(parent), reinterpret_cast<POINT*>(&place), 2);
    std::cout << GetDlgCtrlID(each) << ' ' << kind_of(each) << ' ' << place.left << ' ' << place.top
              << ' ' << place.right - place.left << ' ' << place.bottom - place.top << ' '
              << (IsWindowVisible(each) != FALSE ? "" : "hidden ")
              << (IsWindowEnabled(each) != FALSE ? "" : "disabled ")
              << one_line(narrow(text_of(each))) << '\n';
    return TRUE;
}

void send_key(WORD key, DWORD flags) {
    INPUT input{};
    input.type = INPUT_KEYBOARD;
    input.ki.wVk = key;
    input.ki.dwFlags = flags;
    SendInput(1, &input, sizeof(input));
}

void type_keys(const std::string& title, const std::string& keys) {
    const HWND target = window(title);
    SetForegroundWindow(target);
    until([&] { return GetForegroundWindow() == target; }, "the keyboard for '" + title + "'");
    std::istringstream words(keys);
    std::string word;
    while (words >> word) {
        const bool alt = word.front() == '+';
        const auto key = static_cast<WORD>(std::stoul(word.substr(alt ? 1 : 0), nullptr, 16));
        if (alt) {
            send_key(VK_MENU, 0);
        }
        send_key(key, 0);
        send_key(key, KEYEVENTF_KEYUP);
        if (alt) {
            send_key(VK_MENU, KEYEVENTF_KEYUP);
        }
    }
}

int focused(const std::string& title) {
    GUITHREADINFO information{};
    information.cbSize = sizeof(information);
    GetGUIThreadInfo(GetWindowThreadProcessId(window(title), nullptr), &information);
    return GetDlgCtrlID(information.hwndFocus);
}

void set_text(HWND target, const std::string& text) {
    std::wstring given = wide(text);
    for (std::size_t at = 0; (at = given.find(L"\\n", at)) != std::wstring::npos; at += 2) {
        given.replace(at, 2, L"\r\n");
    }
    SendMessageW(target, WM_SETTEXT, 0, reinterpret_cast<LPARAM>(given.c_str()));
    SendMessageW(target, EM_SETMODIFY, TRUE, 0);
}

void wait_for_text(HWND target, const std::string& wanted) {
    std::string found;
    if (!comes_true([&] { return (found = one_line(narrow(text_of(target)))) == wanted; })) {
        throw std::runtime_error("not within the time: '" + wanted + "'; it is '" + found + "'");
    }
}

BOOL CALLBACK note_unpainted(HWND each, LPARAM all_painted) {
    RECT missing;
    if (IsWindowVisible(each) != FALSE && GetUpdateRect(each, &missing, FALSE) != FALSE) {
        *reinterpret_cast<bool*>(all_painted) = false;
    }
    return TRUE;
}

void wait_for_paint(HWND target) {
    until(
        [&] {
            bool all_painted = true;
            note_unpainted(target, reinterpret_cast<LPARAM>(&all_painted));
            EnumChildWindows(target, note_unpainted, reinterpret_cast<LPARAM>(&all_painted));
            return all_painted;
        },
        "everything painted");
}

void wait_for_check(HWND button, const std::string& wanted) {
    until([&] { return SendMessageW(button, BM_GETCHECK, 0, 0) == std::stoi(wanted); },
          "the check mark " + wanted);
}

std::string perform(const std::string& verb, const std::vector<std::string>& given) {
    const std::string& title = given.at(0);
    if (verb == "wait") {
        window(title);
    } else if (verb == "gone") {
        until([&] { return find(title) == nullptr; }, "no window '" + title + "'");
    } else if (verb == "text") {
        return one_line(narrow(text_of(control(title, given.at(1)))));
    } else if (verb == "wait-text") {
        wait_for_text(control(title, given.at(1)), given.at(2));
    } else if (verb == "wait-check") {
        wait_for_check(control(title, given.at(1)), given.at(2));
    } else if (verb == "controls") {
        EnumChildWindows(window(title), print_control, reinterpret_cast<LPARAM>(window(title)));
        return "end";
    } else if (verb == "press") {
        // Posted: a button may open a dialog and keep its sender waiting.
        PostMessageW(control(title, given.at(1)), BM_CLICK, 0, 0);
    } else if (verb == "set") {
        set_text(control(title, given.at(1)), given.at(2));
    } else if (verb == "keys") {
        type_keys(title, given.at(1));
    } else if (verb == "painted") {
        wait_for_paint(window(title));
    } else if (verb == "wait-focus") {
        until([&] { return focused(title) == std::stoi(given.at(1)); },
              "the keyboard at " + given.at(1));
    } else if (verb == "size") {
        SetWindowPos(window(title),
                     nullptr,
                     0,
                     0,
                     std::stoi(given.at(1)),
                     std::stoi(given.at(2)),
                     SWP_NOMOVE | SWP_NOZORDER);
    } else if (verb == "close") {
        PostMessageW(window(title), WM_CLOSE, 0, 0);
    } else {
        throw std::runtime_error(usage);
    }
    return "ok";
}

std::string answer(const std::string& line) {
    const auto space = std::min(line.find(' '), line.size());
    std::vector<std::string> given;
    std::istringstream rest(line.substr(std::min(space + 1, line.size())));
    for (std::string each; std::getline(rest, each, '|');) {
        given.push_back(each);
    }
    try {
        return perform(line.substr(0, space), given);
    } catch (const std::exception& error) {
        return std::string("error ") + error.what();
    }
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        std::cout << answer(line) << std::endl;
    }
    return 0;
}
