#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"
#include "driver/protocol/message.hpp"
#include "driver/protocol/values.hpp"

#include <variant>

namespace offhook::protocol {

/// Source: firmware-protocol.md §11.1.
struct button_event {
    std::uint8_t button = 0;
    button_state state = button_state::up;
    std::uint32_t time_ms = 0;  ///< the device's clock

    bool operator==(const button_event&) const = default;
};

/// Source: firmware-protocol.md §11.2.
struct hook_changed {
    hook_device device = hook_device::handset;
    hook_mode mode = hook_mode::on_hook;

    bool operator==(const hook_changed&) const = default;
};

/// Source: firmware-protocol.md §11.3.
struct level_changed {
    opcode control = opcode::volume;  ///< volume or gain
    hook_device device = hook_device::handset;
    std::uint16_t level = 0;

    bool operator==(const level_changed&) const = default;
};

/// Source: firmware-protocol.md §11.4.
struct state_changed {
    static constexpr std::uint16_t lamps = 1, ring = 2, display = 4, hooks = 8, levels = 16,
                                   button_info = 32;
    std::uint16_t mask = 0;

    bool operator==(const state_changed&) const = default;
};

/// Source: firmware-protocol.md §11.5.
struct lost_events {
    std::uint8_t count = 0;  ///< 255 = or more

    bool operator==(const lost_events&) const = default;
};

/// Why a device started anew. Source: firmware-protocol.md §11.6.
enum class reset_reason : std::uint8_t { power, watchdog, firmware_update, on_request };

/// Source: firmware-protocol.md §11.6.
struct device_reset {
    reset_reason reason = reset_reason::power;

    bool operator==(const device_reset&) const = default;
};

/// Source: firmware-protocol.md §11.7.
struct data_changed {
    std::uint8_t area = 0;

    bool operator==(const data_changed&) const = default;
};

/// Source: firmware-protocol.md §11.8.
struct vendor_event {
    byte_vector data;  ///< at most part_length bytes

    bool operator==(const vendor_event&) const = default;
};

/// Source: firmware-protocol.md §11.9.
struct session_taken {
    bool operator==(const session_taken&) const = default;
};

using event = std::variant<button_event,
                           hook_changed,
                           level_changed,
                           state_changed,
                           lost_events,
                           device_reset,
                           data_changed,
                           vendor_event,
                           session_taken>;

/// The opcode of an event.
[[nodiscard]] opcode opcode_of(const event& value);

/// The payload of an event.
[[nodiscard]] byte_vector encode_event(const event& value);

/// Errors: errc::unknown_opcode; errc::wrong_length, also when the payload does not fit in one part
/// (firmware-protocol.md §3.1); errc::impossible_value for a device or control that is none.
[[nodiscard]] result<event> decode_event(opcode code, bytes_view payload);

}  // namespace offhook::protocol
