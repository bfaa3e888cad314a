#pragma once

#include "driver/protocol/bytes.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace offhook::test {

/// Bytes as upper-case hex digits without spaces, as the vectors write them.
[[nodiscard]] inline std::string to_hex(protocol::bytes_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const auto byte : bytes) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 0x0FU]);
    }
    return text;
}

/// The bytes of pairs of hex digits; spaces and line ends between pairs do not count.
/// Throws std::invalid_argument for anything else.
[[nodiscard]] inline protocol::byte_vector from_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto digit = [&](std::size_t at) {
        const auto value = at < text.size() ? digits.find(text[at]) : std::string_view::npos;
        if (value == std::string_view::npos) {
            throw std::invalid_argument("no hex digit at " + std::to_string(at));
        }
        return static_cast<unsigned>(value);
    };
    protocol::byte_vector bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ' ' || text[at] == '\n') continue;
        const auto high = digit(at++);
        bytes.push_back(static_cast<std::uint8_t>((high << 4U) | digit(at)));
    }
    return bytes;
}

}  // namespace offhook::test
