#pragma once

#include "driver/protocol/event.hpp"
#include "driver/protocol/values.hpp"

#include <boost/system/error_code.hpp>
#include <variant>

namespace offhook::engine {

/// The handset has a session and its picture is true. Sent first, and after each interruption.
struct connected {
    bool operator==(const connected&) const = default;
};

/// The handset cannot be reached; the driver tries again by itself.
struct disconnected {
    boost::system::error_code reason;
    bool operator==(const disconnected&) const = default;
};

/// What the handset is has changed since it was last connected (another model, say).
struct capabilities_changed {
    bool operator==(const capabilities_changed&) const = default;
};

struct lamp_changed {
    std::uint8_t lamp = 0;
    protocol::lamp_mode mode = protocol::lamp_mode::off;
    bool operator==(const lamp_changed&) const = default;
};

struct ring_mode_changed {
    std::uint8_t mode = 0;
    bool operator==(const ring_mode_changed&) const = default;
};

struct ring_volume_changed {
    std::uint16_t volume = 0;
    bool operator==(const ring_volume_changed&) const = default;
};

struct display_changed {
    bool operator==(const display_changed&) const = default;
};

struct button_info_changed {
    std::uint8_t button = 0;
    bool operator==(const button_info_changed&) const = default;
};

/// What a handset's owner is told. Changes come whoever made them: the user, the device, a command.
/// Every button down is followed by an up, also when the handset is pulled out in between.
using handset_event = std::variant<connected,
                                   disconnected,
                                   capabilities_changed,
                                   protocol::button_event,
                                   protocol::hook_changed,
                                   protocol::level_changed,
                                   lamp_changed,
                                   ring_mode_changed,
                                   ring_volume_changed,
                                   display_changed,
                                   button_info_changed,
                                   protocol::data_changed,
                                   protocol::vendor_event>;

}  // namespace offhook::engine
