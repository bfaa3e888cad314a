#pragma once

#include <algorithm>
#include <chrono>

namespace offhook::sim {

/// How much may be told to somebody who looks on: a burst, and then so much a second. Time is
/// passed in.
class report_budget {
public:
    using time_point = std::chrono::steady_clock::time_point;

    static constexpr double burst = 400;
    static constexpr double a_second = 200;

    [[nodiscard]] bool is_left(time_point now) const { return left_at(now) >= 1; }

    /// Takes one, whether one is left or not.
    void spend(time_point now) {
        left_ = std::max(0.0, left_at(now) - 1);
        last_ = now;
    }

private:
    [[nodiscard]] double left_at(time_point now) const {
        const std::chrono::duration<double> passed = now - last_;
        return std::min(burst, left_ + std::max(0.0, passed.count()) * a_second);
    }

    double left_ = burst;
    time_point last_{};
};

}  // namespace offhook::sim
