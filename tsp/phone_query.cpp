#include "tsp/phone_query.hpp"

#include "tsp/phone_features.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace offhook::tsp {
namespace {

bool can(const phone_view& view, DWORD feature) {
    return (features_of(*view.profile) & feature) != 0;
}

DWORD get_level(const phone_view& view, DWORD device, DWORD handset_bit, std::size_t& index) {
    if (!can(view, feature_for(handset_bit, protocol::all_hook_devices))) {
        return PHONEERR_OPERATIONUNAVAIL;
    }
    const bool one = std::has_single_bit(device);
    if (!one || (device & view.profile->limits.hook_devices) == 0) {
        return PHONEERR_INVALHOOKSWITCHDEV;
    }
    if (!can(view, feature_for(handset_bit, device))) return PHONEERR_OPERATIONUNAVAIL;
    index = protocol::index_of(static_cast<protocol::hook_device>(device));
    return 0;
}

bool is_off_hook(protocol::hook_mode mode) {
    // UNKNOWN is neither (tspi-phone.md §2.3).
    return mode == protocol::hook_mode::mic || mode == protocol::hook_mode::speaker ||
           mode == protocol::hook_mode::mic_speaker;
}

}  // namespace

DWORD get_volume(const phone_view& view, DWORD device, DWORD& level) {
    std::size_t index = 0;
    const DWORD error = get_level(view, device, PHONEFEATURE_GETVOLUMEHANDSET, index);
    if (error == 0) level = view.picture.state().volume[index];
    return error;
}

DWORD get_gain(const phone_view& view, DWORD device, DWORD& level) {
    std::size_t index = 0;
    const DWORD error = get_level(view, device, PHONEFEATURE_GETGAINHANDSET, index);
    if (error == 0) level = view.picture.state().gain[index];
    return error;
}

DWORD get_hook_switch(const phone_view& view, DWORD& devices) {
    const DWORD known = view.profile->limits.hook_devices;
    if (known == 0) return PHONEERR_OPERATIONUNAVAIL;
    DWORD off_hook = 0;
    for (const auto device : protocol::hook_devices) {
        const auto mode = view.picture.state().hook[protocol::index_of(device)];
        if (is_off_hook(mode)) off_hook |= static_cast<DWORD>(device);
    }
    devices = off_hook & known;
    return 0;
}

DWORD get_lamp(const phone_view& view, DWORD id, DWORD& mode) {
    if (!can(view, PHONEFEATURE_GETLAMP)) return PHONEERR_OPERATIONUNAVAIL;
    if (id >= view.profile->limits.buttons) return PHONEERR_INVALBUTTONLAMPID;
    mode = lamp_of(view, id);
    return 0;
}

DWORD get_ring(const phone_view& view, DWORD& mode, DWORD& volume) {
    if (!can(view, PHONEFEATURE_GETRING)) return PHONEERR_OPERATIONUNAVAIL;
    mode = view.picture.state().ring.mode;
    volume = view.picture.state().ring.volume;
    return 0;
}

DWORD get_data(const phone_view& view, DWORD id, void* data, DWORD size) {
    if (!can(view, PHONEFEATURE_GETDATA)) return PHONEERR_OPERATIONUNAVAIL;
    if (id >= get_data_count(*view.profile) || !view.profile->areas[id].readable()) {
        return PHONEERR_INVALDATAID;
    }
    const auto content = view.picture.area(static_cast<std::uint8_t>(id));
    if (!content) return PHONEERR_RESOURCEUNAVAIL;
    const auto length = std::min<std::size_t>(size, content->size());
    if (length > 0) std::memcpy(data, content->data(), length);
    return 0;
}

}  // namespace offhook::tsp
