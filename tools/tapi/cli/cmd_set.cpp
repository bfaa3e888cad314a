#include <cstdio>

#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/script.hpp"

namespace offhook::tapi::cli {
namespace {

/// "lamp 12 steady" is the script's "set-lamp 12 steady"; dev-specific has its own name there.
std::string script_line(const std::vector<std::string>& words) {
    std::string line = words.front() == "dev-specific" ? "" : "set-";
    for (const std::string& each : words) line += (&each == &words.front() ? "" : " ") + each;
    return line;
}

}  // namespace

exit_code run_set(tapi_host& host,
                  output& out,
                  const run_options& options,
                  const set_request& wanted) {
    try {
        const auto command = parse_script_line(script_line(wanted.words), 1);
        if (!command || !is_asynchronous_operation(command->what)) {
            throw script_error("write what to set, for example: set lamp 12 steady");
        }
        script_runner runner(host, out, options);
        if (!runner.start() || !runner.open_quietly(wanted.device)) return exit_failed;
        runner.run(*command);
        return runner.any_failed() ? exit_failed : exit_ok;
    } catch (const script_error& error) {
        std::fprintf(stderr, "offhook-tapi: %s\n", error.what());
        return exit_bad_usage;
    }
}

}  // namespace offhook::tapi::cli
