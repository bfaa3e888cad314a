#include "sim/plug/rack.hpp"

#include <algorithm>
#include <cassert>

namespace offhook::sim {
namespace {

std::string serial_of(std::size_t number) {
    constexpr std::size_t digits = 4;
    auto text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return "SIM-" + text;
}

}  // namespace

rack::rack(const profile& what, options how)
    : now_(std::move(how.now)),
      seen_revisions_(how.count, 0),
      alarm_of_(how.count, time_point::max()) {
    assert(how.count >= 1 && how.count <= 65535);
    handsets_.reserve(how.count);
    for (std::size_t i = 0; i < how.count; ++i) {
        handsets_.emplace_back(what, serial_of(i), how.seed + i);
        seen_revisions_[i] = handsets_[i].revision();
    }
}

void rack::attach(plug& one) {
    plugs_.push_back(&one);
}

void rack::detach(plug& one) {
    std::erase(plugs_, &one);
}

void rack::plug_in(std::size_t number) {
    if (handsets_[number].is_plugged()) return;
    const auto out = handsets_[number].plug(now_());
    for (auto* one : plugs_) one->on_plugged(number);
    tell(number, out);
}

void rack::pull_out(std::size_t number) {
    if (!handsets_[number].is_plugged()) return;
    handsets_[number].unplug();
    for (auto* one : plugs_) one->on_unplugged(number);
    tell(number, {});
}

void rack::output(std::size_t number, protocol::bytes_view report) {
    tell(number, handsets_[number].on_report(now_(), report));
}

void rack::act(std::size_t number, const action& what) {
    tell(number, what(handsets_[number], now_()));
}

void rack::tell(std::size_t number, const reports& out) {
    for (auto* one : plugs_) {
        for (const auto& report : out) one->on_input(number, report);
        one->on_told();
    }
    remember_deadline(number);
    const auto revision = handsets_[number].revision();
    if (revision == seen_revisions_[number]) return;
    seen_revisions_[number] = revision;
    on_change_(number);
}

void rack::remember_deadline(std::size_t number) {
    const auto due = handsets_[number].next_deadline();
    if (!due || *due >= alarm_of_[number]) return;
    const auto first = next_deadline();
    alarms_.push({*due, number});
    alarm_of_[number] = *due;
    if (!first || *due < *first) on_earlier_();
}

std::optional<time_point> rack::next_deadline() const {
    if (alarms_.empty()) return std::nullopt;
    return alarms_.top().when;
}

void rack::on_time() {
    const auto now = now_();
    while (!alarms_.empty() && alarms_.top().when <= now) {
        const auto due = alarms_.top();
        alarms_.pop();
        // An alarm that was overtaken by an earlier one of its handset has nothing left to do.
        if (alarm_of_[due.number] != due.when) continue;
        alarm_of_[due.number] = time_point::max();
        tell(due.number, handsets_[due.number].on_time(now));
    }
}

}  // namespace offhook::sim
