#pragma once

#include "driver/engine/command.hpp"
#include "driver/engine/picture.hpp"

#include <string>

namespace offhook::cli {

/// What people type behind `set`, as text; the members of other kinds stay empty.
struct set_request {
    std::string kind{};       ///< lamp ring hook volume gain display button data; empty: none
    std::string which{};      ///< lamp, button, area, or device(s)
    std::string value{};      ///< mode, level, text or data
    std::string volume{};     ///< of ring; empty: what it has, or half where it has none
    std::string row{};        ///< of display
    std::string column{};     ///< of display
    bool is_cleared = false;  ///< the rest of the display becomes blank
    std::string mode{};       ///< of button; empty, as the next two: what it has
    std::string function{};   ///< of button
    std::string label{};      ///< of button
    bool is_label_given = false;
};

/// Throws `failure` for text that makes no sense, whatever the handset: before it is looked for.
void check(const set_request& wanted);

/// The command for a handset that shows `now`. Throws `failure` as check() does.
[[nodiscard]] engine::command to_command(const set_request& wanted, const engine::picture& now);

/// A ring that is heard ends with its session (firmware-protocol.md §5.4): somebody has to stay.
[[nodiscard]] bool needs_session(const engine::command& what);

}  // namespace offhook::cli
