#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace offhook::words {

/// The number of one of TAPI's button functions by its name, as in PHONEBUTTONFUNCTION_HOLD:
/// "hold". None for a name that TAPI does not have. Source: firmware-protocol.md §7.3.
[[nodiscard]] std::optional<std::uint32_t> button_function(std::string_view name);

/// The name of one of TAPI's button functions; empty for a number that TAPI does not have.
[[nodiscard]] std::string_view function_name(std::uint32_t number);

}  // namespace offhook::words
