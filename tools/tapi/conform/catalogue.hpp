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
extern const theme version_theme;
extern const theme structure_theme;
extern const theme capability_theme;
extern const theme feature_theme;
extern const theme open_theme;
extern const theme query_theme;
extern const theme contract_theme;
extern const theme operation_theme;
extern const theme contents_theme;
extern const theme message_theme;
extern const theme hand_theme;
extern const theme thread_theme;

}  // namespace offhook::tapi::conform
