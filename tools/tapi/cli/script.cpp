#include "tools/tapi/cli/script.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/script_verbs.hpp"
#include "tools/tapi/cli/text.hpp"

namespace offhook::tapi::cli {
namespace {

[[noreturn]] void fail(const verb_description& description, const std::string& what) {
    throw script_error(fmt::format("{}: {}; write: {}, for example: {}",
                                   description.name,
                                   what,
                                   usage_of(description),
                                   description.example));
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A word in front of `line`, which is left with what follows.
std::string_view take_word(std::string_view& line) {
    line = trim(line);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, end);
    line = trim(line.substr(end));
    return word;
}

/// The text between quotes, or the words as they are. Nothing: the quotes are not closed.
std::optional<std::string> unquote(std::string_view text) {
    if (!text.starts_with('"')) {
        return std::string(text);
    }
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            return i + 1 == text.size() ? std::optional(out) : std::nullopt;
        }
        const bool escaped = text[i] == '\\' && i + 1 < text.size();
        out += escaped ? text[++i] : text[i];
    }
    return std::nullopt;
}

std::vector<std::byte> bytes_of(std::string_view text) {
    std::vector<std::byte> bytes(text.size());
    std::transform(
        text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

/// Reads one argument after the other from the rest of a line.
class argument_reader {
public:
    argument_reader(const verb_description& description, std::string_view rest)
        : description_(description), rest_(trim(rest)) {}

    [[nodiscard]] bool empty() const { return rest_.empty(); }

    script_argument take(const parameter& wanted) {
        switch (wanted.kind) {
            case argument_kind::number: return take_number(wanted, number_of(peek()), "a number");
            case argument_kind::level:
                return take_number(wanted, number_of(peek()), "a level, 0 to 65535");
            case argument_kind::hook_device: return take_named(wanted, hook_devices);
            case argument_kind::hook_mode: return take_named(wanted, hook_modes);
            case argument_kind::lamp_mode: return take_named(wanted, lamp_modes);
            case argument_kind::button_mode: return take_named(wanted, button_modes);
            case argument_kind::button_function: return take_named(wanted, button_functions);
            case argument_kind::hook_device_bits: return take_bits(wanted, hook_devices);
            case argument_kind::state_bits: return take_bits(wanted, phone_states);
            case argument_kind::button_mode_bits: return take_bits(wanted, button_modes);
            case argument_kind::button_state_bits: return take_bits(wanted, button_states);
            case argument_kind::word: return {.text = std::string(take_word(rest_))};
            case argument_kind::hex: return take_hex(wanted);
            case argument_kind::data: return take_data(wanted);
            case argument_kind::rest: return take_rest(wanted);
        }
        return {};
    }

    [[noreturn]] void fail_unexpected() const {
        fail(description_, fmt::format("'{}' is too much", rest_));
    }

private:
    [[nodiscard]] std::string_view peek() const {
        std::string_view line = rest_;
        return take_word(line);
    }

    script_argument take_number(const parameter& wanted,
                                std::optional<DWORD> value,
                                const std::string& expected) {
        if (!value) {
            fail(description_,
                 fmt::format("{} is '{}', which is not {}", wanted.name, peek(), expected));
        }
        take_word(rest_);
        return {.number = *value};
    }

    script_argument take_named(const parameter& wanted, name_table table) {
        return take_number(
            wanted, value_of(table, peek()), "a number or one of: " + choices(table));
    }

    script_argument take_bits(const parameter& wanted, name_table table) {
        return take_number(
            wanted,
            bits_of(table, peek()),
            "all, none, a number, or names with commas between of: " + choices(table));
    }

    script_argument take_hex(const parameter& wanted) {
        const auto bytes = from_hex(peek());
        if (!bytes) {
            fail(description_,
                 fmt::format("{} is '{}', which is not pairs of hex digits", wanted.name, peek()));
        }
        take_word(rest_);
        return {.bytes = *bytes};
    }

    script_argument take_data(const parameter& wanted) {
        if (rest_.starts_with('"')) {
            return {.bytes = bytes_of(take_rest(wanted).text)};
        }
        if (!rest_.starts_with('@')) {
            return take_hex(wanted);
        }
        const std::string path(rest_.substr(1));
        std::ifstream file(path, std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(file), {}};
        if (!file) {
            fail(description_,
                 fmt::format("file '{}' cannot be read: {}", path, std::strerror(errno)));
        }
        rest_ = {};
        return {.bytes = bytes_of(content)};
    }

    script_argument take_rest(const parameter& wanted) {
        const auto text = unquote(rest_);
        if (!text) {
            fail(description_,
                 fmt::format("{} begins with a quotation mark and does not end with "
                             "one",
                             wanted.name));
        }
        if (!to_utf16(*text)) {
            fail(description_, fmt::format("{} is not UTF-8", wanted.name));
        }
        rest_ = {};
        return {.text = *text};
    }

    const verb_description& description_;
    std::string_view rest_;
};

/// `as NAME` and `by APPLICATION`.
void parse_open_name(script_command& command,
                     const verb_description& description,
                     std::string_view which,
                     std::string_view& rest) {
    const std::string_view name = take_word(rest);
    if (name.empty()) {
        fail(description, fmt::format("after '{}' a name is missing", which));
    }
    (which == "as" ? command.name : command.application) = std::string(name);
}

void parse_open(script_command& command,
                const verb_description& description,
                std::string_view rest) {
    rest = trim(rest);
    while (!rest.empty()) {
        const std::string_view word = take_word(rest);
        const auto device = number_of(word);
        if (device && command.arguments.empty()) {
            command.arguments.push_back({.number = *device});
        } else if (word == "owner" || word == "monitor") {
            command.owner = word == "owner";
        } else if (word == "as" || word == "by") {
            parse_open_name(command, description, word, rest);
        } else {
            fail(description, fmt::format("'{}' is not understood", word));
        }
    }
}

void parse_arguments(script_command& command,
                     const verb_description& description,
                     std::string_view rest) {
    argument_reader reader(description, rest);
    for (const parameter& each : description.parameters) {
        if (!reader.empty()) {
            command.arguments.push_back(reader.take(each));
        } else if (!each.optional) {
            fail(description, fmt::format("{} is missing", each.name));
        }
    }
    if (!reader.empty()) {
        reader.fail_unexpected();
    }
}

/// `async` in front or `&` at the end.
bool take_asynchronous(std::string_view& line) {
    bool found = false;
    std::string_view rest = line;
    if (take_word(rest) == "async") {
        line = rest;
        found = true;
    }
    if (line == "&" || line.ends_with(" &") || line.ends_with("\t&")) {
        line = trim(line.substr(0, line.size() - 1));
        found = true;
    }
    return found;
}

}  // namespace

std::optional<script_command> parse_script_line(std::string_view line, int number) {
    line = trim(line);
    if (line.empty() || line.starts_with('#')) {
        return std::nullopt;
    }
    script_command command;
    command.line = number;
    command.asynchronous = take_asynchronous(line);
    if (line.starts_with('@')) {
        command.handle = std::string(take_word(line).substr(1));
    }
    const verb_description& description = find_verb(take_word(line));
    command.what = description.what;
    command.op = description.op;
    if (command.asynchronous && !is_asynchronous_operation(command.what)) {
        throw script_error(
            fmt::format("{}: only dev-specific and the set- commands can go on in "
                        "the background; leave async and & away",
                        description.name));
    }
    if (command.what == verb::open) {
        parse_open(command, description, line);
    } else {
        parse_arguments(command, description, line);
    }
    return command;
}

bool is_asynchronous_operation(verb what) noexcept {
    return what >= verb::dev_specific && what <= verb::set_volume;
}

std::string script_help() {
    std::string out;
    for (const verb_description& each : verb_descriptions()) {
        out += fmt::format("  {:<58}{}\n", usage_of(each), each.help);
    }
    return out;
}

}  // namespace offhook::tapi::cli
