// Phones by device ID, opening and closing, status masks.

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

LONG tapi_host::phone_open(HPHONEAPP app,
                           DWORD device_id,
                           const open_options& options,
                           HPHONE* phone) {
    if (phone == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const std::shared_lock session(session_);
    std::shared_ptr<device> target;
    LONG error = find_phone_of(app, device_id, target);
    if (error == 0) error = check_privilege(options.privilege);
    if (error == 0) error = check_version(options.api_version, target->version);
    if (error != 0) {
        return error;
    }
    const std::unique_lock alone(target->lifecycle);
    // Asked again: it may have been removed before the lock was ours.
    error = registry_.find_device(device_id, target);
    if (error == 0) error = registry_.check_privilege_free(device_id, options.privilege);
    if (error != 0) {
        return error;
    }
    return open_handle_on(*target,
                          {.app = app,
                           .device_id = device_id,
                           .privilege = options.privilege,
                           .api_version = options.api_version,
                           .ext_version = options.ext_version,
                           .instance = options.instance,
                           .masks = {}},
                          *phone);
}

LONG tapi_host::open_handle_on(device& phone, open_handle wanted, HPHONE& handle) {
    LONG error = open_at_provider(phone);
    if (error == 0) error = select_ext_version(phone, wanted.ext_version);
    if (error == 0) error = registry_.add_handle(wanted, handle);
    if (!registry_.has_handles(phone.id)) {
        close_at_provider(phone);
    }
    return error;
}

LONG tapi_host::open_at_provider(device& phone) {
    // TSPI: TSPI_phoneOpen: one open a device, whatever the number of handles.
    if (registry_.provider_handle(phone.id) != nullptr) {
        return 0;
    }
    const auto entry_point = phone.owner.exports().phone_open;
    if (entry_point == nullptr) {
        return to_result(PHONEERR_OPERATIONUNAVAIL);
    }
    const HTAPIPHONE host_handle = registry_.begin_open(phone.id);
    HDRVPHONE provider_handle = nullptr;
    LONG result = phone.owner.call([&] {
        return entry_point(phone.id,
                           host_handle,
                           &provider_handle,
                           phone.version,
                           callback_router::phone_events());
    });
    if (result == 0 && provider_handle == nullptr) {
        log("phone " + std::to_string(phone.id) + ": TSPI_phoneOpen succeeded without a handle");
        result = to_result(PHONEERR_OPERATIONFAILED);
    }
    if (result != 0) {
        registry_.finish_close(phone.id);
        return result;
    }
    registry_.finish_open(phone.id, provider_handle);
    return 0;
}

LONG tapi_host::select_ext_version(device& phone, DWORD ext_version) {
    // TSPI: TSPI_phoneSelectExtVersion: with the first handle that wants one, and all want the
    // same.
    const DWORD selected = registry_.ext_version(phone.id);
    if (ext_version == 0 || ext_version == selected) {
        return 0;
    }
    const auto entry_point = phone.owner.exports().phone_select_ext_version;
    if (selected != 0 || entry_point == nullptr) {
        return to_result(PHONEERR_INCOMPATIBLEEXTVERSION);
    }
    return phone.owner.call(
        [&] { return entry_point(registry_.provider_handle(phone.id), ext_version); });
}

void tapi_host::close_at_provider(device& phone) {
    const HDRVPHONE provider_handle = registry_.provider_handle(phone.id);
    if (provider_handle == nullptr) {
        return;
    }
    const auto entry_point = phone.owner.exports().phone_close;
    if (entry_point != nullptr) {
        // TSPI: TSPI_phoneClose: its result is of no use to anybody.
        static_cast<void>(phone.owner.call([&] { return entry_point(provider_handle); }));
    }
    // TSPI: TSPI_phoneClose: every operation has been completed before it returned.
    const std::size_t abandoned = registry_.abandon_requests(phone.id);
    if (abandoned > 0) {
        log("phone " + std::to_string(phone.id) + ": TSPI_phoneClose returned with " +
            std::to_string(abandoned) + " operations outstanding; they ended here");
    }
    registry_.finish_close(phone.id);
}

LONG tapi_host::phone_close(HPHONE phone) {
    const std::shared_lock session(session_);
    return close_handle(phone);
}

LONG tapi_host::close_handle(HPHONE phone) {
    removed_handle removed;
    if (const LONG error = registry_.remove_handle(phone, removed); error != 0) {
        return error;
    }
    device& target = *removed.target;
    const std::unique_lock alone(target.lifecycle);
    if (!registry_.has_handles(target.id)) {
        close_at_provider(target);
        return 0;
    }
    after_one_of_several_closed(target, removed);
    return 0;
}

void tapi_host::after_one_of_several_closed(device& phone, const removed_handle& removed) {
    const HDRVPHONE provider_handle = registry_.provider_handle(phone.id);
    const provider_exports& exports = phone.owner.exports();
    if (removed.ext_version != 0 && removed.ext_version_left == 0 &&
        exports.phone_select_ext_version != nullptr) {
        // TSPI: TSPI_phoneSelectExtVersion: 0 when the last handle that used one is closed.
        static_cast<void>(
            phone.owner.call([&] { return exports.phone_select_ext_version(provider_handle, 0); }));
    }
    // What only the closed handle wanted to hear need not be reported any more.
    const status_masks united = registry_.united_masks(phone.id, 0, {});
    if (united != registry_.forwarded_masks(phone.id) &&
        exports.phone_set_status_messages != nullptr) {
        registry_.set_forwarded_masks(phone.id, united);
        static_cast<void>(phone.owner.call([&] {
            return exports.phone_set_status_messages(
                provider_handle, united.states, united.button_modes, united.button_states);
        }));
    }
}

LONG tapi_host::phone_set_status_messages(HPHONE phone, const status_masks& masks) {
    phone_call call(registry_, session_, phone);
    LONG error = call.error();
    if (error == 0) error = check_status_masks(masks);
    if (error != 0) {
        return error;
    }
    const DWORD id = call.target().id;
    const std::lock_guard in_order(call.target().forwarding);
    const status_masks united = registry_.united_masks(id, phone, masks);
    if (united != registry_.forwarded_masks(id)) {
        error = call.query(&provider_exports::phone_set_status_messages,
                           united.states,
                           united.button_modes,
                           united.button_states);
        if (error != 0) {
            return error;
        }
        registry_.set_forwarded_masks(id, united);
    }
    registry_.set_masks(phone, masks);
    return 0;
}

LONG tapi_host::phone_get_status_messages(HPHONE phone, status_masks* masks) {
    if (masks == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const phone_call call(registry_, session_, phone);
    if (call.error() == 0) {
        *masks = call.handle().masks;
    }
    return call.error();
}

}  // namespace offhook::tapi
