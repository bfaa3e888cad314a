#pragma once

#include <span>

#include "tools/tapi/conform/conformance_case.hpp"

namespace offhook::tapi::conform {

/// All cases by theme, in the order of their numbers.
[[nodiscard]] std::span<const theme> catalogue();

/// The case with a number, or null.
[[nodiscard]] const conformance_case* find_case(unsigned number);

// The themes, one a file.
extern const theme session_theme;

}  // namespace offhook::tapi::conform
