#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tools/tapi/callback_router.hpp"
#include "tools/tapi/fair_shared_mutex.hpp"
#include "tools/tapi/provider.hpp"
#include "tools/tapi/registry.hpp"
#include "tools/tapi/work_queue.hpp"

namespace offhook::tapi {

/// How a host is set up.
struct host_options {
    /// What it offers to providers, and the highest version it gives to applications.
    version_range versions{};
    /// Takes one line a time about what a provider did wrong. Any thread; must not call the host.
    std::function<void(const std::string&)> log{};
    /// The first request ID to give out, 1 to 0x7FFFFFFF.
    DRV_REQUESTID first_request = 1;
};

/// One provider of the system's list (tspi-phone.md §1.3).
struct provider_file {
    DWORD permanent_id = 0;
    std::string path;
};

/// Reads the system's list; what it throws comes out of phone_initialize.
using provider_source = std::function<std::vector<provider_file>()>;

/// Which dialog of a provider: TUISPI_providerInstall, TUISPI_providerConfig,
/// TUISPI_providerRemove.
enum class provider_dialog_kind { install, config, remove };

/// What phoneOpen takes from an application.
struct open_options {
    DWORD api_version = tspi::version_3_1;
    DWORD ext_version = 0;
    /// Comes back in every message of the handle.
    DWORD_PTR instance = 0;
    /// PHONEPRIVILEGE_MONITOR or PHONEPRIVILEGE_OWNER.
    DWORD privilege = PHONEPRIVILEGE_MONITOR;
};

/// Waits without an end in phone_get_message.
inline constexpr DWORD wait_forever = 0xFFFFFFFF;

/// A telephony server for phones, as TAPISRV is one: loads providers, and offers on them the
/// functions which TAPI offers to applications, under TAPI's names and with TAPI's semantics and
/// results (the pages `phoneXxx` of TAPI). Strings are UTF-16.
///
/// Each function may be called on any thread. Synchronous ones return 0 or PHONEERR_*; the nine
/// asynchronous ones a positive request ID or PHONEERR_*, and then exactly one PHONE_REPLY with
/// that ID comes to the application, after the function returned (TAPI: PHONE_REPLY).
class tapi_host final : private callback_sink {
public:
    /// Loads the modules at `paths` in that order; nothing of them is called before the first
    /// phone_initialize. Throws load_error, and std::logic_error for a second host in a process.
    tapi_host(const std::vector<std::string>& paths, host_options options = {});
    /// Asks `source` at the first phone_initialize of every session and has the modules loaded for
    /// as long as that session runs, as TAPISRV does. One that cannot be loaded is left out and
    /// described by provider_failures(). Throws std::logic_error as above.
    explicit tapi_host(provider_source source, host_options options = {});
    /// Shuts down what applications left initialised.
    ~tapi_host();
    tapi_host(const tapi_host&) = delete;
    tapi_host& operator=(const tapi_host&) = delete;

    // Applications (TAPI: phoneInitializeEx, phoneShutdown, phoneGetMessage).

    /// The first application starts the providers (tspi-phone.md §1.2); one that fails is left out
    /// and described by provider_failures(). `device_count` phones have the IDs from 0 on.
    LONG phone_initialize(const application_options& options, HPHONEAPP* app, DWORD* device_count);
    /// Closes the application's phones. The last application ends the providers' sessions.
    LONG phone_shutdown(HPHONEAPP app);
    /// PHONEERR_OPERATIONFAILED when no message came in time, PHONEERR_INVALAPPHANDLE at once when
    /// the application shuts down meanwhile.
    LONG phone_get_message(HPHONEAPP app, message* news, DWORD timeout_ms);

    // Phones by device ID.

    /// The highest version of application, host and provider in the range; `extension` may be null.
    LONG phone_negotiate_api_version(HPHONEAPP app,
                                     DWORD device_id,
                                     version_range range,
                                     DWORD* version,
                                     PHONEEXTENSIONID* extension = nullptr);
    LONG phone_negotiate_ext_version(
        HPHONEAPP app, DWORD device_id, DWORD api_version, version_range range, DWORD* ext_version);
    /// In `caps`, dwTotalSize says how much room there is; so in every structure below.
    LONG phone_get_dev_caps(
        HPHONEAPP app, DWORD device_id, DWORD api_version, PHONECAPS* caps, DWORD ext_version = 0);
    /// The provider's icon; `icon` becomes null where it has none and the caller shows one of its
    /// own (TSPI: TSPI_phoneGetIcon). A null `device_class` means the phone's own.
    LONG phone_get_icon(DWORD device_id, const WCHAR* device_class, HICON* icon);
    /// The provider's dialog for a phone; returns when it is gone (TAPI: phoneConfigDialog).
    LONG phone_config_dialog(DWORD device_id, HWND owner, const WCHAR* device_class);
    /// PHONEERR_INUSE for a second owner.
    LONG phone_open(HPHONEAPP app, DWORD device_id, const open_options& options, HPHONE* phone);

    // Phones by handle, synchronous.

    /// Replies of the handle's outstanding operations are suppressed. The last handle of a phone
    /// closes it at the provider, which ends every outstanding operation.
    LONG phone_close(HPHONE phone);
    LONG phone_set_status_messages(HPHONE phone, const status_masks& masks);
    LONG phone_get_status_messages(HPHONE phone, status_masks* masks);
    LONG phone_get_status(HPHONE phone, PHONESTATUS* status);
    LONG phone_get_button_info(HPHONE phone, DWORD button_lamp_id, PHONEBUTTONINFO* info);
    LONG phone_get_data(HPHONE phone, DWORD data_id, void* data, DWORD size);
    LONG phone_get_display(HPHONE phone, VARSTRING* display);
    LONG phone_get_gain(HPHONE phone, DWORD hook_device, DWORD* gain);
    /// A mask of the devices that are off-hook.
    LONG phone_get_hook_switch(HPHONE phone, DWORD* hook_devices);
    LONG phone_get_id(HPHONE phone, VARSTRING* device_id, const WCHAR* device_class);
    LONG phone_get_lamp(HPHONE phone, DWORD button_lamp_id, DWORD* lamp_mode);
    LONG phone_get_ring(HPHONE phone, DWORD* ring_mode, DWORD* volume);
    LONG phone_get_volume(HPHONE phone, DWORD hook_device, DWORD* volume);

    // Phones by handle, asynchronous. All but DevSpecific need an owner's handle.

    LONG phone_dev_specific(HPHONE phone, void* parameters, DWORD size);
    LONG phone_set_button_info(HPHONE phone, DWORD button_lamp_id, PHONEBUTTONINFO* info);
    LONG phone_set_data(HPHONE phone, DWORD data_id, void* data, DWORD size);
    /// `text` as it stands; a terminator at its end is part of it.
    LONG phone_set_display(HPHONE phone, DWORD row, DWORD column, std::u16string_view text);
    /// The same with any bytes, as TAPI has it; `size` in bytes.
    LONG phone_set_display(HPHONE phone, DWORD row, DWORD column, const void* text, DWORD size);
    /// Levels above 0xFFFF become 0xFFFF; so in phone_set_ring and phone_set_volume.
    LONG phone_set_gain(HPHONE phone, DWORD hook_device, DWORD gain);
    LONG phone_set_hook_switch(HPHONE phone, DWORD hook_devices, DWORD mode);
    LONG phone_set_lamp(HPHONE phone, DWORD button_lamp_id, DWORD lamp_mode);
    LONG phone_set_ring(HPHONE phone, DWORD ring_mode, DWORD volume);
    LONG phone_set_volume(HPHONE phone, DWORD hook_device, DWORD volume);

    // Providers.

    /// Runs a dialog of a provider that need not be in use and returns when it is gone. Without
    /// such a dialog: 0 for install, where TSPI_providerInstall is exported, and remove; otherwise
    /// LINEERR_OPERATIONFAILED. Throws load_error.
    [[nodiscard]] LONG run_provider_dialog(provider_dialog_kind kind,
                                           const provider_file& file,
                                           HWND owner);
    /// Ends a provider's session while applications go on: its handles get PHONE_CLOSE, and its
    /// phones answer PHONEERR_NODRIVER (TAPI: lineRemoveProvider).
    void remove_provider(DWORD permanent_id);

    // What TAPI does not offer, for tests and tools.

    /// The version a handle was opened with. 0 or the errors of any call with a handle.
    [[nodiscard]] LONG phone_api_version(HPHONE phone, DWORD* version) const;
    /// One more TSPI_providerInit while the session runs, for every provider (TSPI:
    /// TSPI_providerInit: overlapping pairs). 0 or the first error, a LINEERR_*.
    LONG overlap_init();
    /// The TSPI_providerShutdown that belongs to overlap_init().
    LONG overlap_shutdown();
    /// Waits until every PHONE_CREATE and PHONE_REMOVE that was reported so far is dealt with.
    void flush();
    /// Phones of this session, removed ones included: their IDs are 0 to this number - 1.
    [[nodiscard]] DWORD phone_count() const { return registry_.next_device_id(); }
    [[nodiscard]] host_counters counters() const { return registry_.counters(); }
    [[nodiscard]] std::size_t outstanding_requests() const {
        return registry_.outstanding_requests();
    }
    /// One line for each provider that could not be started.
    [[nodiscard]] std::vector<std::string> provider_failures() const;

private:
    using dialog_data = decltype(&TSPI_providerGenericDialogData);

    void on_completion(DRV_REQUESTID request,
                       LONG result,
                       std::chrono::steady_clock::time_point when) override;
    void on_phone_event(const phone_event& event) override;
    void on_line_event(DWORD message) override;
    LONG on_ui_data(DWORD_PTR object, DWORD type, void* parameters, DWORD size) override;

    /// Who takes the data of a UI DLL, null for an object nobody knows.
    [[nodiscard]] dialog_data find_dialog_data(DWORD id, DWORD type);
    void load_providers();
    void start_session();
    void start_provider(provider& each, DWORD line_base);
    void end_session();
    void close_at_provider(device& phone);
    void negotiate_and_add(provider& owner, DWORD id);
    void create_phone(DWORD_PTR provider_token, DWORD_PTR temporary_id);
    void remove_phone(DWORD id);
    void log(const std::string& line) const;

    [[nodiscard]] LONG find_phone(DWORD device_id, std::shared_ptr<device>& phone) const;
    [[nodiscard]] LONG find_phone_of(HPHONEAPP app,
                                     DWORD device_id,
                                     std::shared_ptr<device>& phone) const;
    [[nodiscard]] LONG open_at_provider(device& phone);
    [[nodiscard]] LONG select_ext_version(device& phone, DWORD ext_version);
    [[nodiscard]] LONG open_handle_on(device& phone, open_handle wanted, HPHONE& handle);
    [[nodiscard]] LONG close_handle(HPHONE phone);
    void after_one_of_several_closed(device& phone, const removed_handle& removed);

    const host_options options_;
    /// Null: the providers were named to the constructor.
    const provider_source source_;
    registry registry_;
    /// Shared by every call of an application, alone where sessions begin and end.
    mutable fair_shared_mutex session_;
    std::vector<std::unique_ptr<provider>> providers_;
    /// Why some are not in use.
    std::vector<std::string> failures_;
    /// Where the data of provider dialogs go that are open now, by permanent ID; two windows may
    /// show the same one.
    std::multimap<DWORD, dialog_data> dialogs_;
    std::mutex dialogs_mutex_;
    work_queue work_;
    /// After the providers: a callback that is running ends before anything is torn down.
    std::unique_ptr<callback_router> router_;
    bool session_running_ = false;
    DWORD lines_ = 0;
    int overlaps_ = 0;
};

}  // namespace offhook::tapi
