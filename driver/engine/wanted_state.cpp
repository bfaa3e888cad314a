#include "driver/engine/wanted_state.hpp"

#include "driver/protocol/overloaded.hpp"

namespace offhook::engine {
namespace {

using protocol::hook_device;
using protocol::opcode;
using protocol::setting;

// A device may say OK to anything.
template <class Levels>
void keep(const protocol::level_setting& wanted, Levels& levels) {
    if (!protocol::is_hook_device(wanted.device)) return;
    levels[protocol::index_of(static_cast<hook_device>(wanted.device))] = wanted.level;
}

}  // namespace

void wanted_state::acknowledge(const setting& value, const picture& after) {
    std::visit(overloaded{
                   [&](const protocol::lamp_setting& s) { lamps_[s.lamp] = s.mode; },
                   [&](const protocol::ring_setting& s) { ring_ = s; },
                   [](const protocol::hook_setting&) {},
                   [&](const protocol::volume_setting& s) { keep(s, volume_); },
                   [&](const protocol::gain_setting& s) { keep(s, gain_); },
                   [&](const protocol::display_setting&) { display_ = after.state().display; },
                   [&](const protocol::button_setting& s) { buttons_[s.button] = s; },
               },
               value);
}

void wanted_state::follow(const handset_event& event, const picture& after) {
    std::visit(overloaded{
                   [&](const lamp_changed& e) {
                       if (lamps_.contains(e.lamp)) lamps_[e.lamp] = e.mode;
                   },
                   [&](const ring_mode_changed&) {
                       if (ring_) ring_ = after.state().ring;
                   },
                   [&](const ring_volume_changed&) {
                       if (ring_) ring_ = after.state().ring;
                   },
                   [&](const protocol::level_changed& e) {
                       auto& wanted = e.control == opcode::volume ? volume_ : gain_;
                       auto& level = wanted[protocol::index_of(e.device)];
                       if (level) level = e.level;
                   },
                   [&](const display_changed&) {
                       if (display_) display_ = after.state().display;
                   },
                   [&](const button_info_changed& e) {
                       const auto info = after.button_info(e.button);
                       if (info && buttons_.contains(e.button)) buttons_[e.button] = *info;
                   },
                   [](const auto&) {},
               },
               event);
}

std::vector<setting> wanted_state::missing_in(const picture& current) const {
    std::vector<setting> missing;
    add_lamps(current, missing);
    add_levels(current, missing);
    if (ring_ && *ring_ != current.state().ring) missing.emplace_back(*ring_);
    add_display(current, missing);
    add_buttons(current, missing);
    return missing;
}

void wanted_state::add_lamps(const picture& current, std::vector<setting>& out) const {
    const auto& pairs = current.state().pairs;
    for (const auto& [lamp, mode] : lamps_) {
        if (lamp >= pairs.size() || pairs[lamp].lamp == protocol::lamp_mode::dummy) continue;
        if (pairs[lamp].lamp != mode) out.emplace_back(protocol::lamp_setting{lamp, mode});
    }
}

void wanted_state::add_levels(const picture& current, std::vector<setting>& out) const {
    const auto& state = current.state();
    for (const auto device : protocol::hook_devices) {
        const auto i = protocol::index_of(device);
        const auto bit = static_cast<std::uint8_t>(device);
        if (volume_[i] && *volume_[i] != state.volume[i]) {
            out.emplace_back(protocol::volume_setting{{bit, *volume_[i]}});
        }
        if (gain_[i] && *gain_[i] != state.gain[i]) {
            out.emplace_back(protocol::gain_setting{{bit, *gain_[i]}});
        }
    }
}

void wanted_state::add_display(const picture& current, std::vector<setting>& out) const {
    const auto& display = current.state().display;
    if (!display_ || display_->size() != display.size() || *display_ == display) return;
    out.emplace_back(protocol::display_setting{0, 0, *display_});
}

void wanted_state::add_buttons(const picture& current, std::vector<setting>& out) const {
    for (const auto& [button, info] : buttons_) {
        if (button >= current.state().pairs.size()) continue;
        if (current.button_info(button) != info) out.emplace_back(info);
    }
}

}  // namespace offhook::engine
