#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tools/tapi/callback_router.hpp"
#include "tools/tapi/device.hpp"
#include "tools/tapi/message_queue.hpp"
#include "tools/tapi/request_table.hpp"
#include "tools/tapi/status_masks.hpp"

namespace offhook::tapi {

/// What phoneInitializeEx takes from an application.
struct application_options {
    /// The friendly name: what other applications see as the owner's name.
    std::u16string name;
    /// The highest version the application supports.
    DWORD api_version = tspi::version_3_1;
    /// Set while messages wait for phone_get_message; may be null.
    std::shared_ptr<queue_signal> signal{};
    /// The application called phoneInitialize, which has no version in it: it counts as one of 1.3
    /// until it negotiates 1.4, and never as a newer one (TAPI: PHONE_CREATE, PHONE_REMOVE).
    bool from_phone_initialize = false;
};

/// One application that called phone_initialize.
struct application {
    std::u16string name;
    /// Which messages it gets: the highest version it supports, or for one of phoneInitialize the
    /// one it has negotiated.
    DWORD api_version = 0;
    bool from_phone_initialize = false;
    std::shared_ptr<message_queue> queue;
};

/// One HPHONE: an application's view of an open phone.
struct open_handle {
    HPHONE phone = 0;
    HPHONEAPP app = 0;
    DWORD device_id = 0;
    DWORD privilege = 0;
    DWORD api_version = 0;
    DWORD ext_version = 0;
    DWORD_PTR instance = 0;
    status_masks masks;
};

/// A handle together with the phone behind it, as they were when asked.
struct open_phone {
    open_handle handle;
    std::shared_ptr<device> target;
    HDRVPHONE provider_handle = nullptr;
};

/// Who has a phone open: what PHONESTATUS says of it.
struct phone_users {
    DWORD owners = 0;
    DWORD monitors = 0;
    /// Valid when there is an owner.
    std::u16string owner_name;
};

/// What a removed handle leaves behind.
struct removed_handle {
    std::shared_ptr<device> target;
    /// The highest extension version any handle that is left uses; 0: none.
    DWORD ext_version_left = 0;
    DWORD ext_version = 0;
};

/// What became of a PHONEEVENT.
enum class event_fate { delivered, not_enabled, stale_handle, not_a_phone_message };

/// What a provider should not have done, and what was kept from applications. Counted, not fatal.
struct host_counters {
    std::uint64_t completions = 0;
    /// For request IDs that were never given out.
    std::uint64_t unknown_completions = 0;
    /// For operations that had ended or completed already.
    std::uint64_t duplicate_completions = 0;
    /// Replies that no handle was left for.
    std::uint64_t suppressed_replies = 0;
    /// Operations that were still outstanding when TSPI_phoneClose had returned.
    std::uint64_t abandoned_requests = 0;
    /// Asynchronous functions that returned neither the request ID nor an error.
    std::uint64_t wrong_returns = 0;
    /// Completions of operations whose function returned an error.
    std::uint64_t completions_after_error = 0;
    /// Completions with a positive result.
    std::uint64_t positive_results = 0;
    /// Events for phones that are not open.
    std::uint64_t stale_events = 0;
    /// Events no handle had enabled.
    std::uint64_t filtered_events = 0;
};

/// Applications, handles, phones, outstanding operations and who hears what: everything TAPI keeps
/// books of. Any thread; never calls a provider, so it may be used inside a provider's callback.
class registry {
public:
    explicit registry(DRV_REQUESTID first_request) : requests_(first_request) {}

    // Applications.

    [[nodiscard]] HPHONEAPP add_application(const application_options& options);
    /// 0, PHONEERR_UNINITIALIZED or PHONEERR_INVALAPPHANDLE.
    [[nodiscard]] LONG find_application(HPHONEAPP app, application& found) const;
    /// An application of phoneInitialize has agreed on a version: 1.4 makes it one of 1.4.
    void note_negotiated(HPHONEAPP app, DWORD version);
    [[nodiscard]] std::vector<HPHONE> handles_of(HPHONEAPP app) const;
    /// Also ends its waits for messages.
    void remove_application(HPHONEAPP app);
    [[nodiscard]] bool has_applications() const;
    /// A REINIT was reported: no application may initialise until all have shut down.
    [[nodiscard]] bool reinit_pending() const;

    // Phones. IDs run from 0 and are never used again in a session (PHONE_REMOVE).

    [[nodiscard]] DWORD next_device_id() const;
    void add_device(std::shared_ptr<device> phone);
    /// 0, PHONEERR_BADDEVICEID, PHONEERR_NODEVICE for one that was removed, or PHONEERR_NODRIVER
    /// for one whose provider was.
    [[nodiscard]] LONG find_device(DWORD id, std::shared_ptr<device>& found) const;
    [[nodiscard]] std::vector<std::shared_ptr<device>> devices() const;
    /// The session is over: every phone is forgotten, and a REINIT with it.
    void forget_devices();
    /// PHONE_CREATE to the applications of 1.4 and newer, REINIT to older ones.
    void announce_created(DWORD id);
    /// From now on NODEVICE. Handles that are open end as by a forced close; PHONE_REMOVE to every
    /// application of 2.0 and newer, PHONE_STATE(REMOVED) to older ones that have it open.
    void announce_removed(DWORD id);
    /// The phone's provider was removed (TAPI: lineRemoveProvider): PHONE_CLOSE to every handle,
    /// PHONEERR_NODRIVER from now on.
    void announce_driver_gone(DWORD id);

    // Opening and closing at TSPI level, once a phone (TSPI: TSPI_phoneOpen). The caller holds the
    // device's lifecycle alone.

    [[nodiscard]] HDRVPHONE provider_handle(DWORD id) const;
    /// A new htPhone, under which events are expected from now on.
    [[nodiscard]] HTAPIPHONE begin_open(DWORD id);
    void finish_open(DWORD id, HDRVPHONE provider_handle);
    /// Closed or never opened: events are stale from now on.
    void finish_close(DWORD id);

    // Handles.

    /// 0, or PHONEERR_INUSE for a second owner.
    [[nodiscard]] LONG check_privilege_free(DWORD id, DWORD privilege) const;
    /// The extension version selected by handles that are open; 0: none.
    [[nodiscard]] DWORD ext_version(DWORD id) const;
    /// 0, or PHONEERR_OPERATIONFAILED when the phone was closed by its provider meanwhile. Tells
    /// the other handles about the new owner or monitor.
    [[nodiscard]] LONG add_handle(open_handle wanted, HPHONE& phone);
    /// 0, PHONEERR_UNINITIALIZED or PHONEERR_INVALPHONEHANDLE.
    [[nodiscard]] LONG find_phone(HPHONE phone, open_phone& found) const;
    /// The handle is invalid from now on and its operations' replies are suppressed; the others
    /// are told. Errors as find_phone.
    [[nodiscard]] LONG remove_handle(HPHONE phone, removed_handle& removed);
    [[nodiscard]] bool has_handles(DWORD id) const;
    [[nodiscard]] phone_users users(DWORD id) const;

    // Status masks: the union goes to the provider. The caller holds the device's `forwarding`.

    /// What the provider was told last.
    [[nodiscard]] status_masks forwarded_masks(DWORD id) const;
    void set_forwarded_masks(DWORD id, status_masks masks);
    /// The union over all handles of a phone, as if `phone` had `masks`.
    [[nodiscard]] status_masks united_masks(DWORD id, HPHONE phone, status_masks masks) const;
    void set_masks(HPHONE phone, status_masks masks);

    // Operations.

    [[nodiscard]] DRV_REQUESTID begin_request(const open_phone& phone);
    /// What the application gets for what the TSPI function returned; a held reply goes out. A
    /// return that is neither the request ID nor an error counts as PHONEERR_OPERATIONFAILED.
    [[nodiscard]] LONG function_returned(DRV_REQUESTID request, LONG returned);
    completion_fate complete(DRV_REQUESTID request,
                             LONG result,
                             std::chrono::steady_clock::time_point when);
    /// After TSPI_phoneClose: what is outstanding ends with PHONEERR_OPERATIONFAILED. How many.
    std::size_t abandon_requests(DWORD id);
    [[nodiscard]] std::size_t outstanding_requests() const;

    // Events: PHONE_BUTTON, PHONE_STATE, PHONE_DEVSPECIFIC and PHONE_CLOSE.

    event_fate deliver(const phone_event& event);

    [[nodiscard]] host_counters counters() const;

private:
    struct device_entry {
        std::shared_ptr<device> phone;
        /// Why it cannot be found any more: 0, PHONEERR_NODEVICE or PHONEERR_NODRIVER.
        LONG gone = 0;
        HTAPIPHONE host_handle = nullptr;
        HDRVPHONE provider_handle = nullptr;
        status_masks forwarded;
        std::vector<HPHONE> handles;
    };

    [[nodiscard]] device_entry* entry_of(DWORD id);
    [[nodiscard]] const device_entry* entry_of(DWORD id) const;
    [[nodiscard]] device_entry* entry_of(HTAPIPHONE host_handle);
    [[nodiscard]] DWORD count(const device_entry& entry, DWORD privilege) const;
    void post(const open_handle& handle, message news);
    void post_users_changed(const device_entry& entry, DWORD privilege, HPHONE except);
    void post_reply(const completion& ended);
    void force_close(device_entry& entry, std::chrono::steady_clock::time_point when);
    event_fate deliver_state(const device_entry& entry, const phone_event& event);
    event_fate deliver_button(const device_entry& entry, const phone_event& event);
    event_fate deliver_to_all(const device_entry& entry, const phone_event& event);
    event_fate broadcast_reinit(std::chrono::steady_clock::time_point when);
    event_fate heard(bool by_anybody);

    mutable std::mutex mutex_;
    std::map<HPHONEAPP, application> applications_;
    std::map<HPHONE, open_handle> handles_;
    std::map<DWORD, device_entry> devices_;
    request_table requests_;
    host_counters counters_;
    /// Application and phone handles come from one number, so that one is never taken for the
    /// other.
    DWORD next_handle_ = 0x1000;
    std::uintptr_t next_host_handle_ = 1;
    bool reinit_pending_ = false;
};

}  // namespace offhook::tapi
