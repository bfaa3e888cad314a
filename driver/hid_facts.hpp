#pragma once

#include <cstddef>
#include <string>

namespace offhook {

/// How this computer reaches HID devices, for people.
struct hid_facts {
    std::string back_end;     ///< of hidapi: "hidraw", "libusb", or the system's one
    std::string version;      ///< of hidapi: "0.13.1"; empty: not known
    std::string error;        ///< why it cannot be used; empty: it can
    std::size_t devices = 0;  ///< HID devices of any kind that it lists
};

/// Looks around. Blocks; enumeration can take seconds where a device is wedged.
[[nodiscard]] hid_facts look_at_hid();

}  // namespace offhook
