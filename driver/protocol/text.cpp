#include "driver/protocol/text.hpp"

namespace offhook::protocol {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr bool is_high_surrogate(char32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

constexpr bool is_low_surrogate(char32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

void append_utf8(std::string& out, char32_t code) {
    const auto add = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | (code >> 6));
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3F));
        add(0x80 | ((code >> 6) & 0x3F));
        add(0x80 | (code & 0x3F));
    }
}

void append_utf16(std::u16string& out, char32_t code) {
    if (code < 0x10000) {
        out.push_back(static_cast<char16_t>(code));
    } else {
        out.push_back(static_cast<char16_t>(0xD7C0 + (code >> 10)));
        out.push_back(static_cast<char16_t>(0xDC00 | (code & 0x3FF)));
    }
}

struct lead_byte {
    std::size_t following;  // continuation bytes
    char32_t bits;          // of the code point
    char32_t smallest;      // below it the form is overlong
};

lead_byte classify(std::uint8_t byte) {
    if (byte < 0x80) return {0, byte, 0};
    if ((byte & 0xE0) == 0xC0) return {1, byte & 0x1FU, 0x80};
    if ((byte & 0xF0) == 0xE0) return {2, byte & 0x0FU, 0x800};
    if ((byte & 0xF8) == 0xF0) return {3, byte & 0x07U, 0x10000};
    return {0, replacement, 0};
}

// One code point from the front of `text`, which shrinks by it; malformed input yields U+FFFD and
// goes on at the first byte that did not fit.
char32_t take_code_point(std::string_view& text) {
    const auto lead = classify(static_cast<std::uint8_t>(text.front()));
    text.remove_prefix(1);
    char32_t code = lead.bits;
    for (std::size_t i = 0; i < lead.following; ++i) {
        if (text.empty() || (static_cast<std::uint8_t>(text.front()) & 0xC0) != 0x80) {
            return replacement;
        }
        code = (code << 6) | (static_cast<std::uint8_t>(text.front()) & 0x3FU);
        text.remove_prefix(1);
    }
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    return code < lead.smallest || code > 0x10FFFF || surrogate ? replacement : code;
}

}  // namespace

result<std::u16string> read_text(byte_reader& reader) {
    if (reader.left() % 2 != 0) return errc::odd_text;
    std::u16string text;
    text.reserve(reader.left() / 2);
    while (reader.left() != 0) text.push_back(static_cast<char16_t>(reader.u16()));
    return text;
}

std::string to_utf8(std::u16string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t code = text[i];
        if (is_high_surrogate(code) && i + 1 < text.size() && is_low_surrogate(text[i + 1])) {
            code = 0x10000 + ((code & 0x3FF) << 10) + (text[++i] & 0x3FFU);
        } else if (is_high_surrogate(code) || is_low_surrogate(code)) {
            code = replacement;
        }
        append_utf8(out, code);
    }
    return out;
}

std::u16string to_utf16(std::string_view text) {
    std::u16string out;
    while (!text.empty()) append_utf16(out, take_code_point(text));
    return out;
}

}  // namespace offhook::protocol
