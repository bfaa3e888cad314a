// The synchronous questions about an open phone.

#include <cstring>
#include <string_view>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/phone_call.hpp"
#include "tools/tapi/tapi_host.hpp"
#include "tools/tapi/versioned_structure.hpp"

namespace offhook::tapi {
namespace {

constexpr DWORD all_set_features =
    PHONEFEATURE_SETBUTTONINFO | PHONEFEATURE_SETDATA | PHONEFEATURE_SETDISPLAY |
    PHONEFEATURE_SETGAINHANDSET | PHONEFEATURE_SETGAINSPEAKER | PHONEFEATURE_SETGAINHEADSET |
    PHONEFEATURE_SETHOOKSWITCHHANDSET | PHONEFEATURE_SETHOOKSWITCHSPEAKER |
    PHONEFEATURE_SETHOOKSWITCHHEADSET | PHONEFEATURE_SETLAMP | PHONEFEATURE_SETRING |
    PHONEFEATURE_SETVOLUMEHANDSET | PHONEFEATURE_SETVOLUMESPEAKER | PHONEFEATURE_SETVOLUMEHEADSET;

template <typename... Pointers>
LONG check_pointers(Pointers... pointers) noexcept {
    const bool any_null = ((pointers == nullptr) || ...);
    return any_null ? to_result(PHONEERR_INVALPOINTER) : 0;
}

/// Device classes are compared whatever their case (TSPI: TSPI device classes).
bool same_class(const WCHAR* device_class, std::string_view name) {
    for (const char expected : name) {
        const auto unit = static_cast<char16_t>(*device_class++);
        const bool upper = unit >= u'A' && unit <= u'Z';
        const auto lower = static_cast<char16_t>(upper ? unit - u'A' + u'a' : unit);
        if (lower != static_cast<char16_t>(expected)) {
            return false;
        }
    }
    return *device_class == 0;
}

/// TAPI: tapi/phone: the host's own answer, the device ID in binary.
void give_device_id(VARSTRING& answer, DWORD device_id) {
    const DWORD room = answer.dwTotalSize - answer.dwUsedSize;
    answer.dwStringFormat = STRINGFORMAT_BINARY;
    answer.dwNeededSize += static_cast<DWORD>(sizeof(device_id));
    if (room < sizeof(device_id)) {
        return;
    }
    answer.dwStringSize = sizeof(device_id);
    answer.dwStringOffset = answer.dwUsedSize;
    std::memcpy(
        reinterpret_cast<std::byte*>(&answer) + answer.dwUsedSize, &device_id, sizeof(device_id));
    answer.dwUsedSize = answer.dwNeededSize;
}

/// TSPI: TSPI_phoneGetStatus: what belongs to the host, whatever the provider put there.
void add_host_members(PHONESTATUS& status, DWORD fixed_size, const phone_users& users) {
    status.dwNumOwners = users.owners;
    status.dwNumMonitors = users.monitors;
    status.dwOwnerNameSize = 0;
    status.dwOwnerNameOffset = 0;
    if (status.dwUsedSize >= fixed_size && users.owners > 0 && !users.owner_name.empty()) {
        append_text(&status, offsetof(PHONESTATUS, dwOwnerNameOffset), users.owner_name);
    }
}

}  // namespace

LONG tapi_host::phone_get_status(HPHONE phone, PHONESTATUS* status) {
    phone_call call(registry_, session_, phone);
    if (call.error() != 0) {
        return call.error();
    }
    const DWORD version = call.target().version;
    versioned_structure structure(phonestatus_layout, status, call.handle().api_version, version);
    if (const LONG error = structure.check(); error != 0) {
        return error;
    }
    auto* filled = static_cast<PHONESTATUS*>(structure.prepare());
    const LONG result = call.query(&provider_exports::phone_get_status, filled);
    if (result != 0) {
        return result;
    }
    const DWORD fixed_size = tspi::phonestatus_fixed_size(version);
    add_host_members(*filled, fixed_size, registry_.users(call.target().id));
    const bool owner = call.handle().privilege == PHONEPRIVILEGE_OWNER;
    if (!owner && fixed_size == sizeof(PHONESTATUS)) {
        // TAPI: PHONESTATUS: what this application may call; only the host knows who the owner is.
        filled->dwPhoneFeatures &= ~all_set_features;
    }
    structure.translate_to_application();
    return 0;
}

LONG tapi_host::phone_get_button_info(HPHONE phone, DWORD button_lamp_id, PHONEBUTTONINFO* info) {
    phone_call call(registry_, session_, phone);
    if (call.error() != 0) {
        return call.error();
    }
    versioned_structure structure(
        phonebuttoninfo_layout, info, call.handle().api_version, call.target().version);
    if (const LONG error = structure.check(); error != 0) {
        return error;
    }
    auto* filled = static_cast<PHONEBUTTONINFO*>(structure.prepare());
    const LONG result =
        call.query(&provider_exports::phone_get_button_info, button_lamp_id, filled);
    if (result == 0) {
        structure.translate_to_application();
    }
    return result;
}

LONG tapi_host::phone_get_data(HPHONE phone, DWORD data_id, void* data, DWORD size) {
    phone_call call(registry_, session_, phone);
    if (call.error() != 0) {
        return call.error();
    }
    if (data == nullptr && size > 0) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    return call.query(&provider_exports::phone_get_data, data_id, data, size);
}

LONG tapi_host::phone_get_display(HPHONE phone, VARSTRING* display) {
    phone_call call(registry_, session_, phone);
    if (call.error() != 0) {
        return call.error();
    }
    const DWORD version = call.target().version;
    versioned_structure structure(varstring_layout, display, version, version);
    if (const LONG error = structure.check(); error != 0) {
        return error;
    }
    auto* filled = static_cast<VARSTRING*>(structure.prepare());
    return call.query(&provider_exports::phone_get_display, filled);
}

LONG tapi_host::phone_get_gain(HPHONE phone, DWORD hook_device, DWORD* gain) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(gain);
    if (error == 0) error = check_one_hook_device(hook_device);
    return error != 0 ? error : call.query(&provider_exports::phone_get_gain, hook_device, gain);
}

LONG tapi_host::phone_get_hook_switch(HPHONE phone, DWORD* hook_devices) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(hook_devices);
    return error != 0 ? error : call.query(&provider_exports::phone_get_hook_switch, hook_devices);
}

LONG tapi_host::phone_get_id(HPHONE phone, VARSTRING* device_id, const WCHAR* device_class) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(device_class);
    if (error != 0) {
        return error;
    }
    const DWORD version = call.target().version;
    versioned_structure structure(varstring_layout, device_id, version, version);
    if (error = structure.check(); error != 0) {
        return error;
    }
    auto* filled = static_cast<VARSTRING*>(structure.prepare());
    if (same_class(device_class, "tapi/phone")) {
        give_device_id(*filled, call.target().id);
        return 0;
    }
    if (same_class(device_class, "tapi/line")) {
        // The host's own class too, and no phone here belongs to a line.
        return to_result(PHONEERR_INVALDEVICECLASS);
    }
    // The target process is this one: a handle for the application needs no duplicating.
    return call.query(&provider_exports::phone_get_id, filled, device_class, HANDLE{});
}

LONG tapi_host::phone_get_lamp(HPHONE phone, DWORD button_lamp_id, DWORD* lamp_mode) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(lamp_mode);
    return error != 0 ? error
                      : call.query(&provider_exports::phone_get_lamp, button_lamp_id, lamp_mode);
}

LONG tapi_host::phone_get_ring(HPHONE phone, DWORD* ring_mode, DWORD* volume) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(ring_mode, volume);
    return error != 0 ? error : call.query(&provider_exports::phone_get_ring, ring_mode, volume);
}

LONG tapi_host::phone_get_volume(HPHONE phone, DWORD hook_device, DWORD* volume) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_pointers(volume);
    if (error == 0) error = check_one_hook_device(hook_device);
    return error != 0 ? error
                      : call.query(&provider_exports::phone_get_volume, hook_device, volume);
}

}  // namespace offhook::tapi
