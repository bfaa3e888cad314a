#pragma once

#include <cstdint>

namespace offhook::sim {

/// Numbers for people and tests; all since the handset object was made.
struct counters {
    std::uint64_t requests = 0;     ///< complete requests of every kind, repetitions included
    std::uint64_t carried_out = 0;  ///< of these, the ones that were really carried out
    std::uint64_t repetitions = 0;  ///< answered from the slot, or with PENDING
    std::uint64_t pending = 0;      ///< PENDING answers sent
    std::uint64_t busy = 0;         ///< BUSY answers sent
    std::uint64_t bad_session = 0;  ///< BAD_SESSION answers sent
    std::uint64_t bad_part = 0;     ///< BAD_PART answers sent
    std::uint64_t timed_out = 0;    ///< messages whose rest did not come
    std::uint64_t cancelled = 0;    ///< requests that CANCEL has ended
    std::uint64_t dropped = 0;      ///< reports of a wrong length, ID or direction
    std::uint64_t ignored = 0;      ///< standard output reports during a session
    std::uint64_t sessions = 0;     ///< sessions opened
    std::uint64_t expired = 0;      ///< of these, the ones that ended by silence
    std::uint64_t events = 0;       ///< events sent
    std::uint64_t lost_events = 0;  ///< events that found the queue full

    bool operator==(const counters&) const = default;
};

/// What a handset object remembers of its whole life, for those who watch it.
struct record {
    counters numbers;
    std::uint64_t revision = 0;  ///< grows whenever something visible has perhaps changed
};

}  // namespace offhook::sim
