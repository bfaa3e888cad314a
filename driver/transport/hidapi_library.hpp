#pragma once

#include "driver/transport/hid_library.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace offhook::transport {

/// Which of hidapi's back ends. Linux has two: `hidraw` goes through the kernel's own HID driver
/// and is the one for people, as it leaves the handset's volume keys and sound alone; `libusb`
/// takes the interface away from the kernel while it is open, and cannot reach Bluetooth or UHID
/// devices. Other systems have one, and both names mean that one.
enum class hidapi_backend { hidraw, libusb };

/// `hidraw` or `libusb`.
[[nodiscard]] std::optional<hidapi_backend> parse_backend(std::string_view text);

/// What the environment variable OFFHOOK_HIDAPI says, hidraw without it; one line in the log when
/// it says anything else.
[[nodiscard]] hidapi_backend backend_of_environment();

/// The real hidapi. The first caller loads and initialises it (hid_init), the last owner ends it
/// (hid_exit); in between all share one for each back end. Null never, from any thread: where the
/// library is not installed it lists nothing, opens nothing, and one line in the log says why.
[[nodiscard]] std::shared_ptr<hid_library> shared_hidapi(
    hidapi_backend backend = hidapi_backend::hidraw);

}  // namespace offhook::transport
