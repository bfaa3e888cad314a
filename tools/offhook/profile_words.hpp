#pragma once

#include "driver/engine/picture.hpp"

#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

// What a handset is, for people and for programs. Source: firmware-protocol.md §7.

namespace offhook::cli {

/// One line of a page: a name, and what it is.
using fact = std::pair<std::string, std::string>;

/// Display, ring, hook switches and so on: what it can do.
[[nodiscard]] std::vector<fact> capabilities_in_words(const engine::handset_profile& profile);

/// The same for programs.
[[nodiscard]] boost::json::object capabilities_json(const engine::handset_profile& profile);

/// Its buttons and lamps, like ones in a row on one line: numbers, mode, function, lamp modes.
[[nodiscard]] std::vector<std::vector<std::string>> button_rows(
    const engine::handset_profile& profile);

/// "12 feature hold \"Hold\"".
[[nodiscard]] std::string button_words(const protocol::button_setting& button);

/// {"button":12,"mode":"feature","mode_value":4,"function":"hold","function_value":4,"label":..}
[[nodiscard]] boost::json::object button_json(const protocol::button_setting& button);

/// "lamps are at 12 to 27".
[[nodiscard]] std::string lamps_of(const engine::handset_profile& profile);

/// "data areas: 0 (65536 bytes, read and write), 1 (256 bytes, read)".
[[nodiscard]] std::string areas_of(const engine::handset_profile& profile);

/// "1.2 (00010203)": its own name, and the number.
[[nodiscard]] std::string firmware_of(const engine::handset_profile& profile);

}  // namespace offhook::cli
