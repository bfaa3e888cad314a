#pragma once

#include "driver/engine/command.hpp"
#include "driver/engine/event.hpp"
#include "driver/engine/outcome.hpp"
#include "driver/engine/request_table.hpp"

#include <string>
#include <variant>
#include <vector>

namespace offhook::engine {

/// Open a transport; answered by on_opened() or on_lost().
struct open_transport {};

/// Close the transport; what it still reports is not passed on.
struct close_transport {};

/// Read the identity report; answered by on_identity().
struct read_identity {};

/// Write these reports; answered by on_written() with the token, after the last one.
struct write_reports {
    transmission what;
};

/// A command has ended.
struct complete {
    command_id id = 0;
    outcome result;
};

/// Something changed.
struct notify {
    handset_event what;
};

/// A line for the log.
struct note {
    enum class level { debug, info, warning };
    level severity = level::info;
    std::string text;
};

/// The machine was stopped and wants nothing more.
struct stopped {};

/// What the shell does for the session machine, in the order in which it is said.
using action = std::variant<open_transport,
                            close_transport,
                            read_identity,
                            write_reports,
                            complete,
                            notify,
                            note,
                            stopped>;
using actions = std::vector<action>;

/// Appends a line for the log.
inline void say(note::level severity, std::string text, actions& out) {
    out.emplace_back(note{severity, std::move(text)});
}

}  // namespace offhook::engine
