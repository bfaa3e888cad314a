#pragma once

#include "driver/handset.hpp"
#include "tsp/operation.hpp"
#include "tsp/result.hpp"

#include <string_view>

namespace offhook::tsp {

/// The function's name without its prefix, for log lines: "SetLamp".
[[nodiscard]] std::string_view name_of(operation what) noexcept;

/// True for a PHONEERR that the function's own list has.
/// Source: tspi-phone.md §2.2, §2.3 (TSPI: Return Values of each page).
[[nodiscard]] bool is_allowed(operation what, LONG error) noexcept;

/// `error` where the function's list has it, else PHONEERR_OPERATIONFAILED, which every list has.
[[nodiscard]] LONG fitting_error(operation what, DWORD error) noexcept;

/// What a phone that is not plugged in answers: PHONEERR_INVALPHONESTATE where the list has it
/// (tspi-phone.md §4.4).
[[nodiscard]] LONG not_connected(operation what) noexcept;

/// The end of a command as TAPI is to see it: 0, or an error from the function's list.
[[nodiscard]] LONG to_result(operation what, const engine::outcome& end) noexcept;

}  // namespace offhook::tsp
