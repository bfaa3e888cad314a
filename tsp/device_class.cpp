#include "tsp/device_class.hpp"

#include <algorithm>

namespace offhook::tsp {
namespace {

char16_t lower(char16_t unit) {
    return unit >= u'A' && unit <= u'Z' ? static_cast<char16_t>(unit + (u'a' - u'A')) : unit;
}

}  // namespace

std::u16string_view text_of(LPCWSTR text) noexcept {
    if (text == nullptr) return {};
    // On Windows WCHAR is wchar_t, of the same width and coding.
    return reinterpret_cast<const char16_t*>(text);
}

bool is_class(std::u16string_view asked, std::u16string_view name) noexcept {
    return std::equal(asked.begin(), asked.end(), name.begin(), name.end(), [](auto a, auto b) {
        return lower(a) == lower(b);
    });
}

bool is_phone_itself(LPCWSTR asked) noexcept {
    const auto text = text_of(asked);
    return text.empty() || is_class(text, u"tapi/phone");
}

}  // namespace offhook::tsp
