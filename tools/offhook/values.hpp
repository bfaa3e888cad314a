#pragma once

#include "driver/protocol/values.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What people type for values: words in any case, friendly units, or TAPI's numbers (decimal, or
// hexadecimal after 0x). Each throws `failure` with what is wrong and what is allowed.

namespace offhook::cli {

/// A whole number from 0 to `most`; `what` names it for people.
[[nodiscard]] std::uint32_t number_of(std::string_view text,
                                      std::string_view what,
                                      std::uint32_t most);

/// A volume or gain: `50%`, or 0 to 65535.
[[nodiscard]] std::uint16_t level_of(std::string_view text, std::string_view what);

/// One of handset, speaker, headset: PHONEHOOKSWITCHDEV_.
[[nodiscard]] std::uint8_t hook_device_of(std::string_view text);

/// One or more of them with commas between, or `all`.
[[nodiscard]] std::uint8_t hook_devices_of(std::string_view text);

/// PHONEHOOKSWITCHMODE_; also `offhook`, which is micspeaker.
[[nodiscard]] protocol::hook_mode hook_mode_of(std::string_view text);

/// PHONELAMPMODE_; also `on`, which is steady.
[[nodiscard]] protocol::lamp_mode lamp_mode_of(std::string_view text);

/// PHONEBUTTONMODE_.
[[nodiscard]] protocol::button_mode button_mode_of(std::string_view text);

/// PHONEBUTTONFUNCTION_.
[[nodiscard]] std::uint32_t button_function_of(std::string_view text);

/// A button: its number, or `*` and `#`.
[[nodiscard]] std::uint8_t button_of(std::string_view text);

/// "2.5" or "2": up to a day.
[[nodiscard]] std::chrono::milliseconds seconds_of(std::string_view text, std::string_view what);

/// "50 %": a level for people.
[[nodiscard]] std::string percent(std::uint16_t level);

}  // namespace offhook::cli
