#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"

#include <string>

namespace offhook::protocol {

/// Input report 01. Source: firmware-protocol.md §2.1.
struct volume_keys_report {
    bool up = false;
    bool down = false;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<volume_keys_report> decode(bytes_view report);
    bool operator==(const volume_keys_report&) const = default;
};

/// Input report 02. Source: firmware-protocol.md §2.2.
struct telephony_report {
    /// Bits of one_shots.
    static constexpr std::uint16_t phone_mute = 1U << 0, flash = 1U << 1, redial = 1U << 2,
                                   hold = 1U << 3, transfer = 1U << 4, drop = 1U << 5,
                                   conference = 1U << 6, voice_mail = 1U << 7, feature = 1U << 8,
                                   send = 1U << 9;

    bool hook = false;           ///< the handset is off-hook
    bool speaker_phone = false;  ///< the speaker is off-hook
    std::uint16_t one_shots = 0;
    std::uint8_t keypad = 0;         ///< 0 none, 1-10 digits 0-9, 11 star, 12 pound, 13-16 A-D
    std::uint32_t programmable = 0;  ///< bit n: programmable button n + 1 is held

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<telephony_report> decode(bytes_view report);
    bool operator==(const telephony_report&) const = default;
};

/// Output report 03. Source: firmware-protocol.md §2.3.
struct indicators_report {
    /// Bits of indicators.
    static constexpr std::uint16_t off_hook = 1U << 0, ring = 1U << 1, mute = 1U << 2,
                                   message_waiting = 1U << 3, hold = 1U << 4, speaker = 1U << 5,
                                   microphone = 1U << 6, on_line = 1U << 7, ringer = 1U << 8;

    std::uint16_t indicators = 0;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<indicators_report> decode(bytes_view report);
    bool operator==(const indicators_report&) const = default;
};

/// Feature report 05. Source: firmware-protocol.md §2.4.
struct display_attributes_report {
    static constexpr std::uint8_t ascii = 1, unicode = 2, read_back = 4;

    std::uint8_t rows = 0;
    std::uint8_t columns = 0;
    std::uint8_t flags = unicode;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<display_attributes_report> decode(bytes_view report);
    bool operator==(const display_attributes_report&) const = default;
};

/// Output report 06. Source: firmware-protocol.md §2.5.
struct display_control_report {
    bool enable = true;
    bool clear = false;
    std::uint8_t brightness = 100;  ///< 0 to 100

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<display_control_report> decode(bytes_view report);
    bool operator==(const display_control_report&) const = default;
};

/// Output report 07. Source: firmware-protocol.md §2.6.
struct display_text_report {
    static constexpr std::size_t longest_text = 30;  ///< UTF-16 units

    std::uint8_t row = 0;
    std::uint8_t column = 0;
    std::u16string text;  ///< at most longest_text units, none of them 0

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<display_text_report> decode(bytes_view report);
    bool operator==(const display_text_report&) const = default;
};

/// Input report 08. Source: firmware-protocol.md §2.7.
struct display_status_report {
    static constexpr std::uint8_t not_ready = 1, ready = 2, bad_character = 3;

    std::uint8_t status = ready;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<display_status_report> decode(bytes_view report);
    bool operator==(const display_status_report&) const = default;
};

/// Feature report 22. Source: firmware-protocol.md §1.3.
struct identity_report {
    std::uint8_t major = 0;
    std::uint8_t minor = 0;
    std::uint32_t firmware = 0;
    std::uint32_t capabilities = 0;  ///< bits of protocol::capability

    void encode(byte_writer& out) const;

    /// Errors: errc::wrong_length, errc::unknown_report, errc::wrong_magic. Any version is decoded.
    [[nodiscard]] static result<identity_report> decode(bytes_view report);
    bool operator==(const identity_report&) const = default;
};

}  // namespace offhook::protocol
