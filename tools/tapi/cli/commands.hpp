#pragma once

#include <string>
#include <vector>

#include "tools/tapi/cli/output.hpp"
#include "tools/tapi/cli/script_runner.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::cli {

/// How the program ends.
enum exit_code : int {
    exit_ok = 0,
    /// An operation failed, or there was nothing to work on.
    exit_failed = 1,
    /// A command line, a script or a module that cannot be used.
    exit_bad_usage = 2,
};

/// Prints PHONECAPS of every phone.
[[nodiscard]] exit_code run_caps(tapi_host& host, output& out, const run_options& options);

/// Opens every phone as a monitor and prints PHONESTATUS.
[[nodiscard]] exit_code run_status(tapi_host& host, output& out, const run_options& options);

/// Opens every phone as a monitor and prints events until interrupted().
[[nodiscard]] exit_code run_watch(tapi_host& host, output& out, const run_options& options);

/// One operation of the nine.
struct set_request {
    /// "lamp", "12", "steady": a script's set- command without its prefix, or dev-specific.
    std::vector<std::string> words;
    /// The phone's device ID.
    DWORD device = 0;
};

/// Opens the phone as its owner, does the operation and prints its result; a word that cannot be
/// understood is said on standard error.
[[nodiscard]] exit_code run_set(tapi_host& host,
                                output& out,
                                const run_options& options,
                                const set_request& wanted);

/// Runs a file, which is checked as a whole first, or standard input for "-", line by line.
[[nodiscard]] exit_code run_script(tapi_host& host,
                                   output& out,
                                   const run_options& options,
                                   const std::string& path);

/// Runs the commands of a script as a person types them, until `quit` or the end of the input. A
/// wrong line is said and does not end it.
[[nodiscard]] exit_code run_prompt(tapi_host& host, output& out, const run_options& options);

}  // namespace offhook::tapi::cli
