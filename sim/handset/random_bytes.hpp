#pragma once

#include <cstdint>

namespace offhook::sim {

/// Pseudo-random bytes from a seed (splitmix64): the same seed yields the same handset on every
/// system, which <random>'s distributions do not promise.
class random_bytes {
public:
    explicit random_bytes(std::uint64_t seed) noexcept : state_(seed) {}

    [[nodiscard]] std::uint8_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return static_cast<std::uint8_t>(mixed >> 56);
    }

    /// A byte that is neither 0 nor `other`.
    [[nodiscard]] std::uint8_t next_but(std::uint8_t other) noexcept {
        std::uint8_t byte = next();
        while (byte == 0 || byte == other) byte = next();
        return byte;
    }

private:
    std::uint64_t state_;
};

}  // namespace offhook::sim
