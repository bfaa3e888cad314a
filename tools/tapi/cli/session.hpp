#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tools/tapi/cli/output.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::cli {

/// A handle that a script has opened.
struct named_handle {
    std::string name;
    std::string application;
    HPHONE phone = 0;
    DWORD device_id = 0;
    DWORD api_version = 0;
    bool owner = false;
    /// The provider has closed the phone: every call gives PHONEERR_INVALPHONEHANDLE.
    bool closed = false;
};

/// An asynchronous operation that a script starts.
struct operation {
    std::string op;
    named_handle handle;
    /// The script's line, from 1 on.
    int line = 0;
    /// Its reply is an event of its own and not the result of the command.
    bool in_background = false;
    /// Calls the host: a request ID or an error.
    std::function<LONG()> start;
};

/// The applications of a script, the handles they have open and the replies they wait for. Prints
/// events, and the results of operations when their replies come, on a thread an application.
class session {
public:
    using deadline = std::chrono::steady_clock::time_point;

    /// `api_version` is the highest version the applications support.
    session(tapi_host& host, output& out, DWORD api_version);
    /// Shuts every application down.
    ~session();
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    /// The application of that name, initialised when it is new. 0 or PHONEERR_*.
    [[nodiscard]] LONG application_of(const std::string& name, HPHONEAPP& app);

    /// Opens a phone under a name no open handle has. 0 or PHONEERR_*.
    [[nodiscard]] LONG open(named_handle& wanted);
    /// How many outstanding operations will get no reply now.
    [[nodiscard]] LONG close(const named_handle& handle, std::size_t& suppressed);
    /// The handle of that name, or the one opened or used last for an empty name. Nothing: no such
    /// handle is open.
    [[nodiscard]] std::optional<named_handle> find(const std::string& name) const;
    void use(const std::string& name);
    /// A name for a handle that got none.
    [[nodiscard]] std::string free_name() const;

    /// Starts an operation. In the foreground it waits for the reply until `limit` and prints the
    /// result when it comes; in the background it prints that the operation is pending.
    void perform(const operation& wanted, std::chrono::milliseconds limit);

    /// Waits until no reply is outstanding; how many still are at the deadline.
    [[nodiscard]] std::size_t wait_for_replies(deadline until);

    /// Whether an operation got an error or no reply.
    [[nodiscard]] bool any_failed() const;

    /// Notes a failure that is not an operation's.
    void note_failure();

private:
    struct running_application {
        HPHONEAPP app = 0;
        std::thread pump;
    };
    struct pending {
        operation what;
        std::chrono::steady_clock::time_point started;
        double call_us = 0;
    };

    void pump(HPHONEAPP app);
    void on_message(const message& news);
    void on_reply(const message& news);
    void on_forced_close(HPHONE phone);
    void print_event(const message& news);
    void print_refusal(const operation& wanted, LONG result, double call_us);
    void print_unanswered(DRV_REQUESTID request, const pending& each, const std::string& why);
    [[nodiscard]] const named_handle* handle_of(HPHONE phone) const;

    tapi_host& host_;
    output& out_;
    const DWORD api_version_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, running_application> applications_;
    std::vector<named_handle> handles_;
    std::string current_;
    std::map<DRV_REQUESTID, pending> pending_;
    bool failed_ = false;
};

}  // namespace offhook::tapi::cli
