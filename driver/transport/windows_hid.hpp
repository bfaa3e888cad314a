#pragma once

#include "driver/transport/hid_watch.hpp"

#include <memory>
#include <string>

/// What Windows itself tells of HID devices, which hidapi does not. Only on Windows.
namespace offhook::transport::windows_hid {

/// Hears of HID interfaces that come and go through CM_Register_Notification, which also works in a
/// service without a window. Null when the system refuses.
[[nodiscard]] std::unique_ptr<hid_watch> make_watch();

/// The container ID of the device that a path belongs to: the same for all top-level collections
/// of one handset, as each of them has a path of its own. Empty when the system does not tell.
[[nodiscard]] std::string container_of(const std::string& path);

}  // namespace offhook::transport::windows_hid
