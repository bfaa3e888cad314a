#include "driver/words/hex.hpp"

namespace offhook::words {
namespace {

/// The value of a digit; 16 for what is none.
unsigned digit_of(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
    return 16;
}

}  // namespace

std::string to_hex(protocol::bytes_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0F];
    }
    return text;
}

std::optional<protocol::byte_vector> from_hex(std::string_view digits) {
    protocol::byte_vector bytes;
    while (!digits.empty()) {
        if (digits.front() == ' ' || digits.front() == ':') {
            digits.remove_prefix(1);
            continue;
        }
        const auto high = digit_of(digits[0]);
        const auto low = digits.size() > 1 ? digit_of(digits[1]) : 16;
        if (high > 15 || low > 15) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
        digits.remove_prefix(2);
    }
    return bytes;
}

}  // namespace offhook::words
