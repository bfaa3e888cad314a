#pragma once

#include "sim/handset/time.hpp"

#include <cstddef>

namespace offhook::sim {

/// How many input reports may go to hidraw at once: it keeps 64 for each reader and drops the rest
/// without a word (HIDRAW_BUFFER_SIZE in the kernel's hidraw.h). So a burst is cut into pieces that
/// leave room for a reader that has not caught up. Pure.
class input_valve {
public:
    static constexpr std::size_t burst = 48;  ///< reports in one span
    static constexpr milliseconds span{4};    ///< one tick of a kernel with HZ=250

    /// Whether one more report may go now.
    [[nodiscard]] bool take(time_point now) {
        if (now >= end_) {
            end_ = now + span;
            left_ = burst;
        }
        if (left_ == 0) return false;
        --left_;
        return true;
    }

    /// When the next report may go, after take() has said no.
    [[nodiscard]] time_point next() const { return end_; }

private:
    time_point end_{};
    std::size_t left_ = 0;
};

}  // namespace offhook::sim
