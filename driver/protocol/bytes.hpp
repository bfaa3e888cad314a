#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace offhook::protocol {

/// Bytes that somebody else owns.
using bytes_view = std::span<const std::uint8_t>;

/// Bytes of our own.
using byte_vector = std::vector<std::uint8_t>;

}  // namespace offhook::protocol
