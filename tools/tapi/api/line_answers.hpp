#pragma once

#include <cstdint>

// What the functions of line_names.cpp answer: there is no line, so every handle and every device
// is wrong. LINEERR_* or TAPIERR_*; LINEERR_UNINITIALIZED without an application of lines.

namespace offhook::tapi::api {

/// LINEERR_INVALCALLHANDLE.
[[nodiscard]] std::int32_t answer_for_call(std::uint32_t call) noexcept;
/// LINEERR_INVALLINEHANDLE.
[[nodiscard]] std::int32_t answer_for_line(std::uint32_t line) noexcept;
/// LINEERR_INVALAPPHANDLE or LINEERR_BADDEVICEID.
[[nodiscard]] std::int32_t answer_for_device_of(std::uint32_t app) noexcept;
/// LINEERR_BADDEVICEID.
[[nodiscard]] std::int32_t answer_for_device(std::uint32_t device_id) noexcept;
/// LINEERR_INVALAPPHANDLE or LINEERR_OPERATIONUNAVAIL.
[[nodiscard]] std::int32_t answer_for_application(std::uint32_t app) noexcept;
/// LINEERR_OPERATIONUNAVAIL, initialised or not.
[[nodiscard]] std::int32_t answer_for_system(std::uint32_t first) noexcept;
/// TAPIERR_NOREQUESTRECIPIENT.
[[nodiscard]] std::int32_t answer_for_request(std::uint32_t first) noexcept;
/// TAPIERR_REQUESTFAILED.
[[nodiscard]] std::int32_t answer_for_assistance(std::uint32_t first) noexcept;

}  // namespace offhook::tapi::api
