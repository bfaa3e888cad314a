#pragma once

#include "driver/protocol/opcode.hpp"
#include "tests/support/json_archive.hpp"

namespace offhook::test {

/// The JSON form of an event's payload, or the error of decode_event.
[[nodiscard]] protocol::result<json_object> event_to_json(protocol::opcode code,
                                                          protocol::bytes_view payload);

/// The payload of an event of this opcode. Throws when it is none or a field does not fit.
[[nodiscard]] protocol::byte_vector event_from_json(protocol::opcode code,
                                                    const json_object& fields);

}  // namespace offhook::test
