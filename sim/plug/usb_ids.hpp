#pragma once

#include <cstdint>

namespace offhook::sim {

/// The numbers under which the simulated handset appears on USB. Vendor 1209 is pid.codes, which
/// lends product numbers to open projects; product 0001 is its "test PID", meant for exactly this:
/// software that never leaves a developer's computer. A product that is sold needs its own numbers.
/// Hosts do not look at them (firmware-protocol.md §1.1).
inline constexpr std::uint16_t usb_vendor = 0x1209;
inline constexpr std::uint16_t usb_product = 0x0001;
inline constexpr std::uint16_t usb_release = 0x0100;  ///< bcdDevice 1.00

}  // namespace offhook::sim
