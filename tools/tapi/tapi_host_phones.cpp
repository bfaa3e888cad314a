// Opening and closing, status masks.

#include <mutex>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/phone_call.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi {

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
    // First ours: what the provider sends as soon as it may is wanted.
    registry_.set_masks(phone, masks);
    if (united != registry_.forwarded_masks(id)) {
        error = call.query(&provider_exports::phone_set_status_messages,
                           united.states,
                           united.button_modes,
                           united.button_states);
        if (error != 0) {
            registry_.set_masks(phone, call.handle().masks);
            return error;
        }
        registry_.set_forwarded_masks(id, united);
    }
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
