#include "sim/handset/hook_switches.hpp"

#include <bit>

namespace offhook::sim {

using protocol::hook_device;
using protocol::hook_mode;

namespace {

bool is_listed(hook_device device, std::uint8_t mask) {
    return (mask & static_cast<std::uint8_t>(device)) != 0;
}

}  // namespace

hook_switches::hook_switches(const std::array<hook_profile, 3>& devices) : devices_(devices) {
    modes_.fill(hook_mode::on_hook);
}

answer hook_switches::set(const protocol::hook_setting& wanted) {
    // §8.3: one or more of the devices that there are; nothing is changed by a wrong request.
    if (wanted.devices == 0 || (wanted.devices & ~protocol::all_hook_devices) != 0) {
        return bad_parameter(0);
    }
    for (const auto device : protocol::hook_devices) {
        if (!is_listed(device, wanted.devices)) continue;
        if (!devices_[index_of(device)].present) return bad_parameter(0);
        if (!can(device, wanted.mode)) return bad_parameter(1);
    }
    for (const auto device : protocol::hook_devices) {
        if (is_listed(device, wanted.devices)) modes_[index_of(device)] = wanted.mode;
    }
    return {};
}

bool hook_switches::move(hook_device device, hook_mode mode) {
    auto& current = modes_[index_of(device)];
    if (!can(device, mode) || current == mode) return false;
    current = mode;
    return true;
}

bool hook_switches::is_off_hook(hook_device device) const {
    return modes_[index_of(device)] != hook_mode::on_hook;
}

bool hook_switches::can(hook_device device, hook_mode mode) const {
    const auto& known = devices_[index_of(device)];
    const auto bit = static_cast<std::uint8_t>(mode);
    return known.present && std::has_single_bit(bit) && (known.modes & bit) != 0;
}

}  // namespace offhook::sim
