#pragma once

#include <string>

#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// "2.0" for 0x00020000.
[[nodiscard]] std::string version_text(DWORD version);

/// "handset" for PHONEHOOKSWITCHDEV_HANDSET, "handset and speaker" for two.
[[nodiscard]] std::string hook_devices_text(DWORD devices);

/// UTF-8 of what a provider wrote; the terminator and what follows it is left out.
[[nodiscard]] std::string plain_text(std::u16string_view text);

}  // namespace offhook::tapi::conform
