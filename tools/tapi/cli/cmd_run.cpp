#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <vector>

#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/script.hpp"

namespace offhook::tapi::cli {
namespace {

/// One line on standard error that names the place; for `-` also the command's result line.
void complain(const std::string& name, int line, const char* what) {
    std::fprintf(stderr, "%s:%d: %s\n", name.c_str(), line, what);
}

class script_reader {
public:
    script_reader(tapi_host& host, output& out, const run_options& options, std::string name)
        : runner_(host, out, options), out_(out), name_(std::move(name)) {}

    /// Starts the providers; false when one could not be, which the host's log has said.
    [[nodiscard]] bool start() { return runner_.start(); }

    /// Standard input: each line is run as it comes, and a bad one does not end it.
    void run_lines(std::istream& lines) {
        std::string text;
        for (int number = 1; !interrupted() && std::getline(lines, text); ++number) {
            try {
                if (const auto command = parse_script_line(text, number)) {
                    runner_.run(*command);
                }
            } catch (const script_error& error) {
                reject(number, error.what());
            }
        }
    }

    void run_commands(const std::vector<script_command>& commands) {
        for (const script_command& each : commands) {
            try {
                runner_.run(each);
            } catch (const script_error& error) {
                reject(each.line, error.what());
            }
            if (interrupted()) {
                return;
            }
        }
    }

    [[nodiscard]] exit_code code() const {
        if (bad_) {
            return exit_bad_usage;
        }
        return runner_.any_failed() ? exit_failed : exit_ok;
    }

private:
    void reject(int line, const char* what) {
        bad_ = true;
        complain(name_, line, what);
        out_.line({{"line", line}, {"error", what}});
    }

    script_runner runner_;
    output& out_;
    const std::string name_;
    bool bad_ = false;
};

/// All of a file; says every mistake in it and returns nothing then.
std::optional<std::vector<script_command>> parse_file(std::istream& lines,
                                                      const std::string& name) {
    std::vector<script_command> commands;
    bool good = true;
    std::string text;
    for (int number = 1; std::getline(lines, text); ++number) {
        try {
            if (auto command = parse_script_line(text, number)) {
                commands.push_back(std::move(*command));
            }
        } catch (const script_error& error) {
            complain(name, number, error.what());
            good = false;
        }
    }
    return good ? std::optional(std::move(commands)) : std::nullopt;
}

}  // namespace

exit_code run_script(tapi_host& host,
                     output& out,
                     const run_options& options,
                     const std::string& path) {
    if (path == "-") {
        script_reader reader(host, out, options, "standard input");
        if (!reader.start()) return exit_failed;
        reader.run_lines(std::cin);
        return reader.code();
    }
    std::ifstream file(path);
    if (!file) {
        std::fprintf(stderr,
                     "offhook-tapi: script '%s' cannot be read: %s\n",
                     path.c_str(),
                     std::strerror(errno));
        return exit_bad_usage;
    }
    const auto commands = parse_file(file, path);
    if (!commands) {
        return exit_bad_usage;
    }
    script_reader reader(host, out, options, path);
    if (!reader.start()) return exit_failed;
    reader.run_commands(*commands);
    return reader.code();
}

}  // namespace offhook::tapi::cli
