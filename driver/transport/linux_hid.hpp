#pragma once

#include "driver/transport/transport.hpp"

#include <string>
#include <utility>
#include <vector>

/// What Linux itself tells of HID devices, which hidapi does not. Paths are hidapi's own:
/// "/dev/hidraw0" of its hidraw back end, "1-2.4:1.0" of libusb (bus, ports, configuration,
/// interface: the name under which sysfs has the interface too). Only on Linux.
namespace offhook::transport::linux_hid {

/// Is it a path of the libusb back end? It names no file.
[[nodiscard]] bool is_usb_path(const std::string& path);

/// Is something there now, permitted or not?
[[nodiscard]] bool is_present(const std::string& path);

/// The report descriptor, which sysfs shows to everybody; empty when no driver of the kernel has
/// the device just now. hidapi has a function for it only since 0.14, and opens the device for it.
[[nodiscard]] std::vector<std::uint8_t> report_descriptor(const std::string& path);

/// A text that a USB device has of itself ("serial", "product"), which sysfs shows to everybody
/// while hidapi has to open the device for it; empty when it has none, or it is no USB path.
[[nodiscard]] std::string usb_text(const std::string& path, const std::string& name);

/// Why the system would not let us open it, with a line for a person; success when it would. What
/// is no HID device must not even be tried: hid_open_path of 0.13.1 uses the device after it has
/// freed it when the ioctls fail.
[[nodiscard]] std::pair<error_code, std::string> why_not_open(const std::string& path);

}  // namespace offhook::transport::linux_hid
