#pragma once

#include "driver/protocol/bytes.hpp"

namespace offhook::protocol {

/// The vendor pipe's top-level collection, by which a host knows the handset.
/// Source: firmware-protocol.md §1.1.
inline constexpr std::uint16_t pipe_usage_page = 0xFF55;
inline constexpr std::uint16_t pipe_usage = 0x01;

/// The HID report descriptor, 340 bytes; lives for ever. Source: firmware-protocol.md appendix A.
[[nodiscard]] bytes_view report_descriptor();

}  // namespace offhook::protocol
