#pragma once

#include "tests/support/json_archive.hpp"

namespace offhook::test {

/// The JSON form of exactly one whole stream frame, length included, or why it is none.
/// Source: firmware-protocol.md appendix B.
[[nodiscard]] protocol::result<json_object> stream_to_json(protocol::bytes_view bytes);

/// The bytes of a stream frame. Throws when the verb is unknown or a field does not fit.
[[nodiscard]] protocol::byte_vector stream_from_json(const json_object& fields);

}  // namespace offhook::test
