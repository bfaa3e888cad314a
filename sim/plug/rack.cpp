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
      started_(now_()),
      seen_revisions_(how.count, 0),
      lives_(how.count, 0),
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
    ++lives_[number];
    faults_.cut_off(number);
    for (auto* one : plugs_) one->on_unplugged(number);
    tell(number, {});
}

void rack::rename(std::size_t number, std::string serial, std::string product) {
    handsets_[number].become(std::move(serial), std::move(product));
    tell(number, {});
}

void rack::output(std::size_t number, protocol::bytes_view report) {
    if (on_report_) on_report_(number, way::to_device, report);
    if (faults_.empty() || !handsets_[number].is_plugged()) return arrive(number, report);
    fault_effects effects;
    faults_.pass(number, true, report, effects);
    perform(effects);
}

void rack::arrive(std::size_t number, protocol::bytes_view report) {
    tell(number, handsets_[number].on_report(now_(), report));
}

std::optional<protocol::byte_vector> rack::get_feature(std::size_t number,
                                                       std::uint8_t report_id) const {
    if (faults_.state(fault_kind::stall, number) != nullptr) return std::nullopt;
    return handsets_[number].get_feature(report_id);
}

void rack::act(std::size_t number, const action& what) {
    tell(number, what(handsets_[number], now_()));
}

void rack::tell(std::size_t number, const reports& out) {
    if (faults_.empty() || out.empty()) return deliver(number, out);
    fault_effects effects;
    for (const auto& report : out) faults_.pass(number, false, report, effects);
    perform(effects);
    deliver(number, {});
}

void rack::deliver(std::size_t number, const reports& out) {
    if (on_report_) {
        for (const auto& report : out) on_report_(number, way::to_host, report);
    }
    for (auto* one : plugs_) {
        for (const auto& report : out) one->on_input(number, report);
        one->on_told();
    }
    remember_deadline(number);
    const auto revision = handsets_[number].revision();
    const bool changed = revision != seen_revisions_[number];
    seen_revisions_[number] = revision;
    on_act_(number, changed);
}

void rack::call_at(time_point when, std::function<void()> what) {
    const auto first = next_deadline();
    calls_.emplace(when, std::move(what));
    if (!first || when < *first) on_earlier_();
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
    std::optional<time_point> first;
    if (!alarms_.empty()) first = alarms_.top().when;
    if (!calls_.empty() && (!first || calls_.begin()->first < *first)) {
        first = calls_.begin()->first;
    }
    return first;
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
    while (!calls_.empty() && calls_.begin()->first <= now) {
        const auto due = std::move(calls_.begin()->second);
        calls_.erase(calls_.begin());
        due();
    }
}

}  // namespace offhook::sim
