#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace offhook::bench {

using clock = std::chrono::steady_clock;
using microseconds = std::chrono::duration<double, std::micro>;

/// One row of the table: what was measured over all rounds.
struct measurement {
    std::string name;
    std::vector<double> latencies_us;  ///< of single operations; empty where only the rate counts
    std::vector<double> rates;         ///< operations per second, one for each round

    /// The value that a share of the latencies does not exceed; 0.5 is the median.
    [[nodiscard]] double quantile(double share) const;

    /// The median round.
    [[nodiscard]] double rate() const;
};

/// Runs `block`, which does `operations` operations, and notes the round's rate.
template <class Block>
void measure_round(measurement& into, std::size_t operations, Block block) {
    const auto begin = clock::now();
    block();
    const microseconds taken = clock::now() - begin;
    into.rates.push_back(static_cast<double>(operations) / (taken.count() * 1e-6));
}

}  // namespace offhook::bench
