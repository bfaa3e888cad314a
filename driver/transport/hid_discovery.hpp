#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/hid_library.hpp"

#include <vector>

namespace offhook::transport {

/// Usage of the collection that makes a HID device an Offhook handset. Source:
/// firmware-protocol.md §1.1.
inline constexpr std::uint16_t handset_usage_page = 0xFF55;
inline constexpr std::uint16_t handset_usage = 0x01;

/// Does a report descriptor have an application collection with that usage at its top level?
/// Malformed descriptors are read as far as they make sense. Source: HID 1.11 §6.2.2.
[[nodiscard]] bool has_handset_collection(bytes_view descriptor);

/// Whether a device is a handset by its identity report, the second sign beside the usage.
enum class identity {
    handset,  ///< it says so
    foreign,  ///< it says something else
    silent,   ///< the report cannot be read
};

/// Reads the identity report of a device whose descriptor, where it can be had, is a handset's.
/// Blocks: a device that does not answer takes 5 s (hidraw) or 1 s
/// (libusb). Source: firmware-protocol.md §1.3.
[[nodiscard]] identity ask_identity(hid_handle& device);

/// Lists the handsets that fit an address by usage, numbers and serial number, each device once, in
/// the order of the system. Where a device has a path for each top-level collection (Windows) the
/// one with the vendor pipe is listed: nothing else of a handset is spoken to, and its standard
/// reports are not wanted (firmware-protocol.md §2). A path in the address is believed: whatever is
/// there is listed, and nothing is known of it but the path. Blocks; enumeration can take seconds
/// where a device is wedged.
[[nodiscard]] std::vector<device_info> list_handsets(hid_library& library,
                                                     const hid_address& where);

}  // namespace offhook::transport
