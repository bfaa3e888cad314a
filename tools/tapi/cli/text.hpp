#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace offhook::tapi::cli {

/// UTF-8 to the UTF-16 of TSPI; nothing for bytes that are not UTF-8.
[[nodiscard]] std::optional<std::u16string> to_utf16(std::string_view utf8);

/// UTF-16 to UTF-8; a lone surrogate becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::u16string_view utf16);

/// "00ff" to bytes; nothing for an odd number of digits or another character.
[[nodiscard]] std::optional<std::vector<std::byte>> from_hex(std::string_view digits);

/// Bytes to "00ff".
[[nodiscard]] std::string to_hex(std::span<const std::byte> bytes);

}  // namespace offhook::tapi::cli
