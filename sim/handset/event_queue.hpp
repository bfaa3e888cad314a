#pragma once

#include "driver/protocol/event.hpp"
#include "sim/handset/time.hpp"

#include <deque>
#include <optional>

namespace offhook::sim {

/// The events that wait for the pipe: at most eight. Of one control only the newest level waits;
/// button edges and vendor events stay in order; what does not fit is dropped and counted, and LOST
/// takes its place as soon as there is room. Source: firmware-protocol.md §11, §11.5.
class event_queue {
public:
    static constexpr std::size_t capacity = 8;

    /// `spacing`: the shortest time between two events on the pipe.
    explicit event_queue(milliseconds spacing) : spacing_(spacing) {}

    void push(protocol::event value);

    /// The next event, when its time has come.
    std::optional<protocol::event> take(time_point now);

    /// The next event, whether its time has come or not.
    std::optional<protocol::event> take_early();

    /// When take() has something; none when nothing waits.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// Forgets what waits, and what was dropped.
    void clear();

    /// Events that were dropped since the object was made.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    bool collapse(const protocol::event& value);
    void make_up_for_lost();

    milliseconds spacing_;
    std::deque<protocol::event> waiting_;
    time_point free_at_{};   // when the pipe takes the next event
    std::uint8_t lost_ = 0;  // since the last LOST; 255 = or more
    std::uint64_t dropped_ = 0;
};

}  // namespace offhook::sim
