#pragma once

#include "driver/protocol/opcode.hpp"
#include "driver/protocol/status.hpp"
#include "tests/support/json_archive.hpp"

namespace offhook::test {

/// The JSON form of a request's payload, or why it is none.
[[nodiscard]] protocol::result<json_object> request_to_json(protocol::opcode code,
                                                            protocol::bytes_view payload);

/// The payload of a request. Throws when a field is missing or does not fit.
[[nodiscard]] protocol::byte_vector request_from_json(protocol::opcode code,
                                                      const json_object& fields);

/// The JSON form of a response's payload; of a status other than OK it is the detail of
/// firmware-protocol.md §6.
[[nodiscard]] protocol::result<json_object> answer_to_json(protocol::opcode code,
                                                           protocol::status status,
                                                           protocol::bytes_view payload);

/// The payload of a response. Throws when a field is missing or does not fit.
[[nodiscard]] protocol::byte_vector answer_from_json(protocol::opcode code,
                                                     protocol::status status,
                                                     const json_object& fields);

/// The opcode or status of a name of the document; a number stands for itself. Throws for a name
/// that the document does not have.
[[nodiscard]] protocol::opcode opcode_from_json(const json_value& name);
[[nodiscard]] protocol::status status_from_json(const json_value& name);

/// The name of the document, or the number when it has none.
[[nodiscard]] json_value name_to_json(protocol::opcode code);
[[nodiscard]] json_value name_to_json(protocol::status code);

}  // namespace offhook::test
