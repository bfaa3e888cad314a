#include "sim/control/control_hub.hpp"

#include "sim/control/check_request.hpp"
#include "sim/control/control_session.hpp"
#include "sim/control/fault_json.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace offhook::sim {

control_hub::control_hub(rack& handsets) : rack_(handsets) {
    rack_.watch([this](std::size_t number, bool changed) { on_act(number, changed); });
    rack_.watch_faults(
        [this](const fault_box::entry& one, std::size_t number) { on_strike(one, number); });
    rack_.listen([this](std::size_t number, rack::way where, protocol::bytes_view report) {
        on_report(number, where, report);
    });
    control_session maker(*this, nowhere());
    for (const auto& quirk : rack_.at(0).what().quirks) maker.on_message(quirk.fault);
}

control_hub::~control_hub() {
    rack_.watch([](std::size_t, bool) {});
    rack_.listen({});
    rack_.watch_faults([](const fault_box::entry&, std::size_t) {});
}

void control_hub::remove(control_session& one) {
    if (depth_ == 0) {
        std::erase(sessions_, &one);
    } else {
        std::replace(
            sessions_.begin(), sessions_.end(), &one, static_cast<control_session*>(nullptr));
    }
}

void control_hub::on_act(std::size_t number, bool changed) {
    for_each([&](control_session& one) { one.on_act(number, changed); });
}

void control_hub::on_strike(const fault_box::entry& one, std::size_t number) {
    spdlog::info("handset {}: fault {}: {}", number, one.id, fault_words(one.rule));
    for_each([&](control_session& session) { session.on_strike(one, number); });
}

void control_hub::tell_faults() {
    for_each([](control_session& session) { session.on_faults(); });
    // They are part of each handset's state, too.
    for (std::size_t i = 0; i < rack_.size(); ++i) on_act(i, true);
}

void control_hub::on_report(std::size_t number, rack::way where, protocol::bytes_view report) {
    for_each([&](control_session& one) { one.on_report(number, where, report); });
}

}  // namespace offhook::sim
