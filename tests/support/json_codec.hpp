#pragma once

#include "tests/support/json_archive.hpp"
#include "tests/support/vectors.hpp"

#include <string_view>

namespace offhook::test {

/// What the codec reads from the reports of one whole message, in the JSON form of the vectors, or
/// why it refuses them. `kind` is that of a vector. Each report lies in a buffer of exactly its
/// size while it is decoded.
[[nodiscard]] protocol::result<json_object> decode_message(std::string_view kind,
                                                           const report_list& reports);

/// The reports that the codec makes of the fields of a vector. Throws when a field is missing or
/// does not fit.
[[nodiscard]] report_list encode_message(std::string_view kind, const json_object& fields);

}  // namespace offhook::test
