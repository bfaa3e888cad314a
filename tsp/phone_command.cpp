#include "tsp/phone_command.hpp"

#include "tsp/phone_features.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string>

namespace offhook::tsp {
namespace {

using protocol::capability;

checked_command refused(DWORD error) {
    return {error, std::nullopt};
}

checked_command accepted(engine::command what) {
    return {0, std::move(what)};
}

bool can(const engine::handset_profile& profile, DWORD feature) {
    return (features_of(profile) & feature) != 0;
}

constexpr DWORD any_device(DWORD handset_bit) {
    return feature_for(handset_bit, protocol::all_hook_devices);
}

std::uint16_t clamped(DWORD level) {
    return static_cast<std::uint16_t>(std::min<DWORD>(level, 0xFFFF));
}

/// A level for one device, where `handset_bit` is the family of features that allows it.
DWORD check_level(const engine::handset_profile& profile, DWORD device, DWORD handset_bit) {
    if (!can(profile, any_device(handset_bit))) return PHONEERR_OPERATIONUNAVAIL;
    const bool one = std::has_single_bit(device);
    if (!one || (device & profile.limits.hook_devices) == 0) return PHONEERR_INVALHOOKSWITCHDEV;
    return can(profile, feature_for(handset_bit, device)) ? 0 : PHONEERR_OPERATIONUNAVAIL;
}

/// Units of a block up to a 0, no more than `longest`.
std::u16string text_of(lent_bytes block, std::size_t longest) {
    const auto units = std::min<std::size_t>(block.size / sizeof(char16_t), longest);
    std::u16string text(units, u'\0');
    if (units > 0) std::memcpy(text.data(), block.data, units * sizeof(char16_t));
    text.resize(std::min(text.find(u'\0'), units));
    return text;
}

protocol::byte_vector bytes_of(lent_bytes block) {
    protocol::byte_vector bytes(block.size);
    if (block.size > 0) std::memcpy(bytes.data(), block.data, block.size);
    return bytes;
}

bool is_missing(lent_bytes block) {
    return block.data == nullptr && block.size > 0;
}

/// The part of the structure that holds the text, none if it lies outside.
std::optional<lent_bytes> text_block(const PHONEBUTTONINFO& info) {
    const std::uint64_t end = std::uint64_t{info.dwButtonTextOffset} + info.dwButtonTextSize;
    if (end > info.dwTotalSize) return std::nullopt;
    const auto* base = reinterpret_cast<const std::byte*>(&info);
    return lent_bytes{base + info.dwButtonTextOffset, info.dwButtonTextSize};
}

bool is_button_mode(DWORD mode) {
    return std::has_single_bit(mode) && mode <= PHONEBUTTONMODE_DISPLAY;
}

}  // namespace

checked_command lamp_command(const engine::handset_profile& profile, DWORD id, DWORD mode) {
    if (!can(profile, PHONEFEATURE_SETLAMP)) return refused(PHONEERR_OPERATIONUNAVAIL);
    if (id >= profile.buttons.size()) return refused(PHONEERR_INVALBUTTONLAMPID);
    // DUMMY and UNKNOWN are report values (tspi-phone.md §2.3).
    const DWORD modes =
        profile.buttons[id].lamp_modes & ~DWORD{PHONELAMPMODE_DUMMY | PHONELAMPMODE_UNKNOWN};
    if (!std::has_single_bit(mode) || (mode & modes) == 0) return refused(PHONEERR_INVALLAMPMODE);
    return accepted(protocol::lamp_setting{static_cast<std::uint8_t>(id),
                                           static_cast<protocol::lamp_mode>(mode)});
}

checked_command ring_command(const engine::handset_profile& profile, DWORD mode, DWORD volume) {
    if (!can(profile, PHONEFEATURE_SETRING)) return refused(PHONEERR_OPERATIONUNAVAIL);
    if (mode > profile.limits.ring_modes) return refused(PHONEERR_INVALRINGMODE);
    return accepted(protocol::ring_setting{static_cast<std::uint8_t>(mode), clamped(volume)});
}

checked_command hook_command(const engine::handset_profile& profile, DWORD devices, DWORD mode) {
    if (!can(profile, any_device(PHONEFEATURE_SETHOOKSWITCHHANDSET))) {
        return refused(PHONEERR_OPERATIONUNAVAIL);
    }
    const DWORD known = profile.limits.hook_devices;
    if (devices == 0 || (devices & ~known) != 0) return refused(PHONEERR_INVALHOOKSWITCHDEV);
    if (!std::has_single_bit(mode)) return refused(PHONEERR_INVALHOOKSWITCHMODE);
    for (const auto device : protocol::hook_devices) {
        if ((devices & static_cast<DWORD>(device)) == 0) continue;
        const DWORD modes = settable_modes(profile, protocol::index_of(device));
        if (modes == 0) return refused(PHONEERR_OPERATIONUNAVAIL);
        if ((mode & modes) == 0) return refused(PHONEERR_INVALHOOKSWITCHMODE);
    }
    return accepted(protocol::hook_setting{static_cast<std::uint8_t>(devices),
                                           static_cast<protocol::hook_mode>(mode)});
}

checked_command volume_command(const engine::handset_profile& profile, DWORD device, DWORD level) {
    const DWORD error = check_level(profile, device, PHONEFEATURE_SETVOLUMEHANDSET);
    if (error != 0) return refused(error);
    return accepted(protocol::volume_setting{{static_cast<std::uint8_t>(device), clamped(level)}});
}

checked_command gain_command(const engine::handset_profile& profile, DWORD device, DWORD level) {
    const DWORD error = check_level(profile, device, PHONEFEATURE_SETGAINHANDSET);
    if (error != 0) return refused(error);
    return accepted(protocol::gain_setting{{static_cast<std::uint8_t>(device), clamped(level)}});
}

checked_command display_command(const engine::handset_profile& profile,
                                display_place where,
                                lent_bytes text) {
    if (!can(profile, PHONEFEATURE_SETDISPLAY)) return refused(PHONEERR_OPERATIONUNAVAIL);
    const auto& limits = profile.limits;
    if (where.row >= limits.rows || where.column >= limits.columns) {
        return refused(PHONEERR_INVALPARAM);
    }
    if (is_missing(text) || text.size % sizeof(char16_t) != 0) return refused(PHONEERR_INVALPARAM);
    const std::size_t before = where.row * limits.columns + where.column;
    const std::size_t all = static_cast<std::size_t>(limits.rows) * limits.columns;
    auto units = text_of(text, all - before);
    // Nothing to write: the handset has no request for that (firmware-protocol.md §8.6).
    if (units.empty()) return {};
    return accepted(protocol::display_setting{static_cast<std::uint8_t>(where.row),
                                              static_cast<std::uint8_t>(where.column),
                                              std::move(units)});
}

checked_command button_command(const engine::handset_profile& profile,
                               DWORD id,
                               const PHONEBUTTONINFO* info) {
    if (!can(profile, PHONEFEATURE_SETBUTTONINFO)) return refused(PHONEERR_OPERATIONUNAVAIL);
    if (id >= profile.limits.buttons) return refused(PHONEERR_INVALBUTTONLAMPID);
    const auto smallest = tspi::phonebuttoninfo_fixed_size(tspi::version_1_3);
    if (info == nullptr || info->dwTotalSize < smallest || !is_button_mode(info->dwButtonMode)) {
        return refused(PHONEERR_OPERATIONFAILED);
    }
    const auto block = text_block(*info);
    if (!block) return refused(PHONEERR_OPERATIONFAILED);
    constexpr auto longest = protocol::button_setting::longest_label;
    auto label = text_of(*block, longest + 1);
    if (label.size() > longest) return refused(PHONEERR_RESOURCEUNAVAIL);
    return accepted(protocol::button_setting{static_cast<std::uint8_t>(id),
                                             static_cast<protocol::button_mode>(info->dwButtonMode),
                                             info->dwButtonFunction,
                                             std::move(label)});
}

checked_command data_command(const engine::handset_profile& profile, DWORD id, lent_bytes data) {
    if (!can(profile, PHONEFEATURE_SETDATA)) return refused(PHONEERR_OPERATIONUNAVAIL);
    if (id >= set_data_count(profile) || !profile.areas[id].writable()) {
        return refused(PHONEERR_INVALDATAID);
    }
    if (is_missing(data)) return refused(PHONEERR_OPERATIONFAILED);
    if (data.size > profile.areas[id].size) return refused(PHONEERR_RESOURCEUNAVAIL);
    return accepted(engine::download{static_cast<std::uint8_t>(id), bytes_of(data)});
}

checked_command vendor_command(const engine::handset_profile& profile, lent_bytes block) {
    if (!profile.has(capability::vendor) || profile.limits.vendor_max == 0) {
        return refused(PHONEERR_OPERATIONUNAVAIL);
    }
    if (is_missing(block)) return refused(PHONEERR_INVALPOINTER);
    if (block.size > profile.limits.vendor_max) return refused(PHONEERR_RESOURCEUNAVAIL);
    return accepted(engine::vendor_request{bytes_of(block)});
}

}  // namespace offhook::tsp
