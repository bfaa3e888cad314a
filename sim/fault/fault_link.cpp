#include "sim/fault/fault_link.hpp"

#include "sim/fault/random.hpp"

#include <algorithm>
#include <iterator>

namespace offhook::sim {

fault_link::fault_link(fault_plan plan) : plan_(std::move(plan)), random_(plan_.odds.seed) {}

fault_link::deliveries fault_link::pass(time_point now,
                                        way where,
                                        std::span<const std::uint8_t> report) {
    auto& pipe = pipe_of(where);
    std::vector<std::uint8_t> bytes(report.begin(), report.end());
    std::size_t copies = 1;
    auto arrival = now;
    for (const auto& one : faults_of(where, pipe.count++, bytes.size())) {
        switch (one.what) {
            case fault::kind::drop: copies = 0; break;
            case fault::kind::duplicate: copies *= 2; break;
            case fault::kind::delay: arrival += one.later; break;
            case fault::kind::cut: bytes.resize(std::min(bytes.size(), one.at)); break;
            case fault::kind::flip:
                if (one.at < bytes.size()) bytes[one.at] ^= one.mask;
                break;
        }
    }
    if (!pipe.under_way.empty()) arrival = std::max(arrival, pipe.under_way.back().arrival);
    for (std::size_t i = 0; i < copies; ++i) pipe.under_way.push_back({arrival, bytes});
    return on_time(now);
}

fault_link::deliveries fault_link::on_time(time_point now) {
    deliveries arrived;
    for (auto due = next_deadline(); due && *due <= now; due = next_deadline()) {
        const bool host = !to_host_.under_way.empty() && to_host_.under_way.front().arrival == *due;
        const auto where = host ? way::to_host : way::to_device;
        auto& pipe = pipe_of(where);
        arrived.push_back({where, std::move(pipe.under_way.front().report)});
        pipe.under_way.pop_front();
    }
    return arrived;
}

std::optional<fault_link::time_point> fault_link::next_deadline() const {
    std::optional<time_point> earliest;
    for (const auto* pipe : {&to_device_, &to_host_}) {
        if (pipe->under_way.empty()) continue;
        const auto arrival = pipe->under_way.front().arrival;
        if (!earliest || arrival < *earliest) earliest = arrival;
    }
    return earliest;
}

void fault_link::cut_off() {
    to_device_.under_way.clear();
    to_host_.under_way.clear();
}

std::vector<fault> fault_link::faults_of(way where, std::size_t nth, std::size_t size) {
    std::vector<fault> all;
    std::copy_if(
        plan_.list.begin(), plan_.list.end(), std::back_inserter(all), [&](const fault& one) {
            return one.where == where && one.nth == nth;
        });
    draw(where, nth, size, all);
    happened_.insert(happened_.end(), all.begin(), all.end());
    return all;
}

// The numbers are drawn in the same order for each report, whatever comes of them.
void fault_link::draw(way where, std::size_t nth, std::size_t size, std::vector<fault>& into) {
    constexpr unsigned thousand = 1000;
    const auto& odds = plan_.odds;
    const auto strikes = [&](unsigned often) { return chance(thousand) < often; };
    const auto byte = chance(static_cast<unsigned>(std::max<std::size_t>(size, 1)));
    const auto mask = static_cast<std::uint8_t>(1U << chance(8));
    const std::chrono::milliseconds later(
        chance(static_cast<unsigned>(odds.longest_delay.count()) + 1));
    if (strikes(odds.drop)) into.push_back({where, nth, fault::kind::drop});
    if (strikes(odds.duplicate)) into.push_back({where, nth, fault::kind::duplicate});
    if (strikes(odds.delay)) into.push_back({where, nth, fault::kind::delay, later});
    if (strikes(odds.flip)) into.push_back({where, nth, fault::kind::flip, {}, byte, mask});
    if (strikes(odds.cut)) into.push_back({where, nth, fault::kind::cut, {}, byte});
}

unsigned fault_link::chance(unsigned below) {
    return static_cast<unsigned>(random_below(random_, below));
}

}  // namespace offhook::sim
