#pragma once

#include "tests/chaos/chooser.hpp"
#include "tests/support/handset_pair.hpp"

#include <variant>
#include <vector>

namespace offhook::chaos {

// What the driver's users do.

struct submit {
    engine::command what;
};
struct close {};      ///< cancel_all(): a phone is closed
struct shut_down {};  ///< the driver is stopped and another one started
struct crash {};      ///< the driver's program ends without a word and is started again

// What befalls the handset.

struct unplug {};
struct plug {};
struct reboot {
    protocol::reset_reason reason = protocol::reset_reason::power;
};
struct hang {
    engine::milliseconds span{0};
};
struct rival {};  ///< another program says HELLO

// What a person does with the handset, and the handset by itself.

struct press {
    std::uint8_t button = 0;
};
struct release {
    std::uint8_t button = 0;
};
struct lift {
    protocol::hook_device device = protocol::hook_device::handset;
    protocol::hook_mode mode = protocol::hook_mode::on_hook;
};
struct turn {
    protocol::opcode control = protocol::opcode::volume;  ///< or gain
    protocol::hook_device device = protocol::hook_device::handset;
    std::uint16_t level = 0;
};
struct light {
    std::uint8_t lamp = 0;
    protocol::lamp_mode mode = protocol::lamp_mode::off;
};
struct change_area {
    protocol::byte_vector content;
};
struct vendor_news {
    protocol::byte_vector data;
};

/// What the link does from now on.
struct weather {
    test::conditions now;
};

using action = std::variant<submit,
                            close,
                            shut_down,
                            crash,
                            unplug,
                            plug,
                            reboot,
                            hang,
                            rival,
                            press,
                            release,
                            lift,
                            turn,
                            light,
                            change_area,
                            vendor_news,
                            weather>;

struct step {
    engine::milliseconds wait{0};  ///< before it
    action what;
};

/// What happens to a driver and a handset: all of it is decided before it begins.
struct schedule {
    std::uint64_t seed = 1;  ///< of the handset, the driver's nonces and the link
    sim::profile handset;
    std::vector<step> steps;

    /// Reports are changed on the way, which nothing in the protocol can notice (a USB packet has a
    /// CRC): driver and handset need agree only after a new session.
    bool damaging = false;
};

/// Draws up a schedule; the same choices give the same one.
[[nodiscard]] schedule make_schedule(chooser& choose, std::uint64_t seed);

}  // namespace offhook::chaos
