// What providers report. The callbacks take notes; what must call a provider is done by the work
// queue (tspi-phone.md §1.5).

#include <mutex>

#include "tools/tapi/error_names.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi {

void tapi_host::on_completion(DRV_REQUESTID request,
                              LONG result,
                              std::chrono::steady_clock::time_point when) {
    const std::string id = std::to_string(request);
    if (result > 0) {
        log("completion of request " + id + " with the positive result " + std::to_string(result) +
            ", taken as PHONEERR_OPERATIONFAILED");
    }
    switch (registry_.complete(request, result, when)) {
        case completion_fate::ended:
        case completion_fate::held: break;
        case completion_fate::duplicate:
        case completion_fate::late:
            log("completion of request " + id + ", which had ended already, was ignored");
            break;
        case completion_fate::unknown:
            log("completion of request " + id + ", which was never made, was ignored");
            break;
    }
}

void tapi_host::on_phone_event(const phone_event& event) {
    if (event.message == PHONE_CREATE) {
        work_.add([this, token = event.parameter1, temporary_id = event.parameter2] {
            create_phone(token, temporary_id);
        });
        return;
    }
    if (event.message == PHONE_REMOVE) {
        work_.add([this, id = static_cast<DWORD>(event.parameter1)] { remove_phone(id); });
        return;
    }
    switch (registry_.deliver(event)) {
        case event_fate::delivered:
        case event_fate::not_enabled: break;
        case event_fate::stale_handle:
            log("PHONEEVENT " + std::to_string(event.message) +
                " for a phone that is not open was ignored");
            break;
        case event_fate::not_a_phone_message:
            log("PHONEEVENT " + std::to_string(event.message) +
                " is no message a phone provider sends; it was ignored");
            break;
    }
}

void tapi_host::on_line_event(DWORD message) {
    log("LINEEVENT " + std::to_string(message) + " was ignored: this host serves phones only");
}

void tapi_host::create_phone(DWORD_PTR provider_token, DWORD_PTR temporary_id) {
    for (const auto& each : providers_) {
        if (reinterpret_cast<DWORD_PTR>(each->handle()) != provider_token) {
            continue;
        }
        const auto entry_point = each->exports().provider_create_phone_device;
        if (entry_point == nullptr) {
            log("PHONE_CREATE was ignored: TSPI_providerCreatePhoneDevice is not exported");
            return;
        }
        // TSPI: TSPI_providerCreatePhoneDevice: the next ID nobody has had, at the system's end.
        const DWORD id = registry_.next_device_id();
        const LONG result = each->call([&] { return entry_point(temporary_id, id); });
        if (result != 0) {
            log("TSPI_providerCreatePhoneDevice answered " + result_name(result) +
                "; the new phone is left out");
            return;
        }
        negotiate_and_add(*each, id);
        registry_.announce_created(id);
        return;
    }
    log("PHONE_CREATE with an unknown provider handle was ignored");
}

void tapi_host::remove_phone(DWORD id) {
    std::shared_ptr<device> phone;
    if (registry_.find_device(id, phone) != 0) {
        log("PHONE_REMOVE of phone " + std::to_string(id) + ", which is not there, was ignored");
        return;
    }
    // TSPI: PHONE_REMOVE: close, PHONE_CLOSE to the handles, PHONE_REMOVE to the applications.
    const std::unique_lock alone(phone->lifecycle);
    close_at_provider(*phone);
    registry_.announce_removed(id);
}

}  // namespace offhook::tapi
