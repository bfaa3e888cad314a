#include <array>

#include "tools/tapi/api/platform.hpp"

namespace offhook::tapi::api {
namespace {

constexpr std::size_t path_room = 32768;

const char16_t* as_char16(const wchar_t* text) {
    return reinterpret_cast<const char16_t*>(text);
}

std::u16string path_of(HMODULE module) {
    std::wstring path(path_room, L'\0');
    path.resize(GetModuleFileNameW(module, path.data(), static_cast<DWORD>(path.size())));
    return {as_char16(path.data()), path.size()};
}

}  // namespace

std::optional<std::u16string> to_utf16(std::string_view ansi) {
    if (ansi.empty()) {
        return std::u16string();
    }
    const auto size = static_cast<int>(ansi.size());
    const int needed =
        MultiByteToWideChar(CP_ACP, MB_ERR_INVALID_CHARS, ansi.data(), size, nullptr, 0);
    if (needed <= 0) {
        return std::nullopt;
    }
    std::u16string text(static_cast<std::size_t>(needed), u'\0');
    MultiByteToWideChar(
        CP_ACP, 0, ansi.data(), size, reinterpret_cast<wchar_t*>(text.data()), needed);
    return text;
}

std::string to_ansi(std::u16string_view text) {
    const auto* from = reinterpret_cast<const wchar_t*>(text.data());
    const auto size = static_cast<int>(text.size());
    const int needed = WideCharToMultiByte(CP_ACP, 0, from, size, nullptr, 0, nullptr, nullptr);
    std::string ansi(static_cast<std::size_t>(needed > 0 ? needed : 0), '\0');
    WideCharToMultiByte(CP_ACP, 0, from, size, ansi.data(), needed, nullptr, nullptr);
    return ansi;
}

std::u16string program_path() {
    return path_of(nullptr);
}

std::filesystem::path library_folder() {
    HMODULE here = nullptr;
    GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
        reinterpret_cast<LPCWSTR>(&library_folder),
        &here);
    return std::filesystem::path(path_of(here)).parent_path();
}

HICON generic_phone_icon() {
    return LoadIconW(nullptr, MAKEINTRESOURCEW(32512));
}

}  // namespace offhook::tapi::api
