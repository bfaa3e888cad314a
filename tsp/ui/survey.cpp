#include "tsp/ui/survey.hpp"

#include <utility>

namespace offhook::tsp::ui {

std::vector<found_handset> survey::ask() {
    const std::lock_guard lock(mutex_);
    asked_ = true;
    if (!watch_ && !ended_) begin();
    std::vector<found_handset> list;
    for (const auto& [address, each] : found_) list.push_back(each);
    return list;
}

void survey::begin() {
    // A watch tells on the driver's thread and never inside a call into it, so the lock is free.
    auto made = driver_->watch_handsets("hid:*",
                                        {[this](const auto& found) {
                                             const std::lock_guard lock(mutex_);
                                             found_[found.address] = found;
                                         },
                                         [this](const auto& found) {
                                             const std::lock_guard lock(mutex_);
                                             found_.erase(found.address);
                                         },
                                         {}});
    watch_ = std::move(made.value);
    driver_->post([this] { lapse(); });
}

void survey::lapse() {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    if (std::exchange(asked_, false)) {
        lapsing_ = driver_->call_later(patience, [this] { lapse(); });
        return;
    }
    watch_ = nullptr;
    found_.clear();
}

void survey::end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    watch_ = nullptr;
    found_.clear();
}

}  // namespace offhook::tsp::ui
