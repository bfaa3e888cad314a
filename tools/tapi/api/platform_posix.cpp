#include <cwchar>
#include <locale>

#include <dlfcn.h>

#include "tools/tapi/api/platform.hpp"

namespace offhook::tapi::api {
namespace {

using utf8_converter = std::codecvt<char16_t, char8_t, std::mbstate_t>;

const utf8_converter& converter() {
    return std::use_facet<utf8_converter>(std::locale::classic());
}

bool is_high(char16_t unit) noexcept {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(char16_t unit) noexcept {
    return unit >= 0xDC00 && unit < 0xE000;
}

/// Half a surrogate pair is no character: U+FFFD in its place.
std::u16string without_half_pairs(std::u16string_view text) {
    std::u16string whole(text);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool pair = is_high(whole[i]) && i + 1 < whole.size() && is_low(whole[i + 1]);
        if (pair) {
            ++i;
        } else if (is_high(whole[i]) || is_low(whole[i])) {
            whole[i] = u'\uFFFD';
        }
    }
    return whole;
}

}  // namespace

std::optional<std::u16string> to_utf16(std::string_view ansi) {
    const auto* from = reinterpret_cast<const char8_t*>(ansi.data());
    const auto* end = from + ansi.size();
    std::u16string text(ansi.size(), u'\0');
    char16_t* to = text.data();
    std::mbstate_t state{};
    const auto result =
        converter().in(state, from, end, from, text.data(), text.data() + text.size(), to);
    if (result != std::codecvt_base::ok && !ansi.empty()) {
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(to - text.data()));
    // The library lets surrogates in UTF-8 pass.
    return to_ansi(text) == ansi ? std::optional(std::move(text)) : std::nullopt;
}

std::string to_ansi(std::u16string_view text) {
    const std::u16string whole = without_half_pairs(text);
    std::u8string ansi(whole.size() * 3, u8'\0');
    const char16_t* from = whole.data();
    char8_t* to = ansi.data();
    std::mbstate_t state{};
    converter().out(
        state, from, from + whole.size(), from, ansi.data(), ansi.data() + ansi.size(), to);
    return {reinterpret_cast<const char*>(ansi.data()), static_cast<std::size_t>(to - ansi.data())};
}

std::u16string program_path() {
    std::error_code ec;
    return std::filesystem::read_symlink("/proc/self/exe", ec).u16string();
}

std::filesystem::path library_folder() {
    Dl_info here{};
    if (dladdr(reinterpret_cast<void*>(&library_folder), &here) == 0) {
        return {};
    }
    std::error_code ec;
    return std::filesystem::absolute(here.dli_fname, ec).parent_path();
}

HICON generic_phone_icon() {
    return nullptr;
}

}  // namespace offhook::tapi::api
