#pragma once

#include "tsp/tspi.hpp"

#include <string_view>

namespace offhook::tsp {

/// A text of the host as a view; null is empty.
[[nodiscard]] std::u16string_view text_of(LPCWSTR text) noexcept;

/// True for the same class: letters of ASCII count without their case (tspi-phone.md §2.3).
[[nodiscard]] bool is_class(std::u16string_view asked, std::u16string_view name) noexcept;

/// True for null, "" and "tapi/phone": the phone itself (TSPI: TSPI_phoneGetIcon,
/// TUISPI_phoneConfigDialog).
[[nodiscard]] bool is_phone_itself(LPCWSTR asked) noexcept;

}  // namespace offhook::tsp
