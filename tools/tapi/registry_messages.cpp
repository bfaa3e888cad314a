// The half of the registry that turns completions and events into messages for applications.

#include <bit>

#include "tools/tapi/error_names.hpp"
#include "tools/tapi/registry.hpp"

namespace offhook::tapi {
namespace {

using std::chrono::steady_clock;

/// TAPI: PHONE_STATE: only the host reports who has a phone open.
constexpr DWORD states_of_the_host = PHONESTATE_OWNER | PHONESTATE_MONITORS;

/// An application of 1.3 does not know CAPSCHANGE and REMOVED; it gets REINIT for the first
/// (TAPI: PHONESTATE_ Constants).
DWORD states_for_version(DWORD states, DWORD version) {
    if (version >= tspi::version_1_4) {
        return states;
    }
    const DWORD known = states & ~DWORD{PHONESTATE_CAPSCHANGE | PHONESTATE_REMOVED};
    return (states & PHONESTATE_CAPSCHANGE) != 0 ? known | PHONESTATE_REINIT : known;
}

/// TAPI: PHONEBUTTONSTATE_ Constants: UNKNOWN and UNAVAIL came with 1.4.
bool knows_button_state(DWORD version, DWORD state) {
    constexpr DWORD newer = PHONEBUTTONSTATE_UNKNOWN | PHONEBUTTONSTATE_UNAVAIL;
    return version >= tspi::version_1_4 || (state & newer) == 0;
}

}  // namespace

DRV_REQUESTID registry::begin_request(const open_phone& phone) {
    const std::lock_guard lock(mutex_);
    return requests_.begin(phone.handle.phone, phone.handle.device_id);
}

LONG registry::function_returned(DRV_REQUESTID request, LONG returned) {
    const std::lock_guard lock(mutex_);
    if (returned == static_cast<LONG>(request)) {
        // TSPI: ASYNC_COMPLETION: a reply goes out after the function returned.
        if (const auto held = requests_.accepted(request)) {
            post_reply(*held);
        }
        return returned;
    }
    if (requests_.refused(request)) {
        ++counters_.completions_after_error;
    }
    if (returned < 0) {
        return returned;
    }
    ++counters_.wrong_returns;
    return to_result(PHONEERR_OPERATIONFAILED);
}

completion_fate registry::complete(DRV_REQUESTID request,
                                   LONG result,
                                   steady_clock::time_point when) {
    const std::lock_guard lock(mutex_);
    ++counters_.completions;
    if (result > 0) {
        ++counters_.positive_results;
        result = to_result(PHONEERR_OPERATIONFAILED);
    }
    completion ended;
    const completion_fate fate =
        requests_.complete({.request = request, .result = result, .when = when}, ended);
    switch (fate) {
        case completion_fate::ended: post_reply(ended); break;
        case completion_fate::held: break;
        case completion_fate::duplicate:
        case completion_fate::late: ++counters_.duplicate_completions; break;
        case completion_fate::unknown: ++counters_.unknown_completions; break;
    }
    return fate;
}

std::size_t registry::abandon_requests(DWORD id) {
    const std::lock_guard lock(mutex_);
    const auto abandoned = requests_.abandon(id, to_result(PHONEERR_OPERATIONFAILED));
    counters_.abandoned_requests += abandoned.size();
    for (const completion& each : abandoned) {
        post_reply(each);
    }
    return abandoned.size();
}

std::size_t registry::outstanding_requests() const {
    const std::lock_guard lock(mutex_);
    return requests_.outstanding();
}

event_fate registry::deliver(const phone_event& event) {
    const std::lock_guard lock(mutex_);
    const bool reinit = event.message == PHONE_STATE && event.phone == nullptr &&
                        (event.parameter1 & PHONESTATE_REINIT) != 0;
    if (reinit) {
        return broadcast_reinit(event.when);
    }
    device_entry* entry = entry_of(event.phone);
    if (entry == nullptr) {
        ++counters_.stale_events;
        return event_fate::stale_handle;
    }
    switch (event.message) {
        case PHONE_STATE: return deliver_state(*entry, event);
        case PHONE_BUTTON: return deliver_button(*entry, event);
        case PHONE_DEVSPECIFIC: return deliver_to_all(*entry, event);
        case PHONE_CLOSE: force_close(*entry, event.when); return event_fate::delivered;
        default: return event_fate::not_a_phone_message;
    }
}

void registry::announce_created(DWORD id) {
    const std::lock_guard lock(mutex_);
    const auto now = steady_clock::now();
    for (const auto& [handle, app] : applications_) {
        // TSPI: TSPI_providerCreatePhoneDevice: an application of 1.3 cannot take a new phone.
        const bool knows_create = app.api_version >= tspi::version_1_4;
        app.queue->push(
            knows_create
                ? message{.id = PHONE_CREATE, .parameter1 = id, .when = now}
                : message{.id = PHONE_STATE, .parameter1 = PHONESTATE_REINIT, .when = now});
    }
}

void registry::announce_removed(DWORD id) {
    const std::lock_guard lock(mutex_);
    const auto now = steady_clock::now();
    device_entry& entry = *entry_of(id);
    for (const HPHONE phone : entry.handles) {
        const open_handle& handle = handles_[phone];
        const DWORD version = applications_[handle.app].api_version;
        if (version >= tspi::version_1_4 && version < tspi::version_2_0) {
            post(handle, {.id = PHONE_STATE, .parameter1 = PHONESTATE_REMOVED, .when = now});
        }
    }
    force_close(entry, now);
    entry.gone = to_result(PHONEERR_NODEVICE);
    for (const auto& [handle, app] : applications_) {
        if (app.api_version >= tspi::version_2_0) {
            app.queue->push({.id = PHONE_REMOVE, .parameter1 = id, .when = now});
        }
    }
}

void registry::announce_driver_gone(DWORD id) {
    const std::lock_guard lock(mutex_);
    device_entry& entry = *entry_of(id);
    force_close(entry, steady_clock::now());
    entry.gone = to_result(PHONEERR_NODRIVER);
}

registry::device_entry* registry::entry_of(HTAPIPHONE host_handle) {
    for (auto& [id, entry] : devices_) {
        if (host_handle != nullptr && entry.host_handle == host_handle) {
            return &entry;
        }
    }
    return nullptr;
}

void registry::post(const open_handle& handle, message news) {
    news.phone = handle.phone;
    news.instance = handle.instance;
    applications_.at(handle.app).queue->push(news);
}

void registry::post_users_changed(const device_entry& entry, DWORD privilege, HPHONE except) {
    // TAPI: PHONE_STATE: the new number goes to who has the phone open already.
    const bool owner = privilege == PHONEPRIVILEGE_OWNER;
    const DWORD state = owner ? PHONESTATE_OWNER : PHONESTATE_MONITORS;
    const DWORD number = count(entry, privilege);
    for (const HPHONE phone : entry.handles) {
        const open_handle& handle = handles_.at(phone);
        if (phone != except && (handle.masks.states & state) != 0) {
            post(handle,
                 {.id = PHONE_STATE,
                  .parameter1 = state,
                  .parameter2 = number,
                  .when = steady_clock::now()});
        }
    }
}

void registry::post_reply(const completion& ended) {
    const auto handle = handles_.find(ended.phone);
    if (handle == handles_.end()) {
        // It was closed meanwhile; handles are never used again.
        ++counters_.suppressed_replies;
        return;
    }
    // A LONG in a DWORD_PTR, sign extended as an application casts it back.
    post(handle->second,
         {.id = PHONE_REPLY,
          .parameter1 = ended.request,
          .parameter2 = static_cast<DWORD_PTR>(static_cast<std::intptr_t>(ended.result)),
          .when = ended.when});
}

void registry::force_close(device_entry& entry, steady_clock::time_point when) {
    // TSPI: PHONE_CLOSE: the provider should have completed everything before.
    for (const completion& each :
         requests_.abandon(entry.phone->id, to_result(PHONEERR_OPERATIONFAILED))) {
        ++counters_.abandoned_requests;
        post_reply(each);
    }
    for (const HPHONE phone : entry.handles) {
        post(handles_.at(phone), {.id = PHONE_CLOSE, .when = when});
        handles_.erase(phone);
    }
    entry.handles.clear();
    // TSPI: PHONE_CLOSE: nothing more is asked of the provider with this handle.
    entry.host_handle = nullptr;
    entry.provider_handle = nullptr;
    entry.forwarded = {};
}

event_fate registry::deliver_state(const device_entry& entry, const phone_event& event) {
    const auto states = static_cast<DWORD>(event.parameter1) & ~states_of_the_host;
    bool any = false;
    for (const HPHONE phone : entry.handles) {
        const open_handle& handle = handles_.at(phone);
        const DWORD heard_by_it =
            heard_states(handle.masks, states_for_version(states, handle.api_version));
        if (heard_by_it == 0) {
            continue;
        }
        any = true;
        // TSPI: PHONE_STATE: the detail belongs to a single flag.
        const DWORD_PTR detail = std::has_single_bit(states) ? event.parameter2 : 0;
        post(handle,
             {.id = PHONE_STATE,
              .parameter1 = heard_by_it,
              .parameter2 = detail,
              .when = event.when});
    }
    return heard(any);
}

event_fate registry::deliver_button(const device_entry& entry, const phone_event& event) {
    bool any = false;
    for (const HPHONE phone : entry.handles) {
        const open_handle& handle = handles_.at(phone);
        const auto state = static_cast<DWORD>(event.parameter3);
        if (knows_button_state(handle.api_version, state) &&
            hears_button(handle.masks, static_cast<DWORD>(event.parameter2), state)) {
            any = true;
            post(handle,
                 {.id = PHONE_BUTTON,
                  .parameter1 = event.parameter1,
                  .parameter2 = event.parameter2,
                  .parameter3 = event.parameter3,
                  .when = event.when});
        }
    }
    return heard(any);
}

event_fate registry::deliver_to_all(const device_entry& entry, const phone_event& event) {
    // TSPI: PHONE_DEVSPECIFIC: passed on as it is, whatever the masks.
    for (const HPHONE phone : entry.handles) {
        post(handles_.at(phone),
             {.id = event.message,
              .parameter1 = event.parameter1,
              .parameter2 = event.parameter2,
              .parameter3 = event.parameter3,
              .when = event.when});
    }
    return heard(!entry.handles.empty());
}

event_fate registry::broadcast_reinit(steady_clock::time_point when) {
    // TAPI: phoneInitializeEx: nobody initialises until the last application has shut down.
    reinit_pending_ = true;
    for (const auto& [handle, app] : applications_) {
        app.queue->push({.id = PHONE_STATE, .parameter1 = PHONESTATE_REINIT, .when = when});
    }
    return event_fate::delivered;
}

event_fate registry::heard(bool by_anybody) {
    if (!by_anybody) {
        ++counters_.filtered_events;
        return event_fate::not_enabled;
    }
    return event_fate::delivered;
}

}  // namespace offhook::tapi
