#include "packaging/windows/setup/setup_error.hpp"

#include <windows.h>

namespace offhook::setup {

std::string narrow(const std::wstring& text) {
    const int size = static_cast<int>(text.size());
    std::string bytes(text.size() * 3, '\0');  // UTF-8 has no more for one unit of UTF-16
    const int length = WideCharToMultiByte(CP_UTF8,
                                           0,
                                           text.data(),
                                           size,
                                           bytes.data(),
                                           static_cast<int>(bytes.size()),
                                           nullptr,
                                           nullptr);
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

std::string system_text(std::uint32_t code) {
    wchar_t buffer[512] = L"";
    constexpr DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    const DWORD length = FormatMessageW(flags, nullptr, code, 0, buffer, 512, nullptr);
    std::wstring text(buffer, length);
    while (!text.empty() && (text.back() <= L' ' || text.back() == L'.')) text.pop_back();
    return narrow(text) + " (error " + std::to_string(code) + ")";
}

setup_error::setup_error(const std::string& what, std::uint32_t code)
    : std::runtime_error(what + ": " + system_text(code)) {}

}  // namespace offhook::setup
