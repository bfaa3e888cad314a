#pragma once

#include "driver/protocol/message.hpp"
#include "driver/protocol/sequence.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/time.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace offhook::sim {

/// What the device remembers of a slot: its newest request, and the answer to it once there is
/// one. Source: firmware-protocol.md §4.
struct slot {
    std::optional<protocol::message> request;  ///< none: the slot was never used in this session
    std::optional<answer> ended;               ///< none: it is still being carried out
    time_point due{};                          ///< when it is carried out; valid while it is not
    time_point next_sign{};  ///< when the next PENDING is due; valid while it is not

    [[nodiscard]] bool is_running() const { return request && !ended; }
};

/// When something is to be done for a running slot.
[[nodiscard]] inline time_point deadline_of(const slot& one) {
    return one.due < one.next_sign ? one.due : one.next_sign;
}

/// The eight slots. Source: firmware-protocol.md §4.
class slot_table {
public:
    [[nodiscard]] slot& of(std::uint8_t sequence) { return slots_[protocol::slot_of(sequence)]; }

    /// The running request with this sequence number, or null.
    [[nodiscard]] slot* running(std::uint8_t sequence) {
        auto& found = of(sequence);
        return found.is_running() && found.request->sequence == sequence ? &found : nullptr;
    }

    /// Requests that are being carried out.
    [[nodiscard]] std::size_t running_count() const {
        const auto running = std::count_if(
            slots_.begin(), slots_.end(), [](const auto& one) { return one.is_running(); });
        return static_cast<std::size_t>(running);
    }

    /// The slot whose deadline comes first, or null when nothing is being carried out.
    [[nodiscard]] slot* earliest() { return earliest_of(slots_); }
    [[nodiscard]] const slot* earliest() const { return earliest_of(slots_); }

    /// Every slot as never used: a new session (§5.1).
    void clear() { slots_ = {}; }

private:
    template <class Slots>
    static auto earliest_of(Slots& slots) -> decltype(slots.data()) {
        decltype(slots.data()) found = nullptr;
        for (auto& one : slots) {
            if (!one.is_running()) continue;
            if (found == nullptr || deadline_of(one) < deadline_of(*found)) found = &one;
        }
        return found;
    }

    std::array<slot, protocol::slot_count> slots_;
};

}  // namespace offhook::sim
