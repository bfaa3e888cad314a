#include "tools/benchmark/statistics.hpp"

#include <algorithm>

namespace offhook::bench {
namespace {

double at_share(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto last = static_cast<double>(values.size() - 1);
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(last * share);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

}  // namespace

double measurement::quantile(double share) const {
    return at_share(latencies_us, share);
}

double measurement::rate() const {
    return at_share(rates, 0.5);
}

}  // namespace offhook::bench
