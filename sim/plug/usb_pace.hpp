#pragma once

#include "sim/handset/time.hpp"

#include <algorithm>

namespace offhook::sim {

/// How often the bus looks at an interrupt endpoint.
enum class usb_pace {
    off,         ///< at once, as quick as the computer is
    full_speed,  ///< once in a frame of 1 ms
    high_speed,  ///< once in a microframe of 125 us
};

/// The time from one frame of the bus to the next; 0 when there is none.
[[nodiscard]] constexpr std::chrono::microseconds frame_of(usb_pace pace) {
    switch (pace) {
        case usb_pace::full_speed: return std::chrono::microseconds(1000);
        case usb_pace::high_speed: return std::chrono::microseconds(125);
        case usb_pace::off: break;
    }
    return std::chrono::microseconds(0);
}

/// When the bus comes by at one interrupt endpoint: at most one transfer in a frame, done at the
/// frame's end, and only if it was ready before. All endpoints have the same frames. Pure.
class usb_polls {
public:
    explicit usb_polls(usb_pace pace) : frame_(frame_of(pace)) {}

    [[nodiscard]] bool are_paced() const { return frame_.count() != 0; }

    /// When a transfer that has become ready at `ready` is done.
    [[nodiscard]] time_point next(time_point ready) const {
        return std::max(end_of_frame(ready), last_ + frame_);
    }

    /// A transfer was done at `when`, which next() has named.
    void served(time_point when) { last_ = when; }

private:
    [[nodiscard]] time_point end_of_frame(time_point when) const {
        const auto since =
            std::chrono::duration_cast<std::chrono::nanoseconds>(when.time_since_epoch());
        return time_point(since - since % frame_ + frame_);
    }

    std::chrono::nanoseconds frame_;
    time_point last_ = time_point{} - std::chrono::hours(1);
};

}  // namespace offhook::sim
