#include "sim/handset/event_queue.hpp"

#include "driver/protocol/overloaded.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::event;

namespace {

// Whether the newer event tells all that the waiting one does.
bool replaces(const event& newer, const event& waiting) {
    if (newer.index() != waiting.index()) return false;
    return std::visit(overloaded{
                          [&](const protocol::hook_changed& e) {
                              return e.device == std::get<protocol::hook_changed>(waiting).device;
                          },
                          [&](const protocol::level_changed& e) {
                              const auto& other = std::get<protocol::level_changed>(waiting);
                              return e.control == other.control && e.device == other.device;
                          },
                          [&](const protocol::data_changed& e) {
                              return e.area == std::get<protocol::data_changed>(waiting).area;
                          },
                          [](const protocol::state_changed&) { return true; },
                          [](const auto&) { return false; },
                      },
                      newer);
}

// The newer event with what the waiting one has besides.
event joined(event newer, const event& waiting) {
    if (auto* changed = std::get_if<protocol::state_changed>(&newer)) {
        changed->mask |= std::get<protocol::state_changed>(waiting).mask;
    }
    return newer;
}

}  // namespace

void event_queue::push(event value) {
    if (collapse(value)) return;
    if (waiting_.size() == capacity || lost_ != 0) {
        // While LOST itself waits for room, what is newer may not overtake it.
        lost_ = lost_ == 255 ? std::uint8_t{255} : static_cast<std::uint8_t>(lost_ + 1);
        ++dropped_;
        return;
    }
    waiting_.push_back(std::move(value));
}

// The newest value goes to the end, so that it does not overtake an edge that was before it.
bool event_queue::collapse(const event& value) {
    const auto older = std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& waiting) {
        return replaces(value, waiting);
    });
    if (older == waiting_.end()) return false;
    auto newest = joined(value, *older);
    waiting_.erase(older);
    waiting_.push_back(std::move(newest));
    return true;
}

std::optional<event> event_queue::take(time_point now) {
    if (now < free_at_) return std::nullopt;
    auto value = take_early();
    if (value) free_at_ = now + spacing_;
    return value;
}

std::optional<event> event_queue::take_early() {
    if (waiting_.empty()) return std::nullopt;
    auto value = std::move(waiting_.front());
    waiting_.pop_front();
    make_up_for_lost();
    return value;
}

void event_queue::make_up_for_lost() {
    if (lost_ == 0) return;
    waiting_.push_back(protocol::lost_events{lost_});
    lost_ = 0;
}

std::optional<time_point> event_queue::next_deadline() const {
    if (waiting_.empty()) return std::nullopt;
    return free_at_;
}

void event_queue::clear() {
    waiting_.clear();
    lost_ = 0;
}

}  // namespace offhook::sim
