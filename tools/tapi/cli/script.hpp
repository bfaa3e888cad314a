#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::cli {

/// The commands of a script.
enum class verb {
    open,
    close,
    use,
    devices,
    counters,
    status_messages,
    get_status_messages,
    get_caps,
    get_status,
    get_button_info,
    get_data,
    get_display,
    get_gain,
    get_volume,
    get_hook_switch,
    get_lamp,
    get_ring,
    get_id,
    dev_specific,
    set_button_info,
    set_data,
    set_display,
    set_gain,
    set_hook_switch,
    set_lamp,
    set_ring,
    set_volume,
    wait,
    pause,
    init_again,
    shutdown_again,
};

/// One argument, in whichever form its kind has.
struct script_argument {
    /// Numbers and everything that has a name.
    DWORD number = 0;
    /// Text and names, UTF-8.
    std::string text;
    /// Data.
    std::vector<std::byte> bytes;
};

/// One line of a script.
struct script_command {
    /// From 1 on.
    int line = 0;
    verb what = verb::wait;
    /// The name in results: "SetLamp".
    std::string op;
    /// Do not wait for the PHONE_REPLY.
    bool asynchronous = false;
    /// The handle named with @NAME; empty: the one used last.
    std::string handle;
    /// In the order of the usage; what was optional and left out is not there.
    std::vector<script_argument> arguments;
    /// `open` only.
    bool owner = true;
    std::string name;
    std::string application;
};

/// A line that cannot be understood: what is wrong and what would be right.
class script_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One line; nothing for an empty one or a comment. Throws script_error. Files after @ are read
/// here.
[[nodiscard]] std::optional<script_command> parse_script_line(std::string_view line, int number);

/// Whether the command is one of the nine asynchronous operations.
[[nodiscard]] bool is_asynchronous_operation(verb what) noexcept;

/// All commands with their arguments, for --help.
[[nodiscard]] std::string script_help();

}  // namespace offhook::tapi::cli
