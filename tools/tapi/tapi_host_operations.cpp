// The nine asynchronous operations: the host's checks, then one TSPI call.

#include <cstring>
#include <vector>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/phone_call.hpp"
#include "tools/tapi/tapi_host.hpp"
#include "tools/tapi/versioned_structure.hpp"

namespace offhook::tapi {
namespace {

LONG check_block(const void* block, DWORD size) noexcept {
    return block == nullptr && size > 0 ? to_result(PHONEERR_INVALPOINTER) : 0;
}

}  // namespace

LONG tapi_host::phone_dev_specific(HPHONE phone, void* parameters, DWORD size) {
    phone_call call(registry_, session_, phone);
    // TAPI: phoneDevSpecific: a monitor's handle will do.
    LONG error = call.error();
    if (error == 0) error = check_block(parameters, size);
    return error != 0 ? error
                      : call.submit(&provider_exports::phone_dev_specific, parameters, size);
}

LONG tapi_host::phone_set_button_info(HPHONE phone, DWORD button_lamp_id, PHONEBUTTONINFO* info) {
    phone_call call(registry_, session_, phone);
    if (const LONG error = call.error_unless_owner(); error != 0) {
        return error;
    }
    versioned_structure structure(
        phonebuttoninfo_layout, info, call.handle().api_version, call.target().version);
    if (const LONG error = structure.check(); error != 0) {
        return error;
    }
    auto* given = static_cast<PHONEBUTTONINFO*>(structure.translate_to_provider());
    return call.submit(&provider_exports::phone_set_button_info, button_lamp_id, given);
}

LONG tapi_host::phone_set_data(HPHONE phone, DWORD data_id, void* data, DWORD size) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_block(data, size);
    return error != 0 ? error : call.submit(&provider_exports::phone_set_data, data_id, data, size);
}

LONG tapi_host::phone_set_display(HPHONE phone, DWORD row, DWORD column, std::u16string_view text) {
    const auto size = static_cast<DWORD>(text.size() * sizeof(char16_t));
    return phone_set_display(phone, row, column, text.data(), size);
}

LONG tapi_host::phone_set_display(
    HPHONE phone, DWORD row, DWORD column, const void* text, DWORD size) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_block(text, size);
    if (error != 0) {
        return error;
    }
    // Any address will do for an application; a provider expects one that holds WCHARs.
    std::vector<WCHAR> units((size + 1) / sizeof(WCHAR));
    if (size > 0) {
        std::memcpy(units.data(), text, size);
    }
    return call.submit(&provider_exports::phone_set_display,
                       row,
                       column,
                       static_cast<LPCWSTR>(units.data()),
                       size);
}

LONG tapi_host::phone_set_gain(HPHONE phone, DWORD hook_device, DWORD gain) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_one_hook_device(hook_device);
    return error != 0
               ? error
               : call.submit(&provider_exports::phone_set_gain, hook_device, clamp_level(gain));
}

LONG tapi_host::phone_set_hook_switch(HPHONE phone, DWORD hook_devices, DWORD mode) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_hook_devices(hook_devices);
    if (error == 0) error = check_hook_mode(mode);
    return error != 0 ? error
                      : call.submit(&provider_exports::phone_set_hook_switch, hook_devices, mode);
}

LONG tapi_host::phone_set_lamp(HPHONE phone, DWORD button_lamp_id, DWORD lamp_mode) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_lamp_mode(lamp_mode);
    return error != 0 ? error
                      : call.submit(&provider_exports::phone_set_lamp, button_lamp_id, lamp_mode);
}

LONG tapi_host::phone_set_ring(HPHONE phone, DWORD ring_mode, DWORD volume) {
    phone_call call(registry_, session_, phone);
    const LONG error = call.error_unless_owner();
    return error != 0
               ? error
               : call.submit(&provider_exports::phone_set_ring, ring_mode, clamp_level(volume));
}

LONG tapi_host::phone_set_volume(HPHONE phone, DWORD hook_device, DWORD volume) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error_unless_owner();
    if (error == 0) error = check_one_hook_device(hook_device);
    return error != 0
               ? error
               : call.submit(&provider_exports::phone_set_volume, hook_device, clamp_level(volume));
}

}  // namespace offhook::tapi
