#include "tests/wine/hid/trouble.hpp"

#include <windows.h>
#include <array>

namespace offhook::wine_hid {

bool is_asked_for(std::wstring_view word) {
    std::array<wchar_t, 128> text{};
    const DWORD length = GetEnvironmentVariableW(
        L"OFFHOOK_HID_TROUBLE", text.data(), static_cast<DWORD>(text.size()));
    std::wstring_view rest(text.data(), length < text.size() ? length : 0);
    while (!rest.empty()) {
        const auto next = rest.substr(0, rest.find(L' '));
        if (next == word) return true;
        rest.remove_prefix(next.size() < rest.size() ? next.size() + 1 : rest.size());
    }
    return false;
}

}  // namespace offhook::wine_hid
