#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace offhook::protocol {

/// A hook switch device. Values are PHONEHOOKSWITCHDEV_. Source: firmware-protocol.md §8.3.
enum class hook_device : std::uint8_t { handset = 1, speaker = 2, headset = 4 };

/// The three, in the order in which the state lists them (firmware-protocol.md §7.4).
inline constexpr std::array hook_devices{
    hook_device::handset, hook_device::speaker, hook_device::headset};
inline constexpr std::uint8_t all_hook_devices = 7;

/// Place of a device in hook_devices: 0, 1 or 2.
[[nodiscard]] constexpr std::size_t index_of(hook_device device) {
    return device == hook_device::handset ? 0 : device == hook_device::speaker ? 1 : 2;
}

/// True for exactly one bit of a device. Source: firmware-protocol.md §8.4.
[[nodiscard]] constexpr bool is_hook_device(std::uint8_t value) {
    return value == 1 || value == 2 || value == 4;
}

/// How a hook switch device stands. Values are PHONEHOOKSWITCHMODE_.
/// Source: firmware-protocol.md §8.3.
enum class hook_mode : std::uint8_t {
    on_hook = 1,
    mic = 2,          ///< off-hook, only the microphone
    speaker = 4,      ///< off-hook, only the speaker
    mic_speaker = 8,  ///< off-hook, both
    unknown = 0x10,   ///< reported, never set
};

/// What a lamp shows; the device times the cadence. Values are PHONELAMPMODE_.
/// Source: firmware-protocol.md §7.3.
enum class lamp_mode : std::uint8_t {
    dummy = 0x01,  ///< there is no lamp
    off = 0x02,
    steady = 0x04,
    wink = 0x08,
    flash = 0x10,
    flutter = 0x20,
    broken_flutter = 0x40,
    unknown = 0x80,
};

/// What a button is for. Values are PHONEBUTTONMODE_. Source: firmware-protocol.md §7.3.
enum class button_mode : std::uint8_t {
    dummy = 0x01,  ///< there is no button
    call = 0x02,
    feature = 0x04,
    keypad = 0x08,
    local = 0x10,
    display = 0x20,
};

/// Whether a button is held. Values are PHONEBUTTONSTATE_. Source: firmware-protocol.md §7.3.
enum class button_state : std::uint8_t { up = 1, down = 2 };

/// What a handset has; bits of the capabilities word. Source: firmware-protocol.md §7.1.
enum class capability : std::uint32_t {
    display = 1U << 0,
    lamps = 1U << 1,
    ring = 1U << 2,
    hook = 1U << 3,
    volume = 1U << 4,
    gain = 1U << 5,
    button_info = 1U << 6,
    download = 1U << 7,
    upload = 1U << 8,
    vendor = 1U << 9,
    batch = 1U << 10,
};

[[nodiscard]] constexpr bool has(std::uint32_t capabilities, capability wanted) {
    return (capabilities & static_cast<std::uint32_t>(wanted)) != 0;
}

/// Numbers of the first pairs are fixed. Source: firmware-protocol.md §7.3.
inline constexpr std::uint8_t star_button = 10;
inline constexpr std::uint8_t pound_button = 11;
inline constexpr std::uint8_t first_own_button = 12;

/// The versions that this code speaks. Source: firmware-protocol.md §15.
inline constexpr std::uint8_t major_version = 1;
inline constexpr std::uint8_t minor_version = 0;

}  // namespace offhook::protocol
