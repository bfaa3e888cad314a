#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/tapi/cli/script.hpp"

namespace offhook::tapi::cli {

/// What an argument may be.
enum class argument_kind {
    /// Decimal, or hexadecimal after 0x.
    number,
    /// The same, for 0 to 65535.
    level,
    hook_device,
    /// Names with commas between; so all `_bits`.
    hook_device_bits,
    hook_mode,
    lamp_mode,
    button_mode,
    button_function,
    state_bits,
    button_mode_bits,
    button_state_bits,
    /// One word as it is.
    word,
    hex,
    /// Hex digits, @FILE or "text".
    data,
    /// All that is left of the line, in quotes or not.
    rest,
};

/// One argument of a command.
struct parameter {
    const char* name;
    argument_kind kind;
    bool optional = false;
};

/// One command of a script.
struct verb_description {
    verb what;
    const char* name;
    /// The name in results.
    const char* op;
    std::vector<parameter> parameters;
    const char* example;
    const char* help;
};

/// All commands, in the order of --help.
[[nodiscard]] const std::vector<verb_description>& verb_descriptions();

/// "set-lamp ID MODE".
[[nodiscard]] std::string usage_of(const verb_description& description);

/// Throws script_error for what is no command.
[[nodiscard]] const verb_description& find_verb(std::string_view wanted);

}  // namespace offhook::tapi::cli
