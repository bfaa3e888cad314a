#include "sim/handset/panel.hpp"

#include "driver/protocol/overloaded.hpp"

namespace offhook::sim {

using protocol::capability;
using protocol::opcode;

namespace {

std::uint8_t devices_with(const profile& what, bool hook_profile::*level) {
    std::uint8_t mask = 0;
    for (const auto device : protocol::hook_devices) {
        const auto& known = what.hooks[index_of(device)];
        if (known.present && known.*level) mask |= static_cast<std::uint8_t>(device);
    }
    return mask;
}

// §7.1: the bit that tells whether a handset knows an opcode; none for what each of them knows.
std::uint32_t bit_of(opcode code) {
    switch (code) {
        case opcode::lamp: return static_cast<std::uint32_t>(capability::lamps);
        case opcode::ring: return static_cast<std::uint32_t>(capability::ring);
        case opcode::hook: return static_cast<std::uint32_t>(capability::hook);
        case opcode::volume: return static_cast<std::uint32_t>(capability::volume);
        case opcode::gain: return static_cast<std::uint32_t>(capability::gain);
        case opcode::display: return static_cast<std::uint32_t>(capability::display);
        case opcode::set_button: return static_cast<std::uint32_t>(capability::button_info);
        case opcode::batch: return static_cast<std::uint32_t>(capability::batch);
        case opcode::vendor: return static_cast<std::uint32_t>(capability::vendor);
        case opcode::dl_begin:
        case opcode::dl_data:
        case opcode::dl_end:
        case opcode::dl_abort: return static_cast<std::uint32_t>(capability::download);
        case opcode::ul_read: return static_cast<std::uint32_t>(capability::upload);
        default: return 0;
    }
}

}  // namespace

panel::panel(const profile& model, memory& kept)
    : what(model),
      hooks(model.hooks),
      volume(devices_with(model, &hook_profile::volume), model.start_volume),
      gain(devices_with(model, &hook_profile::gain), model.start_gain),
      ring(model.ring_modes),
      keys(model.buttons, kept),
      glass(model.rows, model.columns),
      areas(model.areas, kept) {}

answer panel::set(const protocol::setting& wanted) {
    return std::visit(overloaded{
                          [&](const protocol::lamp_setting& s) { return keys.light(s); },
                          [&](const protocol::ring_setting& s) { return ring.set(s); },
                          [&](const protocol::hook_setting& s) { return hooks.set(s); },
                          [&](const protocol::volume_setting& s) { return volume.set(s); },
                          [&](const protocol::gain_setting& s) { return gain.set(s); },
                          [&](const protocol::display_setting& s) { return glass.set(s); },
                          [&](const protocol::button_setting& s) { return keys.set_info(s); },
                      },
                      wanted);
}

bool panel::knows(opcode code) const {
    const auto bit = bit_of(code);
    return bit == 0 || (capabilities_of(what) & bit) != 0;
}

protocol::handset_state panel::state(std::uint8_t event_counter) const {
    protocol::handset_state now;
    now.event_counter = event_counter;
    now.hook = hooks.modes();
    now.volume = volume.all();
    now.gain = gain.all();
    now.ring = ring.now();
    now.pairs = keys.pairs();
    now.rows = glass.empty() ? std::uint8_t{0} : what.rows;
    now.columns = glass.empty() ? std::uint8_t{0} : what.columns;
    now.display = glass.text();
    return now;
}

}  // namespace offhook::sim
