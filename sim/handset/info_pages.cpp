#include "sim/handset/info_pages.hpp"

#include <algorithm>

namespace offhook::sim {
namespace {

using protocol::status;

// Bytes of pages 2 and 3 before their entries (§7.2).
constexpr std::size_t page_header = 3;
constexpr std::size_t button_entry = 6;
constexpr std::size_t area_entry = 5;

std::uint8_t size_of(const auto& list) {
    return static_cast<std::uint8_t>(list.size());
}

protocol::info_limits limits_of(const profile& what) {
    protocol::info_limits limits;
    limits.rows = what.columns == 0 ? std::uint8_t{0} : what.rows;
    limits.columns = what.rows == 0 ? std::uint8_t{0} : what.columns;
    limits.ring_modes = what.ring_modes;
    limits.buttons = size_of(what.buttons);
    limits.areas = size_of(what.areas);
    for (const auto device : protocol::hook_devices) {
        const auto& hook = what.hooks[index_of(device)];
        if (!hook.present) continue;
        const auto bit = static_cast<std::uint8_t>(device);
        limits.hook_devices |= bit;
        if (hook.volume) limits.volume_devices |= bit;
        if (hook.gain) limits.gain_devices |= bit;
        limits.hook_modes[index_of(device)] = hook.modes;
    }
    limits.vendor_max = what.vendor_max;
    limits.audio = what.audio;
    return limits;
}

// How many of the entries that are left fit in one answer (§7.2).
std::size_t fitting(const panel& device, std::size_t left, std::size_t entry) {
    return std::min(left, (device.what.max_message - page_header) / entry);
}

answer buttons_page(const panel& device, std::uint8_t first) {
    const auto there = device.what.buttons.size();
    if (first > there) return bad_parameter(1);
    protocol::info_buttons page;
    page.first = first;
    const auto end = first + fitting(device, there - first, button_entry);
    for (std::size_t i = first; i < end; ++i) page.buttons.push_back(device.keys.page_entry(i));
    return {status::ok, protocol::encoded(page)};
}

answer areas_page(const panel& device, std::uint8_t first) {
    const auto& areas = device.what.areas;
    if (first > areas.size()) return bad_parameter(1);
    protocol::info_areas page;
    page.first = first;
    const auto end = first + fitting(device, areas.size() - first, area_entry);
    for (std::size_t i = first; i < end; ++i) page.areas.push_back(areas[i].info);
    return {status::ok, protocol::encoded(page)};
}

}  // namespace

answer info_page(const panel& device, const std::string& serial, const protocol::get_info& wanted) {
    const auto& what = device.what;
    switch (wanted.page) {
        case protocol::info_page::limits: return {status::ok, protocol::encoded(limits_of(what))};
        case protocol::info_page::names:
            return {status::ok,
                    protocol::encoded(protocol::info_names{
                        what.maker, what.product, what.firmware_name, serial})};
        case protocol::info_page::buttons: return buttons_page(device, wanted.first);
        case protocol::info_page::areas: return areas_page(device, wanted.first);
    }
    return bad_parameter(0);
}

}  // namespace offhook::sim
