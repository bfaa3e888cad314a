#include <atomic>
#include <iostream>

#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/line_reader.hpp"

#include <io.h>
#include <windows.h>

namespace offhook::tapi::cli {
namespace {

constexpr wchar_t ctrl_z = L'\x1A';

std::string to_utf8(std::wstring_view text) {
    const auto length = static_cast<int>(text.size());
    const int needed =
        WideCharToMultiByte(CP_UTF8, 0, text.data(), length, nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(needed), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.data(), length, out.data(), needed, nullptr, nullptr);
    return out;
}

/// Windows' console edits the line itself, with its own history (arrow keys, F7).
class console_line_reader : public line_reader {
public:
    explicit console_line_reader(const line_reader_options& options) : options_(options) {}

    std::optional<std::string> next() override {
        forget_interrupt();
        while (!interrupted()) {
            show_prompt();
            reading_ = true;
            const auto line = read();
            reading_ = false;
            // Ctrl-C arrives in a thread of its own, before or after the console has let go.
            forget_interrupt();
            if (line) return is_end(*line) ? std::nullopt : std::optional(to_utf8(*line));
            if (failed_) return std::nullopt;
        }
        return std::nullopt;
    }

    bool show_above(const std::string& line) override {
        if (!reading_) return false;
        std::fprintf(options_.screen, "\n%s\n", line.c_str());
        show_prompt();
        return true;
    }

    [[nodiscard]] bool on_terminal() const noexcept override { return true; }
    [[nodiscard]] std::string keys() const override { return "Ctrl-Z and Enter end"; }

private:
    void show_prompt() {
        std::fputs(options_.prompt.c_str(), options_.screen);
        std::fflush(options_.screen);
    }

    static bool is_end(const std::wstring& line) { return line.starts_with(ctrl_z); }

    /// Without its end; nothing after Ctrl-C and when there is no console any more.
    std::optional<std::wstring> read() {
        std::wstring line;
        while (!line.ends_with(L'\n')) {
            wchar_t part[256];
            DWORD count = 0;
            const bool ok = ReadConsoleW(
                GetStdHandle(STD_INPUT_HANDLE), part, std::size(part), &count, nullptr);
            if (count == 0) {
                failed_ = !ok || GetLastError() != ERROR_OPERATION_ABORTED;
                return std::nullopt;
            }
            line.append(part, count);
        }
        line.erase(line.find_last_not_of(L"\r\n") + 1);
        return line;
    }

    line_reader_options options_;
    std::atomic<bool> reading_{false};
    bool failed_ = false;
};

}  // namespace

std::unique_ptr<line_reader> make_line_reader(const line_reader_options& options) {
    DWORD mode = 0;
    const bool console = GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) != 0 &&
                         _isatty(_fileno(options.screen)) != 0;
    if (console) return std::make_unique<console_line_reader>(options);
    return make_plain_line_reader();
}

}  // namespace offhook::tapi::cli
