#include <cstdlib>
#include <filesystem>

#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/line_reader.hpp"
#include "tools/tapi/cli/script.hpp"
#include "tools/tapi/cli/script_verbs.hpp"

namespace offhook::tapi::cli {
namespace {

/// Empty: nowhere. XDG Base Directory Specification: $XDG_STATE_HOME, else ~/.local/state.
std::string history_file() {
    if (const char* chosen = std::getenv("OFFHOOK_TAPI_HISTORY"); chosen != nullptr) {
        return chosen;
    }
    std::filesystem::path folder;
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    if (state != nullptr && *state == '/') {
        folder = state;
    } else if (home != nullptr && *home != '\0') {
        folder = std::filesystem::path(home) / ".local" / "state";
    } else {
        return "";
    }
    folder /= "offhook";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    return failed ? "" : (folder / "tapi_history").string();
}

std::vector<std::string> words() {
    std::vector<std::string> out{"help", "quit", "async"};
    for (const verb_description& each : verb_descriptions()) out.emplace_back(each.name);
    return out;
}

std::string_view trimmed(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    return first == std::string_view::npos
               ? std::string_view()
               : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// Reads commands, and lets the output of other threads pass above the line being typed.
class prompt {
public:
    prompt(tapi_host& host, output& out, const run_options& options)
        : out_(out),
          reader_(make_line_reader({.prompt = "tapi> ",
                                    .history_file = history_file(),
                                    .words = words(),
                                    .screen = out.stream()})),
          runner_(host, out, options) {
        out_.divert([this](const std::string& line) { return reader_->show_above(line); });
    }
    ~prompt() { out_.divert(nullptr); }
    prompt(const prompt&) = delete;
    prompt& operator=(const prompt&) = delete;

    exit_code run() {
        if (!runner_.start()) return exit_failed;
        if (reader_->on_terminal()) {
            out_.text("'help' shows the commands, " + reader_->keys() + ".");
        }
        for (int number = 1;; ++number) {
            const auto line = reader_->next();
            if (!line || trimmed(*line) == "quit") return code();
            run_line(*line, number);
            // Ctrl-C while a command ran: it came too late for that line.
            if (reader_->on_terminal()) forget_interrupt();
        }
    }

private:
    void run_line(const std::string& line, int number) {
        if (trimmed(line) == "help") {
            help();
            return;
        }
        try {
            if (const auto command = parse_script_line(line, number)) runner_.run(*command);
        } catch (const script_error& error) {
            reject(number, error.what());
        }
    }

    void help() {
        const std::string text =
            script_help() +
            "  help                                                      this list\n"
            "  quit                                                      ends\n"
            "  'async' in front or '&' at the end does not wait for the reply; '@NAME' in front "
            "uses another handle.";
        out_.text(text);
        out_.json_line({{"help", text}});
    }

    /// A person sees the line and the answer together; a pipe gets both as with `run -`.
    void reject(int number, const char* what) {
        bad_ = true;
        if (!reader_->on_terminal()) {
            std::fprintf(stderr, "standard input:%d: %s\n", number, what);
        }
        out_.line({{"line", number}, {"error", what}});
    }

    [[nodiscard]] exit_code code() const {
        if (bad_) return exit_bad_usage;
        return runner_.any_failed() ? exit_failed : exit_ok;
    }

    output& out_;
    std::unique_ptr<line_reader> reader_;
    script_runner runner_;
    bool bad_ = false;
};

}  // namespace

exit_code run_prompt(tapi_host& host, output& out, const run_options& options) {
    return prompt(host, out, options).run();
}

}  // namespace offhook::tapi::cli
