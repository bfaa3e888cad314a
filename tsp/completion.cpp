#include "tsp/completion.hpp"

#include <algorithm>
#include <utility>

namespace offhook::tsp {

std::optional<completion_table::ticket> completion_table::accept(DRV_REQUESTID request) {
    constexpr DRV_REQUESTID highest = 0x7FFFFFFF;
    const std::lock_guard lock(mutex_);
    const bool known = std::any_of(requests_.begin(), requests_.end(), [&](const auto& each) {
        return each.second == request;
    });
    if (shut_ || known || request == 0 || request > highest) return std::nullopt;
    requests_.emplace(++last_, request);
    return last_;
}

void completion_table::end(ticket which, LONG result) {
    const auto request = take(which);
    if (request) host_(*request, result);
}

bool completion_table::withdraw(ticket which) {
    return take(which).has_value();
}

void completion_table::shut() {
    const std::lock_guard lock(mutex_);
    shut_ = true;
}

void completion_table::end_all(LONG result) {
    request_map all;
    {
        const std::lock_guard lock(mutex_);
        all = std::exchange(requests_, {});
    }
    for (const auto& [which, request] : all) host_(request, result);
}

std::size_t completion_table::outstanding() const {
    const std::lock_guard lock(mutex_);
    return requests_.size();
}

std::optional<DRV_REQUESTID> completion_table::take(ticket which) {
    const std::lock_guard lock(mutex_);
    const auto node = requests_.extract(which);
    if (node.empty()) return std::nullopt;
    return node.mapped();
}

}  // namespace offhook::tsp
