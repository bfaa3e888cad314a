#pragma once

#include "driver/protocol/settings.hpp"
#include "sim/handset/answer.hpp"

namespace offhook::sim {

/// The ringer with its melodies. Source: firmware-protocol.md §8.2.
class ringer {
public:
    /// `modes`: melodies besides silence; 0 when there is no ringer.
    explicit ringer(std::uint8_t modes) : modes_(modes) {}

    /// The host's request RING.
    answer set(const protocol::ring_setting& wanted) {
        if (wanted.mode > modes_) return bad_parameter(0);
        now_ = wanted;
        return {};
    }

    /// Stops ringing; the volume is kept (§8.2).
    void silence() { now_.mode = 0; }

    [[nodiscard]] const protocol::ring_setting& now() const { return now_; }

private:
    std::uint8_t modes_;
    protocol::ring_setting now_;
};

}  // namespace offhook::sim
