#include "driver/transport/wide_text.hpp"

#include <cstdint>

namespace offhook::transport {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

bool is_first_half(std::uint32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_second_half(std::uint32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

void append(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            put(0xE0 | code >> 12);
        } else {
            put(0xF0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3F));
        }
        put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

}  // namespace

std::string to_utf8(const wchar_t* text) {
    std::string out;
    while (text != nullptr && *text != 0) {
        auto code = static_cast<std::uint32_t>(*text++);
        if (is_first_half(code) && is_second_half(static_cast<std::uint32_t>(*text))) {
            const auto second = static_cast<std::uint32_t>(*text++);
            code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
        } else if (code > 0x10FFFF || is_first_half(code) || is_second_half(code)) {
            code = replacement;
        }
        append(out, code);
    }
    return out;
}

}  // namespace offhook::transport
