// Phones by device ID; they need not be open.

#include <mutex>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/phone_call.hpp"
#include "tools/tapi/tapi_host.hpp"
#include "tools/tapi/versioned_structure.hpp"

namespace offhook::tapi {
namespace {

/// What the provider's capabilities become for an application.
void add_host_caps(PHONECAPS& caps, DWORD provider_version, DWORD api_version) {
    // TSPI: TSPI_phoneGetDevCaps: the states which TAPI itself reports.
    caps.dwPhoneStates |= PHONESTATE_OWNER | PHONESTATE_MONITORS | PHONESTATE_REINIT;
    if (provider_version >= tspi::version_2_0 && api_version < tspi::version_3_1) {
        // TAPI: PHONEFEATURE_ Constants: for applications of 3.1 only.
        caps.dwPhoneFeatures &= ~DWORD{PHONEFEATURE_GENERICPHONE};
    }
}

}  // namespace

LONG tapi_host::find_phone(DWORD device_id, std::shared_ptr<device>& phone) const {
    if (!registry_.has_applications()) {
        return to_result(PHONEERR_UNINITIALIZED);
    }
    return registry_.find_device(device_id, phone);
}

LONG tapi_host::find_phone_of(HPHONEAPP app,
                              DWORD device_id,
                              std::shared_ptr<device>& phone) const {
    application found;
    if (const LONG error = registry_.find_application(app, found); error != 0) {
        return error;
    }
    if (const LONG error = registry_.find_device(device_id, phone); error != 0) {
        return error;
    }
    return phone->negotiation_result;
}

LONG tapi_host::phone_negotiate_api_version(HPHONEAPP app,
                                            DWORD device_id,
                                            version_range range,
                                            DWORD* version,
                                            PHONEEXTENSIONID* extension) {
    if (version == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const std::shared_lock session(session_);
    std::shared_ptr<device> phone;
    if (const LONG error = find_phone_of(app, device_id, phone); error != 0) {
        return error;
    }
    const DWORD highest = highest_known_version(range.low, std::min(range.high, phone->version));
    if (range.low > range.high || highest == 0) {
        return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    }
    *version = highest;
    registry_.note_negotiated(app, highest);
    if (extension == nullptr) {
        return 0;
    }
    // TAPI: phoneNegotiateAPIVersion: all zero without extensions.
    *extension = {};
    const std::shared_lock alive(phone->lifecycle);
    const auto entry_point = phone->owner.exports().phone_get_extension_id;
    if (entry_point != nullptr) {
        static_cast<void>(
            phone->owner.call([&] { return entry_point(device_id, phone->version, extension); }));
    }
    return 0;
}

LONG tapi_host::phone_negotiate_ext_version(
    HPHONEAPP app, DWORD device_id, DWORD api_version, version_range range, DWORD* ext_version) {
    if (ext_version == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const std::shared_lock session(session_);
    std::shared_ptr<device> phone;
    if (const LONG error = find_phone_of(app, device_id, phone); error != 0) {
        return error;
    }
    if (const LONG error = check_version(api_version, phone->version); error != 0) {
        return error;
    }
    const std::shared_lock alive(phone->lifecycle);
    const auto entry_point = phone->owner.exports().phone_negotiate_ext_version;
    if (entry_point == nullptr) {
        return to_result(PHONEERR_OPERATIONUNAVAIL);
    }
    *ext_version = 0;
    return phone->owner.call(
        [&] { return entry_point(device_id, phone->version, range.low, range.high, ext_version); });
}

LONG tapi_host::phone_get_dev_caps(
    HPHONEAPP app, DWORD device_id, DWORD api_version, PHONECAPS* caps, DWORD ext_version) {
    const std::shared_lock session(session_);
    std::shared_ptr<device> phone;
    if (const LONG error = find_phone_of(app, device_id, phone); error != 0) {
        return error;
    }
    if (const LONG error = check_version(api_version, phone->version); error != 0) {
        return error;
    }
    versioned_structure structure(phonecaps_layout, caps, api_version, phone->version);
    if (const LONG error = structure.check(); error != 0) {
        return error;
    }
    const std::shared_lock alive(phone->lifecycle);
    const auto entry_point = phone->owner.exports().phone_get_dev_caps;
    if (entry_point == nullptr) {
        return to_result(PHONEERR_OPERATIONUNAVAIL);
    }
    auto* filled = static_cast<PHONECAPS*>(structure.prepare());
    const LONG result = phone->owner.call(
        [&] { return entry_point(device_id, phone->version, ext_version, filled); });
    if (result == 0) {
        add_host_caps(*filled, phone->version, api_version);
        structure.translate_to_application();
    }
    return result;
}

LONG tapi_host::phone_get_icon(DWORD device_id, const WCHAR* device_class, HICON* icon) {
    if (icon == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const std::shared_lock session(session_);
    std::shared_ptr<device> phone;
    if (const LONG error = find_phone(device_id, phone); error != 0) {
        return error;
    }
    const std::shared_lock alive(phone->lifecycle);
    *icon = nullptr;
    const auto entry_point = phone->owner.exports().phone_get_icon;
    return entry_point == nullptr
               ? 0
               : phone->owner.call([&] { return entry_point(device_id, device_class, icon); });
}

LONG tapi_host::phone_api_version(HPHONE phone, DWORD* version) const {
    open_phone found;
    const LONG error = registry_.find_phone(phone, found);
    *version = found.handle.api_version;
    return error;
}

}  // namespace offhook::tapi
