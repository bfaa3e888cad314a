#include "tools/tapi/cli/text.hpp"

#include <charconv>
#include <cstdint>

namespace offhook::tapi::cli {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// One code point off the front of `utf8`; nothing when it does not begin with a valid one.
std::optional<char32_t> take_code_point(std::string_view& utf8) {
    const auto unit = [&](std::size_t i) { return static_cast<std::uint8_t>(utf8[i]); };
    const std::uint8_t lead = unit(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    constexpr char32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || utf8.size() < length) {
        return std::nullopt;
    }
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((unit(i) & 0xC0U) != 0x80) {
            return std::nullopt;
        }
        point = point << 6U | (unit(i) & 0x3FU);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < lowest[length] || point > 0x10FFFF || surrogate) {
        return std::nullopt;
    }
    utf8.remove_prefix(length);
    return point;
}

void append_utf8(std::string& out, char32_t point) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0U | point >> 6U);
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | point >> 12U);
        put(0x80U | (point >> 6U & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | point >> 18U);
        put(0x80U | (point >> 12U & 0x3FU));
        put(0x80U | (point >> 6U & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

}  // namespace

std::optional<std::u16string> to_utf16(std::string_view utf8) {
    std::u16string out;
    while (!utf8.empty()) {
        const auto point = take_code_point(utf8);
        if (!point) {
            return std::nullopt;
        }
        if (*point < 0x10000) {
            out += static_cast<char16_t>(*point);
        } else {
            out += static_cast<char16_t>(0xD800U + ((*point - 0x10000U) >> 10U));
            out += static_cast<char16_t>(0xDC00U + ((*point - 0x10000U) & 0x3FFU));
        }
    }
    return out;
}

std::string to_utf8(std::u16string_view utf16) {
    std::string out;
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        char32_t point = utf16[i];
        const bool pair = point >= 0xD800 && point <= 0xDBFF && i + 1 < utf16.size() &&
                          utf16[i + 1] >= 0xDC00 && utf16[i + 1] <= 0xDFFF;
        if (pair) {
            point = 0x10000U + ((point - 0xD800U) << 10U) + (utf16[++i] - 0xDC00U);
        } else if (point >= 0xD800 && point <= 0xDFFF) {
            point = replacement;
        }
        append_utf8(out, point);
    }
    return out;
}

std::optional<std::vector<std::byte>> from_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) {
        return std::nullopt;
    }
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned value = 0;
        const char* first = digits.data() + i;
        const auto parsed = std::from_chars(first, first + 2, value, 16);
        if (parsed.ec != std::errc() || parsed.ptr != first + 2) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

std::string to_hex(std::span<const std::byte> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::byte each : bytes) {
        out += digits[std::to_integer<unsigned>(each) >> 4U];
        out += digits[std::to_integer<unsigned>(each) & 0xFU];
    }
    return out;
}

}  // namespace offhook::tapi::cli
