#include "sim/handset/levels.hpp"

namespace offhook::sim {

using protocol::hook_device;

levels::levels(std::uint8_t devices, std::uint16_t start) : devices_(devices) {
    for (const auto device : protocol::hook_devices) {
        if (has(static_cast<std::uint8_t>(device))) levels_[index_of(device)] = start;
    }
}

answer levels::set(const protocol::level_setting& wanted) {
    // §8.4: exactly one bit, of a device that has the level.
    if (!protocol::is_hook_device(wanted.device) || !has(wanted.device)) return bad_parameter(0);
    levels_[index_of(static_cast<hook_device>(wanted.device))] = wanted.level;
    return {};
}

bool levels::turn(hook_device device, std::uint16_t level) {
    auto& current = levels_[index_of(device)];
    if (!has(static_cast<std::uint8_t>(device)) || current == level) return false;
    current = level;
    return true;
}

bool levels::has(std::uint8_t device) const {
    return (devices_ & device) != 0;
}

}  // namespace offhook::sim
