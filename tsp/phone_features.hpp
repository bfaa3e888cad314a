#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tsp {

/// PHONEFEATURE_ bits of what the handset can ever do. A function whose bit is 0 answers
/// PHONEERR_OPERATIONUNAVAIL, and only such a function does (tspi-phone.md §2.3).
[[nodiscard]] DWORD features_of(const engine::handset_profile& profile);

/// The bit of one hook switch device, of three that lie side by side: `handset_bit` is that of the
/// handset, `devices` one or more PHONEHOOKSWITCHDEV_.
[[nodiscard]] constexpr DWORD feature_for(DWORD handset_bit, DWORD devices) {
    // handset 1, speaker 2 and headset 4 are neighbours in every family, so the product spreads
    // them.
    return handset_bit * devices;
}

/// Hook switch devices whose volume, and whose gain, can be set (PHONECAPS: dwVolumeFlags).
[[nodiscard]] DWORD volume_devices(const engine::handset_profile& profile);
[[nodiscard]] DWORD gain_devices(const engine::handset_profile& profile);

/// PHONEHOOKSWITCHMODE_ bits that SetHookSwitch takes for a device, in the order of
/// protocol::hook_devices; 0 for one that the handset does not have or does not let the host
/// switch.
[[nodiscard]] DWORD settable_modes(const engine::handset_profile& profile, std::size_t index);

/// Those in which the device may be found: what can be set, and what a hand can always do.
[[nodiscard]] DWORD possible_modes(const engine::handset_profile& profile, std::size_t index);

/// Number of data IDs that can be written, or read: the last such area and all before it. A data ID
/// of TAPI is an area's number, the same in both directions; in the gaps the size is 0 and the ID
/// answers PHONEERR_INVALDATAID.
[[nodiscard]] DWORD set_data_count(const engine::handset_profile& profile);
[[nodiscard]] DWORD get_data_count(const engine::handset_profile& profile);

}  // namespace offhook::tsp
