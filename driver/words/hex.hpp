#pragma once

#include "driver/protocol/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace offhook::words {

/// "00ff". Small letters, nothing between.
[[nodiscard]] std::string to_hex(protocol::bytes_view bytes);

/// The bytes of hexadecimal digits, with or without blanks or colons between the bytes; none for
/// anything else, and for half a byte.
[[nodiscard]] std::optional<protocol::byte_vector> from_hex(std::string_view digits);

}  // namespace offhook::words
