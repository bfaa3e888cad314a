#include "tools/tapi/cli/output.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace offhook::tapi::cli {
namespace {

namespace json = boost::json;

/// A stream of its own on the old standard output, which becomes standard error.
std::FILE* take_standard_output() {
    std::fflush(stdout);
#ifdef _WIN32
    const int own = _dup(1);
    _dup2(2, 1);
    return _fdopen(own, "wb");
#else
    const int own = dup(STDOUT_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return fdopen(own, "w");
#endif
}

std::string words_of(const json::value& value);

std::string words_of(const json::array& list) {
    std::string out;
    for (const json::value& each : list) {
        out += (out.empty() ? "" : " ") + words_of(each);
    }
    return out.empty() ? "-" : out;
}

std::string words_of(const json::value& value) {
    if (value.is_string()) {
        return value.as_string().empty() ? "-" : std::string(value.as_string());
    }
    if (value.is_array()) {
        return words_of(value.as_array());
    }
    if (value.is_object()) {
        return in_words(value.as_object());
    }
    if (value.is_double()) {
        return fmt::format("{:.1f}", value.as_double());
    }
    return json::serialize(value);
}

std::string label_of(std::string_view key) {
    std::string label(key);
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

/// Numbers that stand beside their names in JSON say nothing more in words.
bool is_number_of_a_name(const json::object& what, std::string_view key) {
    constexpr std::string_view suffix = "_value";
    return key.ends_with(suffix) && what.contains(key.substr(0, key.size() - suffix.size()));
}

bool is_in_words(const json::object& what, std::string_view key) {
    // The number of the result and of the script's line, and the command, which a person has typed.
    constexpr std::string_view left_out[] = {"result", "line", "event", "op"};
    const bool out = std::find(std::begin(left_out), std::end(left_out), key) != std::end(left_out);
    return !out && !is_number_of_a_name(what, key);
}

std::string member_in_words(std::string_view key, const json::value& value) {
    if (key == "result_name" || key == "error") {
        return words_of(value);
    }
    if (key == "us") {
        return words_of(value) + " us";
    }
    if (key == "call_us") {
        return "(" + words_of(value) + " us inside the call)";
    }
    if (key == "at_ms") {
        return "at " + words_of(value) + " ms";
    }
    if (key == "pending") {
        return "goes on in the background";
    }
    return label_of(key) + " " + words_of(value);
}

/// One line of JSON. Microseconds and milliseconds as people write them: the library's own form of
/// 123.4 is 1.234E2.
std::string to_json(const json::object& what) {
    std::string out = "{";
    for (const auto& [key, value] : what) {
        out += (out.size() == 1 ? "" : ",") + json::serialize(json::value(key)) + ":";
        out +=
            value.is_double() ? fmt::format("{:.3f}", value.as_double()) : json::serialize(value);
    }
    return out + "}";
}

bool is_list_of_objects(const json::value& value) {
    return value.is_array() && !value.as_array().empty() && value.as_array().front().is_object();
}

}  // namespace

output::output(format how) : format_(how), file_(take_standard_output()) {}

output::~output() {
    std::fclose(file_);
}

void output::line(const json::object& what) {
    write(format_ == format::json ? to_json(what) : in_words(what));
}

void output::page(const std::string& heading, const json::object& what) {
    write(format_ == format::json ? to_json(what) : heading + "\n" + page_in_words(what));
}

void output::text(const std::string& what) {
    if (format_ == format::words) write(what);
}

void output::json_line(const json::object& what) {
    if (format_ == format::json) line(what);
}

bool output::coloured() const noexcept {
    const char* unwanted = std::getenv("NO_COLOR");
#ifdef _WIN32
    const bool terminal = _isatty(_fileno(file_)) != 0;
#else
    const bool terminal = isatty(fileno(file_)) != 0;
#endif
    return terminal && (unwanted == nullptr || *unwanted == '\0');
}

void output::divert(std::function<bool(const std::string&)> taker) {
    const std::lock_guard lock(mutex_);
    taker_ = std::move(taker);
}

void output::write(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (taker_ && taker_(text)) {
        return;
    }
    std::fwrite(text.data(), 1, text.size(), file_);
    std::fputc('\n', file_);
    std::fflush(file_);
}

std::string in_words(const json::object& what) {
    std::string out;
    for (const std::string_view first : {"event", "op"}) {
        if (const json::value* name = what.if_contains(first); name != nullptr) {
            out += (out.empty() ? "" : "  ") + fmt::format("{:<16}", words_of(*name));
        }
    }
    for (const auto& [key, value] : what) {
        if (is_in_words(what, key)) {
            out += (out.empty() ? "" : "  ") + member_in_words(key, value);
        }
    }
    return out;
}

std::string page_in_words(const json::object& what) {
    std::string out;
    for (const auto& [key, value] : what) {
        if (is_number_of_a_name(what, key)) {
            continue;
        }
        if (!is_list_of_objects(value)) {
            out += fmt::format("  {:<25}{}\n", label_of(key), words_of(value));
            continue;
        }
        out += "  " + label_of(key) + "\n";
        for (const json::value& each : value.as_array()) {
            out += "    " + in_words(each.as_object()) + "\n";
        }
    }
    if (!out.empty()) {
        out.pop_back();
    }
    return out;
}

}  // namespace offhook::tapi::cli
