#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "tools/tapi/api/delivery.hpp"
#include "tools/tapi/api/provider_list.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::api {

/// An application of lines, of which there are none: a queue that stays empty.
struct line_application {
    std::unique_ptr<delivery> how;
    std::shared_ptr<message_queue> queue = std::make_shared<message_queue>();
};

/// The one TAPI of a process: the host, and what its C functions need beside it. Any thread.
class library {
public:
    /// Lives as long as the process: threads of providers and applications may outlive main().
    static library& instance();

    [[nodiscard]] tapi_host& host() noexcept { return host_; }

    // Applications of phones.

    /// phoneInitializeEx, when it is clear how the application wants its messages.
    LONG initialize(application_options options,
                    std::unique_ptr<delivery> how,
                    HPHONEAPP* app,
                    DWORD* devices);
    LONG shut_down(HPHONEAPP app);
    /// 0 when the application may call phoneGetMessage, PHONEERR_OPERATIONFAILED when its messages
    /// take another way, PHONEERR_INVALAPPHANDLE.
    [[nodiscard]] LONG check_fetches_messages(HPHONEAPP app) const;

    // Applications of lines; errors are LINEERR_*.

    [[nodiscard]] HLINEAPP add_line_application(line_application app);
    /// 0, LINEERR_UNINITIALIZED or LINEERR_INVALAPPHANDLE.
    [[nodiscard]] LONG check_line_application(HLINEAPP app) const;
    /// Waits for a message that never comes (TAPI: lineGetMessage): LINEERR_OPERATIONFAILED when
    /// the time is over, LINEERR_INVALAPPHANDLE as soon as the application shuts down.
    [[nodiscard]] LONG wait_for_line_message(HLINEAPP app, DWORD timeout_ms) const;
    LONG remove_line_application(HLINEAPP app);

    // The list of providers.

    [[nodiscard]] provider_entries providers();
    /// TUISPI_providerInstall and then the list. Errors are LINEERR_*; throws list_error,
    /// load_error.
    LONG add_provider(const std::string& path, HWND owner, DWORD& permanent_id);
    LONG remove_provider(DWORD permanent_id, HWND owner);
    LONG config_provider(DWORD permanent_id, HWND owner);

    /// Tells the user what no result can say: to the file OFFHOOK_TAPI_LOG or standard error.
    void say(const std::string& line) const noexcept;

private:
    library();

    static void end_with_the_process();
    [[nodiscard]] std::vector<provider_file> files_to_load();
    [[nodiscard]] std::optional<provider_file> find_provider(DWORD permanent_id);

    tapi_host host_;
    mutable std::mutex mutex_;
    std::map<HPHONEAPP, std::unique_ptr<delivery>> phones_;
    std::map<HLINEAPP, line_application> lines_;
    HLINEAPP next_line_app_ = 0x10;
    /// One change of the list at a time.
    std::mutex list_mutex_;
};

}  // namespace offhook::tapi::api
