#pragma once

#include <string_view>

#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// Whether a phone function's own list has this error (tspi-phone.md §2.2, §2.3). Device-specific
/// errors, 0xC0000000 and up, are allowed everywhere.
[[nodiscard]] bool is_allowed(std::string_view function, LONG result);

}  // namespace offhook::tapi::conform
