#include "sim/plug/rack.hpp"

#include <numeric>

namespace offhook::sim {

std::uint64_t rack::add_fault(fault_rule rule) {
    std::vector<std::size_t> about(rule.handset ? 1 : size());
    std::iota(about.begin(), about.end(), rule.handset.value_or(0));
    fault_effects effects;
    const auto id = faults_.add(std::move(rule), about, effects);
    perform(effects);
    return id;
}

// What is due later is void once the cable was pulled out, but the cable's own return.
void rack::perform(fault_effects& effects) {
    for (auto& one : effects) {
        if (one.after.count() == 0) {
            perform_one(one);
            continue;
        }
        const auto when = now_() + one.after;
        const auto life = lives_[one.handset];
        call_at(when, [this, life, later = std::move(one)] {
            const bool is_cable =
                later.what == fault_effect::kind::plug || later.what == fault_effect::kind::remind;
            if (is_cable || life == lives_[later.handset]) perform_one(later);
        });
    }
}

void rack::perform_one(const fault_effect& effect) {
    using kind = fault_effect::kind;
    const auto number = effect.handset;
    switch (effect.what) {
        case kind::to_device: return arrive(number, effect.report);
        case kind::to_host:
            if (handsets_[number].is_plugged()) deliver(number, {effect.report});
            return;
        case kind::unplug: return pull_out(number);
        case kind::plug: return plug_in(number);
        case kind::reboot:
            faults_.cut_off(number);
            return act(number, [](handset& one, time_point now) {
                return one.reboot(now, protocol::reset_reason::watchdog);
            });
        case kind::flood: return flood(number, effect.token);
        case kind::reset:
            for (auto* one : plugs_) one->on_broken(number, plug::breakage::reset);
            return;
        case kind::half_open:
            for (auto* one : plugs_) one->on_broken(number, plug::breakage::half_open);
            return;
        case kind::remind: break;
    }
    fault_effects more;
    faults_.on_reminder(effect.token, more);
    perform(more);
}

// Events that do not collapse, so that the handset's queue of eight can overflow (§11).
void rack::flood(std::size_t number, std::uint64_t count) {
    act(number, [count](handset& one, time_point now) {
        reports all;
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::array<std::uint8_t, 2> mark{static_cast<std::uint8_t>(i >> 8),
                                                   static_cast<std::uint8_t>(i)};
            for (auto& report : one.send_vendor_event(now, mark)) all.push_back(std::move(report));
        }
        return all;
    });
}

}  // namespace offhook::sim
