#pragma once

#include "tsp/tspi.hpp"

namespace offhook::tsp {

/// A PHONEERR_ or LINEERR_ as a function returns it: TSPI's literals are unsigned, its results are
/// negative LONGs.
[[nodiscard]] constexpr LONG to_result(DWORD error) noexcept {
    return static_cast<LONG>(error);
}

}  // namespace offhook::tsp
