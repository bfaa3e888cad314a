#include "tools/tapi/request_table.hpp"

#include <algorithm>

namespace offhook::tapi {

DRV_REQUESTID request_table::begin(HPHONE phone, DWORD device_id) {
    while (requests_.contains(next_)) {
        next_ = next_ == highest_ ? 1 : next_ + 1;
    }
    const DRV_REQUESTID id = next_;
    next_ = id == highest_ ? 1 : id + 1;
    highest_given_ = std::max(highest_given_, id);
    requests_[id] = entry{.phone = phone, .device_id = device_id};
    return id;
}

completion_fate request_table::complete(completion news, completion& ended) {
    const auto found = requests_.find(news.request);
    if (found == requests_.end()) {
        const bool given = news.request != 0 && news.request <= highest_given_;
        return given ? completion_fate::late : completion_fate::unknown;
    }
    entry& each = found->second;
    if (each.held) {
        return completion_fate::duplicate;
    }
    news.phone = each.phone;
    if (!each.accepted) {
        each.held = news;
        return completion_fate::held;
    }
    ended = news;
    requests_.erase(found);
    return completion_fate::ended;
}

std::optional<completion> request_table::accepted(DRV_REQUESTID request) {
    const auto found = requests_.find(request);
    if (found == requests_.end()) {
        return std::nullopt;
    }
    found->second.accepted = true;
    std::optional<completion> held = found->second.held;
    if (held) {
        requests_.erase(found);
    }
    return held;
}

bool request_table::refused(DRV_REQUESTID request) {
    const auto found = requests_.find(request);
    if (found == requests_.end()) {
        return false;
    }
    const bool completed = found->second.held.has_value();
    requests_.erase(found);
    return completed;
}

std::vector<completion> request_table::abandon(DWORD device_id, LONG result) {
    std::vector<completion> ended;
    for (auto each = requests_.begin(); each != requests_.end();) {
        if (each->second.device_id != device_id || !each->second.accepted) {
            ++each;
            continue;
        }
        ended.push_back({.request = each->first,
                         .phone = each->second.phone,
                         .result = result,
                         .when = std::chrono::steady_clock::now()});
        each = requests_.erase(each);
    }
    return ended;
}

}  // namespace offhook::tapi
