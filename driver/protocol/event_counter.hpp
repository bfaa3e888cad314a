#pragma once

#include <cstdint>

namespace offhook::protocol {

/// The number of the event after `counter`: 1 to 255, then 1 again; 0 means none was sent yet.
/// Source: firmware-protocol.md §11.
[[nodiscard]] constexpr std::uint8_t next_event(std::uint8_t counter) {
    return counter == 255 ? std::uint8_t{1} : static_cast<std::uint8_t>(counter + 1);
}

/// How many events `newer` is ahead of `older`, 0 to 254, counting round the end.
[[nodiscard]] constexpr int events_ahead(std::uint8_t older, std::uint8_t newer) {
    if (older == 0) return newer;
    return newer >= older ? newer - older : newer + 255 - older;
}

}  // namespace offhook::protocol
