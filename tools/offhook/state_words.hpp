#pragma once

#include "driver/engine/picture.hpp"

#include <boost/json/object.hpp>
#include <string>
#include <vector>

// How a handset stands and what it shows, for people and for programs.

namespace offhook::cli {

/// The rows of the display, as wide as it is. UTF-8.
[[nodiscard]] std::vector<std::string> display_rows(const protocol::handset_state& state);

/// "on-hook" devices and their modes, for those that the handset has: "handset onhook".
[[nodiscard]] std::vector<std::string> hook_lines(const engine::handset_profile& profile,
                                                  const protocol::handset_state& state);

/// The levels of those devices that have one: "handset 50 % (32768)".
[[nodiscard]] std::vector<std::string> level_lines(std::uint8_t devices,
                                                   const std::array<std::uint16_t, 3>& levels);

/// "mode 1, volume 50 % (32768)".
[[nodiscard]] std::string ring_line(const protocol::ring_setting& ring);

/// "12 steady" for each pair with a lamp.
[[nodiscard]] std::vector<std::string> lamp_lines(const engine::handset_profile& profile,
                                                  const protocol::handset_state& state);

/// All of the state for programs: display, ring, hook, volume, gain, lamps, held buttons.
[[nodiscard]] boost::json::object state_json(const engine::handset_profile& profile,
                                             const protocol::handset_state& state);

/// Bytes as a programmer reads them: offset, 16 bytes in hex, and their characters.
[[nodiscard]] std::vector<std::string> hex_dump(protocol::bytes_view bytes);

}  // namespace offhook::cli
