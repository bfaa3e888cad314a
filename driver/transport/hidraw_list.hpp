#pragma once

#include "driver/transport/hid_library.hpp"

#include <filesystem>
#include <vector>

namespace offhook::transport {

/// The HID devices that Linux shows to its hidraw class, in the order of their nodes, as hidapi's
/// hidraw back end lists them but for the usages, which are 0. From sysfs, which everybody may
/// read; a device that is pulled out meanwhile is left out. hid_enumerate of 0.13.1 reads through a
/// null pointer then, and with it the whole telephony service would be gone. Only on Linux.
///
/// `sysfs` is the class's folder; tests give another one.
[[nodiscard]] std::vector<hid_entry> list_hidraw(
    const std::filesystem::path& sysfs = "/sys/class/hidraw");

}  // namespace offhook::transport
