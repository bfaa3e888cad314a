#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"
#include "driver/protocol/opcode.hpp"
#include "driver/protocol/values.hpp"

#include <string>
#include <variant>

namespace offhook::protocol {

/// LAMP. Source: firmware-protocol.md §8.1.
struct lamp_setting {
    std::uint8_t lamp = 0;
    lamp_mode mode = lamp_mode::off;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<lamp_setting> decode(bytes_view payload);
    bool operator==(const lamp_setting&) const = default;
};

/// RING. Source: firmware-protocol.md §8.2.
struct ring_setting {
    std::uint8_t mode = 0;     ///< 0 silent, else a melody
    std::uint16_t volume = 0;  ///< 0 to 0xFFFF

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<ring_setting> decode(bytes_view payload);
    bool operator==(const ring_setting&) const = default;
};

/// HOOK. Source: firmware-protocol.md §8.3.
struct hook_setting {
    std::uint8_t devices = 0;  ///< bits of hook_device
    hook_mode mode = hook_mode::on_hook;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<hook_setting> decode(bytes_view payload);
    bool operator==(const hook_setting&) const = default;
};

/// What VOLUME and GAIN have in common. Source: firmware-protocol.md §8.4, §8.5.
struct level_setting {
    std::uint8_t device = 0;  ///< one bit of hook_device
    std::uint16_t level = 0;  ///< 0 silence to 0xFFFF

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<level_setting> decode(bytes_view payload);
    bool operator==(const level_setting&) const = default;
};

struct volume_setting : level_setting {
    [[nodiscard]] static result<volume_setting> decode(bytes_view payload);
    bool operator==(const volume_setting&) const = default;
};

struct gain_setting : level_setting {
    [[nodiscard]] static result<gain_setting> decode(bytes_view payload);
    bool operator==(const gain_setting&) const = default;
};

/// DISPLAY. Source: firmware-protocol.md §8.6.
struct display_setting {
    std::uint8_t row = 0;
    std::uint8_t column = 0;
    std::u16string text;  ///< one unit or more

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<display_setting> decode(bytes_view payload);
    bool operator==(const display_setting&) const = default;
};

/// SET_BUTTON, and the answer to GET_BUTTON. Source: firmware-protocol.md §8.7, §7.5.
struct button_setting {
    static constexpr std::size_t longest_label = 32;  ///< UTF-16 units

    std::uint8_t button = 0;
    button_mode mode = button_mode::dummy;
    std::uint32_t function = 0;
    std::u16string label;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<button_setting> decode(bytes_view payload);
    bool operator==(const button_setting&) const = default;
};

/// Any of the requests that a batch may hold. Source: firmware-protocol.md §9.
using setting = std::variant<lamp_setting,
                             ring_setting,
                             hook_setting,
                             volume_setting,
                             gain_setting,
                             display_setting,
                             button_setting>;

/// The opcode under which a setting travels.
[[nodiscard]] opcode opcode_of(const setting& value);

/// The payload of a setting's request.
[[nodiscard]] byte_vector encode_setting(const setting& value);

/// The setting that a payload of this opcode holds.
/// Errors: errc::unknown_opcode when the opcode is no setting, and those of the decoders.
[[nodiscard]] result<setting> decode_setting(opcode code, bytes_view payload);

}  // namespace offhook::protocol
