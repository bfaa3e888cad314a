#pragma once

#include <string>

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// A PHONEERR_ or LINEERR_ constant as the LONG in which it is returned.
[[nodiscard]] constexpr LONG to_result(DWORD constant) noexcept {
    return static_cast<LONG>(constant);
}

/// "OK" for 0, the constant's full name for a known error, else "error 0xXXXXXXXX".
[[nodiscard]] std::string result_name(LONG result);

}  // namespace offhook::tapi
