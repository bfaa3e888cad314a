#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"
#include "driver/protocol/values.hpp"

#include <array>
#include <string>

namespace offhook::protocol {

/// The pages of GET_INFO. Source: firmware-protocol.md §7.2.
enum class info_page : std::uint8_t { limits = 0, names = 1, buttons = 2, areas = 3 };

/// Payload of GET_INFO.
struct get_info {
    info_page page = info_page::limits;
    std::uint8_t first = 0;  ///< pair or area to begin with; 0 on the first two pages

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<get_info> decode(bytes_view payload);
    bool operator==(const get_info&) const = default;
};

/// Page 0. Source: firmware-protocol.md §7.2.
struct info_limits {
    std::uint8_t rows = 0;
    std::uint8_t columns = 0;
    std::uint8_t ring_modes = 0;  ///< besides silence
    std::uint8_t buttons = 0;     ///< button/lamp pairs
    std::uint8_t areas = 0;
    std::uint8_t hook_devices = 0;    ///< bits of hook_device
    std::uint8_t volume_devices = 0;  ///< bits of hook_device
    std::uint8_t gain_devices = 0;    ///< bits of hook_device
    std::array<std::uint8_t, 3>
        hook_modes{};              ///< bits of hook_mode that can be set, for each device
    std::uint16_t vendor_max = 0;  ///< bytes
    std::uint8_t audio = 0;        ///< bit 0 capture, bit 1 render

    void encode(byte_writer& out) const;

    /// Errors: errc::wrong_length; errc::impossible_value when it is another page.
    [[nodiscard]] static result<info_limits> decode(bytes_view payload);
    bool operator==(const info_limits&) const = default;
};

/// Page 1; UTF-8, at most 255 bytes each. Source: firmware-protocol.md §7.2.
struct info_names {
    std::string maker;
    std::string product;
    std::string firmware;
    std::string serial;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<info_names> decode(bytes_view payload);
    bool operator==(const info_names&) const = default;
};

/// One button/lamp pair as page 2 tells it. Source: firmware-protocol.md §7.2, §7.3.
struct button_info {
    button_mode mode = button_mode::dummy;
    std::uint8_t lamp_modes = static_cast<std::uint8_t>(lamp_mode::dummy);  ///< bits of lamp_mode
    std::uint32_t function = 0;  ///< a PHONEBUTTONFUNCTION_ number

    [[nodiscard]] bool has_lamp() const {
        return lamp_modes != 0 && lamp_modes != static_cast<std::uint8_t>(lamp_mode::dummy);
    }
    bool operator==(const button_info&) const = default;
};

/// A stretch of page 2.
struct info_buttons {
    std::uint8_t first = 0;
    std::vector<button_info> buttons;  ///< at most 255

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<info_buttons> decode(bytes_view payload);
    bool operator==(const info_buttons&) const = default;
};

/// One data area. Source: firmware-protocol.md §7.2.
struct area_info {
    std::uint32_t size = 0;  ///< bytes
    std::uint8_t flags = 0;  ///< bit 0 the host can write it, bit 1 the host can read it

    [[nodiscard]] bool writable() const { return (flags & 1U) != 0; }
    [[nodiscard]] bool readable() const { return (flags & 2U) != 0; }
    bool operator==(const area_info&) const = default;
};

/// A stretch of page 3.
struct info_areas {
    std::uint8_t first = 0;
    std::vector<area_info> areas;  ///< at most 255

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<info_areas> decode(bytes_view payload);
    bool operator==(const info_areas&) const = default;
};

}  // namespace offhook::protocol
