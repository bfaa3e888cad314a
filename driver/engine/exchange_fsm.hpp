#pragma once

#include "driver/engine/timing.hpp"
#include "driver/protocol/status.hpp"

#include <optional>

namespace offhook::engine {

/// One message and its answer: waits, repeats, holds off, gives up. Knows time and statuses only;
/// what the message says and which sequence number it has is its owner's business.
/// Source: firmware-protocol.md §12.
///
/// Flow: start(), then on_written() after each sending, on_response() for each response, on_time()
/// at deadline(); until one of them says `end`.
class exchange_fsm {
public:
    /// What the owner does next.
    enum class action {
        wait,        ///< nothing
        send,        ///< send the message for the first time
        send_again,  ///< send it with RETRY and the same sequence number (§12.1)
        send_anew,   ///< send it with a new sequence number (§12.2)
        end,         ///< over; ended_by() says how
    };

    /// How an exchange ended.
    enum class ending {
        answered,   ///< by a terminal response
        timed_out,  ///< in silence, or beyond its limit
        stuck,      ///< the transport did not take the message (§12.6)
    };

    exchange_fsm(const request_timing& times, const timing& common)
        : times_(times), common_(common), repetitions_left_(times.repetitions) {}

    [[nodiscard]] action start(time_point now);

    /// The transport has taken the last report, or failed to (§12.7: only the answer counts).
    [[nodiscard]] action on_written(time_point now);

    /// `detail` is that of the status: ms for PENDING and BUSY. BAD_PART is no answer of the slot:
    /// the message is sent again, as after silence (§4, §6).
    [[nodiscard]] action on_response(time_point now, protocol::status code, std::uint32_t detail);

    /// Does nothing before deadline().
    [[nodiscard]] action on_time(time_point now);

    /// The transport has taken the message, and its end is not known.
    [[nodiscard]] bool is_waiting() const { return state_ == state::waiting; }

    /// BUSY was the answer, and the message is not with the device now (§12.2).
    [[nodiscard]] bool is_holding_off() const { return state_ == state::holding_off; }

    /// When on_time() is due; none before start() and after the end.
    [[nodiscard]] std::optional<time_point> deadline() const;

    /// Valid after `end`.
    [[nodiscard]] ending ended_by() const { return ending_; }

private:
    enum class state {
        idle,         // not started
        writing,      // the transport has it
        waiting,      // for the first sign, or after PENDING for the next
        holding_off,  // after BUSY, before sending anew
        ended,
    };

    action end(ending how);
    action on_silence(time_point now);
    action on_pending(time_point now, milliseconds span);
    action on_busy(time_point now, milliseconds span);
    action write(time_point now, action how);

    request_timing times_;
    timing common_;
    int repetitions_left_;
    state state_ = state::idle;
    ending ending_ = ending::answered;
    time_point deadline_;               // of the present state
    time_point limit_;                  // nothing goes beyond it
    std::optional<time_point> budget_;  // end of the time in all; set when first written
};

}  // namespace offhook::engine
