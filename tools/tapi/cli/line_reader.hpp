#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace offhook::tapi::cli {

/// How lines are read from a person.
struct line_reader_options {
    /// What stands in front of the line.
    std::string prompt;
    /// Where lines are kept from one session to the next; empty: nowhere.
    std::string history_file;
    /// What Tab completes the first word of a line to.
    std::vector<std::string> words;
    /// The terminal's stream; whoever gives it keeps it open.
    std::FILE* screen = nullptr;
};

/// Reads lines from standard input.
class line_reader {
public:
    line_reader() = default;
    virtual ~line_reader() = default;
    line_reader(const line_reader&) = delete;
    line_reader& operator=(const line_reader&) = delete;

    /// The next line without its end; nothing at the end of the input and after a request to
    /// terminate. Ctrl-C abandons a line being edited, and another one is read.
    [[nodiscard]] virtual std::optional<std::string> next() = 0;

    /// While a line is edited: takes a line of output, to show it above the edited one. False
    /// otherwise: the caller prints it. From any thread.
    [[nodiscard]] virtual bool show_above(const std::string& line) = 0;

    /// Whether a person sees what is typed, beside what is printed.
    [[nodiscard]] virtual bool on_terminal() const noexcept = 0;

    /// What keys do, for a person at the terminal: "Tab completes them, Ctrl-D ends".
    [[nodiscard]] virtual std::string keys() const { return {}; }
};

/// Reads as the lines come, without prompt or editing.
[[nodiscard]] std::unique_ptr<line_reader> make_plain_line_reader();

/// Where standard input and the screen are a terminal: one that shows the prompt and lets a person
/// edit the line, with libedit, or Windows' console by itself (which completes no words, and has
/// its own history). Else the plain one.
[[nodiscard]] std::unique_ptr<line_reader> make_line_reader(const line_reader_options& options);

}  // namespace offhook::tapi::cli
