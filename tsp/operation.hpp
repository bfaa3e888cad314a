#pragma once

namespace offhook::tsp {

/// A phone function of TSPI, and the one provider function that answers a PHONEERR. What it may
/// answer depends on it: see error_map.hpp.
enum class operation {
    create_device,
    // by device ID
    negotiate_version,
    get_dev_caps,
    get_extension_id,
    negotiate_ext_version,
    get_icon,
    open,
    // by handle, at once
    close,
    select_ext_version,
    set_status_messages,
    get_status,
    get_button_info,
    get_data,
    get_display,
    get_gain,
    get_hook_switch,
    get_id,
    get_lamp,
    get_ring,
    get_volume,
    // by handle, completed later
    dev_specific,
    set_button_info,
    set_data,
    set_display,
    set_gain,
    set_hook_switch,
    set_lamp,
    set_ring,
    set_volume,
};

/// The last one, for tables and tests.
inline constexpr operation last_operation = operation::set_volume;

}  // namespace offhook::tsp
