#pragma once

#include "sim/fault/fault_box.hpp"

#include <boost/json/array.hpp>
#include <string>

namespace offhook::sim {

/// The kinds of fault and their words on the operators' channel.
struct fault_word {
    std::string_view word;
    fault_kind kind;
};
[[nodiscard]] const std::vector<fault_word>& fault_kinds();

/// A rule in words for a person: "drops the answer to LAMP, the 2nd time".
[[nodiscard]] std::string fault_words(const fault_rule& rule);

/// The list of `faults`, see sim/control/README.md.
[[nodiscard]] boost::json::array faults_json(const fault_box& faults);

/// The opcode of a name of firmware-protocol.md §3.2 or §11 ("LAMP", "BUTTON"), or none.
[[nodiscard]] std::optional<protocol::opcode> opcode_of(std::string_view name);

/// The status of a name of firmware-protocol.md §6 ("BAD_STATE"), or none.
[[nodiscard]] std::optional<protocol::status> status_of(std::string_view name);

}  // namespace offhook::sim
