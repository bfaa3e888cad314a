#include "sim/control/control_hub.hpp"

#include "sim/control/control_session.hpp"

#include <algorithm>

namespace offhook::sim {

control_hub::control_hub(rack& handsets) : rack_(handsets) {
    rack_.watch([this](std::size_t number, bool changed) { on_act(number, changed); });
    rack_.listen([this](std::size_t number, rack::way where, protocol::bytes_view report) {
        on_report(number, where, report);
    });
}

control_hub::~control_hub() {
    rack_.watch([](std::size_t, bool) {});
    rack_.listen({});
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

void control_hub::on_report(std::size_t number, rack::way where, protocol::bytes_view report) {
    for_each([&](control_session& one) { one.on_report(number, where, report); });
}

}  // namespace offhook::sim
