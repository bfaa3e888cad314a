#pragma once

#include <cstdint>

namespace offhook::sim {

/// splitmix64: the same numbers on every system.
[[nodiscard]] inline std::uint64_t next_random(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

/// A number from 0 up to but not including `below`; its small bias does not matter for faults.
[[nodiscard]] inline std::uint64_t random_below(std::uint64_t& state, std::uint64_t below) {
    return next_random(state) % below;
}

}  // namespace offhook::sim
