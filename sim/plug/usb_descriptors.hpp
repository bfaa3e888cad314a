#pragma once

#include "driver/protocol/bytes.hpp"

#include <optional>
#include <string>

namespace offhook::sim {

/// At which speed the handset is on the bus; the numbers are those of the kernel
/// (usb_device_speed).
enum class usb_speed : std::uint32_t { full = 2, high = 3 };

/// What a USB device says of itself beside the numbers of usb_ids.hpp; all texts UTF-8.
struct usb_identity {
    std::string maker;
    std::string product;
    std::string serial;
    usb_speed speed = usb_speed::full;
};

/// Types of descriptors. Source: USB 2.0 §9.4 table 9-5, HID 1.11 §7.1.
enum class descriptor_type : std::uint8_t {
    device = 0x01,
    configuration = 0x02,
    string = 0x03,
    device_qualifier = 0x06,
    other_speed = 0x07,
    hid = 0x21,
    report = 0x22,
};

/// The interrupt endpoints' number; IN and OUT are two endpoints of one number.
inline constexpr std::uint8_t interrupt_endpoint = 1;

/// The largest packet of each endpoint at either speed, and so of each report, in bytes.
inline constexpr std::size_t usb_packet_size = 64;

/// What the device answers to GET_DESCRIPTOR for itself (USB 2.0 §9.4.3): none where it stalls, as
/// a device that knows full speed only must for the two descriptors of the other speed (§9.6.2).
[[nodiscard]] std::optional<protocol::byte_vector> device_descriptor_of(const usb_identity& who,
                                                                        descriptor_type type,
                                                                        std::uint8_t index);

/// What it answers for its only interface: the HID and the report descriptor (HID 1.11 §7.1.1).
[[nodiscard]] std::optional<protocol::byte_vector> interface_descriptor_of(descriptor_type type);

}  // namespace offhook::sim
