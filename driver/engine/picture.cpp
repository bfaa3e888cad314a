#include "driver/engine/picture.hpp"

#include "driver/protocol/overloaded.hpp"

#include <algorithm>

namespace offhook::engine {

using protocol::button_state;
using protocol::opcode;

void picture::replace(protocol::handset_state state, events& out) {
    for (const auto device : protocol::hook_devices) {
        const auto i = protocol::index_of(device);
        set_hook(device, state.hook[i], out);
        set_level({opcode::volume, device, state.volume[i]}, out);
        set_level({opcode::gain, device, state.gain[i]}, out);
    }
    set_ring(state.ring, out);
    state_.pairs.resize(state.pairs.size());
    for (std::size_t i = 0; i < state.pairs.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(i);
        set_lamp(number, state.pairs[i].lamp, out);
        set_button({number, state.pairs[i].button, 0}, out);
    }
    set_display(state.display, out);
    state_ = std::move(state);
}

void picture::apply(const protocol::setting& value, events& out) {
    std::visit(overloaded{
                   [&](const protocol::lamp_setting& s) { set_lamp(s.lamp, s.mode, out); },
                   [&](const protocol::ring_setting& s) { set_ring(s, out); },
                   [&](const protocol::hook_setting& s) {
                       for (const auto device : protocol::hook_devices) {
                           const bool listed = (s.devices & static_cast<std::uint8_t>(device)) != 0;
                           if (listed) set_hook(device, s.mode, out);
                       }
                   },
                   [&](const protocol::volume_setting& s) {
                       if (!protocol::is_hook_device(s.device)) return;
                       const auto device = static_cast<protocol::hook_device>(s.device);
                       set_level({opcode::volume, device, s.level}, out);
                   },
                   [&](const protocol::gain_setting& s) {
                       if (!protocol::is_hook_device(s.device)) return;
                       const auto device = static_cast<protocol::hook_device>(s.device);
                       set_level({opcode::gain, device, s.level}, out);
                   },
                   [&](const protocol::display_setting& s) {
                       auto display = state_.display;
                       protocol::place_text(display, state_.columns, s);
                       set_display(std::move(display), out);
                   },
                   [&](const protocol::button_setting& s) { set_button_info(s, out); },
               },
               value);
}

void picture::apply(const protocol::event& value, events& out) {
    std::visit(overloaded{
                   [&](const protocol::button_event& e) { set_button(e, out); },
                   [&](const protocol::hook_changed& e) { set_hook(e.device, e.mode, out); },
                   [&](const protocol::level_changed& e) { set_level(e, out); },
                   [](const auto&) {},
               },
               value);
}

void picture::set_button_info(protocol::button_setting info, events& out) {
    if (button_info(info.button) == info) return;
    auto table = std::make_shared<button_table>(*buttons_);
    const auto number = info.button;
    table->resize(std::max<std::size_t>(table->size(), std::size_t{number} + 1));
    (*table)[number] = std::move(info);
    buttons_ = std::move(table);
    out.emplace_back(button_info_changed{number});
}

void picture::set_area(std::uint8_t area, area_content content, events& out) {
    areas_.resize(std::max<std::size_t>(areas_.size(), std::size_t{area} + 1));
    const bool same = areas_[area] && content && *areas_[area] == *content;
    areas_[area] = std::move(content);
    if (!same) out.emplace_back(protocol::data_changed{area});
}

void picture::release_buttons(events& out) {
    for (std::size_t i = 0; i < state_.pairs.size(); ++i) {
        set_button({static_cast<std::uint8_t>(i), button_state::up, 0}, out);
    }
}

std::optional<protocol::button_setting> picture::button_info(std::uint8_t button) const {
    if (button >= buttons_->size()) return std::nullopt;
    return (*buttons_)[button];
}

area_content picture::area(std::uint8_t area) const {
    return area < areas_.size() ? areas_[area] : nullptr;
}

void picture::set_level(const protocol::level_changed& level, events& out) {
    auto& levels = level.control == opcode::volume ? state_.volume : state_.gain;
    auto& current = levels[protocol::index_of(level.device)];
    if (current == level.level) return;
    current = level.level;
    out.emplace_back(level);
}

void picture::set_hook(protocol::hook_device device, protocol::hook_mode mode, events& out) {
    auto& current = state_.hook[protocol::index_of(device)];
    if (current == mode) return;
    current = mode;
    out.emplace_back(protocol::hook_changed{device, mode});
}

void picture::set_lamp(std::uint8_t lamp, protocol::lamp_mode mode, events& out) {
    if (lamp >= state_.pairs.size() || state_.pairs[lamp].lamp == mode) return;
    state_.pairs[lamp].lamp = mode;
    out.emplace_back(lamp_changed{lamp, mode});
}

void picture::set_ring(const protocol::ring_setting& ring, events& out) {
    if (state_.ring.mode != ring.mode) out.emplace_back(ring_mode_changed{ring.mode});
    if (state_.ring.volume != ring.volume) out.emplace_back(ring_volume_changed{ring.volume});
    state_.ring = ring;
}

void picture::set_display(std::u16string display, events& out) {
    if (state_.display == display) return;
    state_.display = std::move(display);
    out.emplace_back(display_changed{});
}

void picture::set_button(const protocol::button_event& button, events& out) {
    if (button.button >= state_.pairs.size()) return;
    auto& current = state_.pairs[button.button].button;
    if (current == button.state) return;
    current = button.state;
    out.emplace_back(button);
}

}  // namespace offhook::engine
