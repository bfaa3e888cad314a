#include <histedit.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <cwchar>
#include <mutex>
#include <string_view>

#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/line_reader.hpp"

namespace offhook::tapi::cli {
namespace {

/// How soon Ctrl-C and output from another thread are noticed.
constexpr int look_up_ms = 50;
constexpr int kept_lines = 1000;
/// Ctrl-_: a key that nobody needs stands for "there is something to show".
constexpr wchar_t show_key = L'\x1f';

/// Text is UTF-8 whatever the environment says: without a locale, too.
void choose_locale() {
    if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) {
        std::setlocale(LC_CTYPE, "C.UTF-8");
    }
}

/// Only the reading thread touches the editor and, while a line is edited, the screen.
class editline_reader : public line_reader {
public:
    explicit editline_reader(const line_reader_options& options) : options_(options) {
        choose_locale();
        el_set(editor_.get(), EL_CLIENTDATA, this);
        el_set(editor_.get(), EL_PROMPT, prompt);
        el_set(editor_.get(), EL_EDITOR, "emacs");
        el_set(editor_.get(), EL_GETCFN, read_key);
        // The narrow form would keep copies of the names for ever.
        el_wset(editor_.get(), EL_ADDFN, L"offhook-complete", L"complete a command", on_tab);
        el_set(editor_.get(), EL_BIND, "\t", "offhook-complete", nullptr);
        el_wset(editor_.get(), EL_ADDFN, L"offhook-show", L"show what has come", show);
        el_set(editor_.get(), EL_BIND, "^_", "offhook-show", nullptr);
        el_set(editor_.get(), EL_BIND, "^R", "em-inc-search-prev", nullptr);
        el_source(editor_.get(), nullptr);  // a person's own ~/.editrc
        load_history();
    }

    std::optional<std::string> next() override {
        for (;;) {
            begin();
            // Before the prompt: libedit would do it after, and Ctrl-D in between would be lost.
            el_set(editor_.get(), EL_PREP_TERM, 1);
            int count = 0;
            const char* typed = el_gets(editor_.get(), &count);
            const bool got = typed != nullptr && count > 0;
            if (!got) std::fputs(interrupted() ? "^C\n" : "\n", options_.screen);
            finish();
            if (got) return keep(typed);
            if (!interrupted()) return std::nullopt;
            forget_interrupt();
            if (interrupted()) return std::nullopt;
        }
    }

    bool show_above(const std::string& line) override {
        const std::lock_guard lock(mutex_);
        if (editing_) waiting_ += line + "\n";
        return editing_;
    }

    [[nodiscard]] bool on_terminal() const noexcept override { return true; }
    [[nodiscard]] std::string keys() const override { return "Tab completes them, Ctrl-D ends"; }

private:
    static editline_reader& self(EditLine* editor) {
        void* data = nullptr;
        el_get(editor, EL_CLIENTDATA, &data);
        return *static_cast<editline_reader*>(data);
    }

    static char* prompt(EditLine* editor) { return self(editor).options_.prompt.data(); }

    /// One character; 0 ends the line without one.
    static int read_key(EditLine* editor, wchar_t* key) {
        editline_reader& me = self(editor);
        std::mbstate_t state{};
        for (;;) {
            if (interrupted()) return 0;
            if (std::mbsinit(&state) != 0 && me.something_waits()) {
                *key = show_key;
                return 1;
            }
            pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
            if (poll(&input, 1, look_up_ms) <= 0) continue;
            char byte = 0;
            if (read(STDIN_FILENO, &byte, 1) != 1) return 0;
            const std::size_t length = std::mbrtowc(key, &byte, 1, &state);
            if (length <= 1) return 1;
            if (length == static_cast<std::size_t>(-1)) state = {};  // no UTF-8: dropped
        }
    }

    static unsigned char show(EditLine* editor, int) {
        editline_reader& me = self(editor);
        std::fputs("\r\x1b[J", me.options_.screen);
        me.print_waiting();
        return CC_REDISPLAY;
    }

    static unsigned char on_tab(EditLine* editor, int) {
        const LineInfo* line = el_line(editor);
        const std::string_view before(line->buffer,
                                      static_cast<std::size_t>(line->cursor - line->buffer));
        return self(editor).complete(before.substr(start_of_command(before)));
    }

    /// Behind blanks, `@NAME` and `async`.
    static std::size_t start_of_command(std::string_view before) {
        std::size_t at = 0;
        for (;;) {
            at = std::min(before.find_first_not_of(" \t", at), before.size());
            const std::size_t end = before.find_first_of(" \t", at);
            const std::string_view word = before.substr(at, end - at);
            if (end == std::string_view::npos || (word != "async" && !word.starts_with('@'))) {
                return at;
            }
            at = end;
        }
    }

    unsigned char complete(std::string_view begun) {
        std::vector<std::string> fitting;
        std::copy_if(options_.words.begin(),
                     options_.words.end(),
                     std::back_inserter(fitting),
                     [&](const std::string& each) { return each.starts_with(begun); });
        if (fitting.empty()) return CC_ERROR;
        std::string more = fitting.size() == 1 ? fitting.front() + " " : common_start(fitting);
        more.erase(0, begun.size());
        if (!more.empty()) {
            return el_insertstr(editor_.get(), more.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
        }
        std::string choices;
        for (const std::string& each : fitting) choices += each + "  ";
        return show_above(choices) ? show(editor_.get(), 0) : CC_ERROR;
    }

    static std::string common_start(const std::vector<std::string>& words) {
        std::string common = words.front();
        for (const std::string& each : words) {
            const auto differ =
                std::mismatch(common.begin(), common.end(), each.begin(), each.end());
            common.erase(differ.first, common.end());
        }
        return common;
    }

    void begin() {
        const std::lock_guard lock(mutex_);
        editing_ = true;
    }

    /// What came at the last moment is not lost.
    void finish() {
        const std::lock_guard lock(mutex_);
        editing_ = false;
        std::fputs(waiting_.c_str(), options_.screen);
        waiting_.clear();
        std::fflush(options_.screen);
    }

    bool something_waits() {
        const std::lock_guard lock(mutex_);
        return !waiting_.empty();
    }

    void print_waiting() {
        const std::lock_guard lock(mutex_);
        std::fputs(waiting_.c_str(), options_.screen);
        waiting_.clear();
    }

    void load_history() {
        HistEvent event{};
        history(history_.get(), &event, H_SETSIZE, kept_lines);
        history(history_.get(), &event, H_SETUNIQUE, 1);
        el_set(editor_.get(), EL_HIST, history, history_.get());
        if (!options_.history_file.empty()) {
            history(history_.get(), &event, H_LOAD, options_.history_file.c_str());
        }
    }

    /// Saved at once: a session that is killed loses nothing.
    std::string keep(std::string line) {
        while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
        if (line.find_first_not_of(" \t") == std::string::npos) return line;
        HistEvent event{};
        history(history_.get(), &event, H_ENTER, line.c_str());
        if (!options_.history_file.empty()) {
            history(history_.get(), &event, H_SAVE, options_.history_file.c_str());
        }
        return line;
    }

    struct closer {
        void operator()(EditLine* editor) const { el_end(editor); }
        void operator()(History* lines) const { history_end(lines); }
    };

    line_reader_options options_;
    std::unique_ptr<History, closer> history_{history_init()};
    std::unique_ptr<EditLine, closer> editor_{
        el_init("offhook-tapi", stdin, options_.screen, stderr)};
    std::mutex mutex_;
    std::string waiting_;
    bool editing_ = false;
};

}  // namespace

std::unique_ptr<line_reader> make_line_reader(const line_reader_options& options) {
    if (isatty(STDIN_FILENO) == 0 || isatty(fileno(options.screen)) == 0) {
        return make_plain_line_reader();
    }
    return std::make_unique<editline_reader>(options);
}

}  // namespace offhook::tapi::cli
