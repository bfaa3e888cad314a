#pragma once

#include <chrono>

#include "tools/tapi/cli/script.hpp"
#include "tools/tapi/cli/session.hpp"

namespace offhook::tapi::cli {

/// How scripts are run.
struct run_options {
    /// The highest version the applications support.
    DWORD api_version = tspi::version_3_1;
    /// How long an operation may take until its reply, and `wait` without a number.
    std::chrono::milliseconds limit{10000};
};

/// Runs script commands one after the other; each prints exactly one result line.
class script_runner {
public:
    script_runner(tapi_host& host, output& out, const run_options& options);

    /// Initialises the first application, which starts the providers. False when one of them could
    /// not be started.
    [[nodiscard]] bool start();

    /// Opens a phone as its owner and says nothing about it; when that fails it prints the result
    /// and returns false.
    [[nodiscard]] bool open_quietly(DWORD device_id);

    /// Throws script_error for a command that does not fit what is open.
    void run(const script_command& command);

    /// Whether an operation or query got an error, or no reply.
    [[nodiscard]] bool any_failed() const { return session_.any_failed(); }

private:
    using members = boost::json::object;

    void run_on_handle(const script_command& command, const named_handle& handle);
    void open(const script_command& command);
    void close(const script_command& command);
    void wait(const script_command& command);
    void show_devices(const script_command& command);
    void show_counters(const script_command& command);
    void start_operation(const script_command& command, const named_handle& handle);
    [[nodiscard]] LONG call_operation(const script_command& command, const named_handle& handle);
    [[nodiscard]] LONG set_button_info(const script_command& command, const named_handle& handle);
    [[nodiscard]] LONG query(const script_command& command,
                             const named_handle& handle,
                             members& answer);
    [[nodiscard]] LONG query_structure(const script_command& command,
                                       const named_handle& handle,
                                       members& answer);
    [[nodiscard]] LONG query_level(const script_command& command, HPHONE phone, members& answer);
    [[nodiscard]] LONG query_masks(const script_command& command, HPHONE phone, members& answer);
    [[nodiscard]] LONG query_caps(const script_command& command, members& answer);
    [[nodiscard]] named_handle handle_for(const script_command& command,
                                          const std::string& name) const;
    void print(const script_command& command, LONG result, const members& answer);

    tapi_host& host_;
    output& out_;
    const run_options options_;
    session session_;
};

}  // namespace offhook::tapi::cli
