#pragma once

#include "driver/protocol/standard_report.hpp"
#include "driver/runtime.hpp"
#include "tools/offhook/foreground.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace offhook::cli {

/// How a handset stands that was only looked at.
enum class look_state {
    ready,          ///< it is there and says who it is
    unplugged,      ///< nothing is plugged in at the address
    no_permission,  ///< this user may not open it
    unreachable,    ///< it cannot be reached for another reason
    silent,         ///< it is there and says nothing
    foreign,        ///< it is no Offhook handset
    other_version,  ///< it speaks another major version of the protocol
};

/// "ready", "not plugged in" and so on.
[[nodiscard]] std::string_view word_of(look_state state);

/// A handset as it shows itself to anybody: its identity report, without a session, so that
/// whoever drives it is not disturbed. Source: firmware-protocol.md §1.3.
struct looked_at {
    std::string address;
    look_state state = look_state::unplugged;
    std::string problem;  ///< why it is not ready, and what to do; empty when it is
    std::optional<transport::device_info> device;         ///< once it could be opened
    std::optional<protocol::identity_report> identity{};  ///< once it was read
};

/// Looks at handsets, all at the same time; one that has not said everything by `limit` is told as
/// far as it came. An address that cannot be one throws `failure`.
[[nodiscard]] std::vector<looked_at> look_at(runtime& driver,
                                             foreground& here,
                                             const std::vector<std::string>& addresses,
                                             std::chrono::milliseconds limit);

/// "1.0": the version that a handset speaks.
[[nodiscard]] std::string version_of(const protocol::identity_report& identity);

}  // namespace offhook::cli
