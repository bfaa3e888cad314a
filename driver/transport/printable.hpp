#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace offhook::transport {

/// A control character of ASCII; everything from 0x80 on may be UTF-8 and is none.
[[nodiscard]] constexpr bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// Text from outside, fit for one line of a log: control characters become '?', and what is longer
/// than `limit` bytes is cut.
[[nodiscard]] inline std::string printable(std::string_view text, std::size_t limit = 200) {
    std::string line(text.substr(0, limit));
    for (char& c : line) {
        if (is_control(c)) c = '?';
    }
    return text.size() > limit ? line + "..." : line;
}

}  // namespace offhook::transport
