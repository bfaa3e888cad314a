#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace offhook::sim {

/// Which way a report goes.
enum class way { to_device, to_host };

/// One thing that goes wrong with one report.
struct fault {
    enum class kind {
        drop,       ///< it never arrives
        delay,      ///< it and all that is behind it arrive `later` later: a pipe keeps its order
        duplicate,  ///< it arrives twice
        flip,       ///< the bits of `mask` are turned over in byte `at`, if the report is so long
        cut,        ///< only its first `at` bytes arrive
    };

    way where = way::to_host;
    std::size_t nth = 0;  ///< the report it befalls, counted from 0 in its way
    kind what = kind::drop;
    std::chrono::milliseconds later{0};  ///< of a delay
    std::size_t at = 0;                  ///< of a flip: the byte; of a cut: the bytes that are left
    std::uint8_t mask = 0xFF;            ///< of a flip

    bool operator==(const fault&) const = default;
};

/// How often something goes wrong by chance, in thousandths of the reports; and the seed of it, so
/// that a run can be run again.
struct fault_odds {
    std::uint64_t seed = 0;
    unsigned drop = 0;
    unsigned delay = 0;
    unsigned duplicate = 0;
    unsigned flip = 0;
    unsigned cut = 0;
    std::chrono::milliseconds longest_delay{100};

    bool operator==(const fault_odds&) const = default;
};

/// What goes wrong between a handset and its host: a list, chance, or both.
struct fault_plan {
    std::vector<fault> list;
    fault_odds odds;

    bool operator==(const fault_plan&) const = default;
};

}  // namespace offhook::sim
