#pragma once

#include "driver/engine/command.hpp"
#include "driver/engine/outcome.hpp"
#include "driver/engine/picture.hpp"

#include <boost/json/object.hpp>
#include <string>

namespace offhook::cli {

/// What a command does: "lamp 12 steady", "display row 0, column 0: \"Hello\"".
[[nodiscard]] std::string in_words(const engine::command& what);

/// The same as members: {"set":"lamp","lamp":12,"mode":"steady","mode_value":4}.
[[nodiscard]] boost::json::object to_json(const engine::command& what);

/// Why a command was not acknowledged: "the handset refused: BAD_PARAMETER, byte 1 of the request".
/// Source: firmware-protocol.md §6.
[[nodiscard]] std::string reason_of(const engine::outcome& ended);

/// What this handset has of the kind that a refused command was about, for people:
/// "lamps are at 12 to 27". Empty when there is nothing to say.
[[nodiscard]] std::string hint_for(const engine::command& what,
                                   const engine::handset_profile& profile);

/// "handset and speaker" for bits of hook_device.
[[nodiscard]] std::string devices_in(std::uint8_t mask);

}  // namespace offhook::cli
