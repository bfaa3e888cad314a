#pragma once

#include "driver/protocol/byte_reader.hpp"

#include <string>

namespace offhook::protocol {

/// All that is left of `reader` as UTF-16 units. A half unit is errc::odd_text.
[[nodiscard]] result<std::u16string> read_text(byte_reader& reader);

/// UTF-8 of a label or display text; a lone surrogate becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::u16string_view text);

/// UTF-16 of a UTF-8 text; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::u16string to_utf16(std::string_view text);

}  // namespace offhook::protocol
