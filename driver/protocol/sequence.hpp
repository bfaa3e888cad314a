#pragma once

#include <cstddef>
#include <cstdint>

namespace offhook::protocol {

/// Requests that can be outstanding at once. Source: firmware-protocol.md §4.
inline constexpr std::size_t slot_count = 8;

/// The sequence number of each HELLO. Source: firmware-protocol.md §5.1.
inline constexpr std::uint8_t hello_sequence = 0x08;

/// A sequence number is a slot in bits 0-2 and a generation, 1 to 31, in bits 3-7.
/// Source: firmware-protocol.md §4.
[[nodiscard]] constexpr std::size_t slot_of(std::uint8_t sequence) {
    return sequence & 0x07U;
}

[[nodiscard]] constexpr std::uint8_t generation_of(std::uint8_t sequence) {
    return static_cast<std::uint8_t>(sequence >> 3);
}

/// 0 to 7 number no request.
[[nodiscard]] constexpr bool is_sequence(std::uint8_t sequence) {
    return generation_of(sequence) != 0;
}

[[nodiscard]] constexpr std::uint8_t make_sequence(std::size_t slot, std::uint8_t generation) {
    return static_cast<std::uint8_t>((std::size_t{generation} << 3U) | (slot & 0x07U));
}

/// The sequence number that follows in the same slot; 31 is followed by 1. With generation 0 (a
/// slot that was never used) it is the first one.
[[nodiscard]] constexpr std::uint8_t next_in_slot(std::uint8_t sequence) {
    const auto generation = generation_of(sequence);
    return make_sequence(
        slot_of(sequence),
        generation == 31 ? std::uint8_t{1} : static_cast<std::uint8_t>(generation + 1));
}

}  // namespace offhook::protocol
