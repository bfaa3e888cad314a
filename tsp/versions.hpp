#pragma once

#include "tsp/tspi.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace offhook::tsp {

/// All versions there are are spoken; a TSP must offer 2.0 at least (tspi-phone.md §8).
inline constexpr std::array spoken_versions{tspi::version_1_3,
                                            tspi::version_1_4,
                                            tspi::version_2_0,
                                            tspi::version_2_1,
                                            tspi::version_2_2,
                                            tspi::version_3_0,
                                            tspi::version_3_1};

[[nodiscard]] constexpr bool is_spoken(DWORD version) noexcept {
    return std::find(spoken_versions.begin(), spoken_versions.end(), version) !=
           spoken_versions.end();
}

/// The highest version in [low, high] that is spoken, both bounds checked; none if there is none.
/// Source: TSPI: TSPI_phoneNegotiateTSPIVersion.
[[nodiscard]] constexpr std::optional<DWORD> negotiate(DWORD low, DWORD high) noexcept {
    for (auto each = spoken_versions.rbegin(); each != spoken_versions.rend(); ++each) {
        if (*each >= low && *each <= high) return *each;
    }
    return std::nullopt;
}

}  // namespace offhook::tsp
