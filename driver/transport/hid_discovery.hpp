#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/hid_library.hpp"

#include <optional>
#include <vector>

namespace offhook::transport {

/// Usage of the collection that makes a HID device an Offhook handset. Source:
/// firmware-protocol.md §1.1.
inline constexpr std::uint16_t handset_usage_page = 0xFF55;
inline constexpr std::uint16_t handset_usage = 0x01;

/// Does a report descriptor have an application collection with that usage at its top level?
/// Malformed descriptors are read as far as they make sense. Source: HID 1.11 §6.2.2.
[[nodiscard]] bool has_handset_collection(bytes_view descriptor);

/// Lists the handsets that fit an address, each path once, in the order of the system. A path in
/// the address is believed: whatever is there is listed, and nothing is known of it but the path.
/// Blocks; enumeration can take seconds where a device is wedged.
[[nodiscard]] std::vector<device_info> list_handsets(hid_library& library,
                                                     const hid_address& where);

/// The first of list_handsets().
[[nodiscard]] std::optional<device_info> find_handset(hid_library& library,
                                                      const hid_address& where);

}  // namespace offhook::transport
