#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/report_id.hpp"

#include <string>

namespace offhook::words {

/// A report in plain words for a person, such as `LAMP #3.2: lamp 13 flash`; bytes that are no
/// report of firmware-protocol.md are told as what they are. `#3.2` is slot 3, generation 2 (§4).
[[nodiscard]] std::string report_words(protocol::direction way, protocol::bytes_view report);

}  // namespace offhook::words
