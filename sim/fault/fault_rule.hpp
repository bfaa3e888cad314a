#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/opcode.hpp"
#include "driver/protocol/status.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace offhook::sim {

/// What goes wrong.
enum class fault_kind {
    drop,            ///< the report never arrives
    late,            ///< it arrives `after` later, and up to `jitter` more; others overtake it
    twice,           ///< it arrives twice
    swap,            ///< it arrives behind the next one of its way, or `after` later
    wrong_sequence,  ///< it carries another generation of its slot
    wrong_session,   ///< it carries another session
    cut,             ///< its last `count` bytes are missing
    longer,          ///< it has `count` bytes more
    flip,            ///< the bits of `mask` are turned over in byte `count`
    refuse,          ///< the request is not carried out but answered with `answer` and `detail`
    pending,         ///< the request is not carried out but answered PENDING for ever
    stall,           ///< while on: feature reports stall, output reports are not taken
    unplug,          ///< the cable comes out; and is back `after` later, if that is not 0
    reboot,          ///< the firmware starts anew, as by its watchdog
    hang,            ///< the handset neither hears nor says anything for `after`; 0: as long as on
    flood,           ///< the handset sends `count` events at once
    stuck,           ///< while on: button `count` does not come up again
    bounce,     ///< while on: a hook that moves goes back and forth `count` times, `after` apart
    slice,      ///< while on: a stream is written in pieces of `count` bytes
    reset,      ///< the stream's connections are reset
    half_open,  ///< the stream's connections stay, but nothing passes any more
};

/// Which reports a rule is about.
enum class fault_place { request, answer, event, to_host, to_device };

/// One rule: what goes wrong, and when. Everything is off by default: without a rule nothing goes
/// wrong.
struct fault_rule {
    fault_kind what = fault_kind::drop;
    std::optional<std::size_t> handset;  ///< none: all of them
    fault_place at = fault_place::answer;
    std::vector<protocol::opcode> of;  ///< of which requests or events; empty: any

    // When: all that is set must be so.
    bool now = false;         ///< at once, and only once
    std::uint64_t nth = 0;    ///< the nth report that fits, from 1; 0: not asked
    std::uint64_t every = 0;  ///< each so-manieth; 0: not asked
    std::uint64_t times = 0;  ///< at most so often; 0: no limit
    double chance = 1;        ///< 0 to 1, drawn from `seed`
    std::uint64_t seed = 0;
    std::function<bool(std::size_t)> holds;  ///< asked with the handset's number; may be empty

    // How.
    std::chrono::milliseconds after{0};
    std::chrono::milliseconds jitter{0};
    std::size_t count = 0;
    std::uint8_t mask = 0xFF;
    protocol::status answer = protocol::status::ok;  ///< of refuse
    std::uint32_t detail = 0;                        ///< of refuse and pending: what it names
};

/// What happens because of the rules, in order.
struct fault_effect {
    enum class kind {
        to_device,  ///< the handset gets `report`
        to_host,    ///< the computer gets `report`
        unplug,
        plug,
        reboot,
        flood,  ///< `token` events
        reset,
        half_open,
        remind,  ///< call fault_box::on_reminder(token)
    };
    kind what = kind::to_host;
    std::size_t handset = 0;
    std::chrono::milliseconds after{0};  ///< so much later; 0: now
    protocol::byte_vector report;
    std::uint64_t token = 0;
};
using fault_effects = std::vector<fault_effect>;

}  // namespace offhook::sim
