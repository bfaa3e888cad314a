#pragma once

#include "driver/protocol/bytes.hpp"

#include <boost/json/object.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace offhook::test {

/// The reports of one whole message, in order.
using report_list = std::vector<protocol::byte_vector>;

/// One golden message: what it says and how it looks on the wire.
struct vector {
    std::string name;
    std::string kind;  ///< request, response, event, stream, or the name of a standard report
    boost::json::object fields;
    report_list reports;
};

/// One message that a decoder must refuse.
struct bad_vector {
    std::string name;
    std::string kind;
    std::string why;  ///< section and rule that it breaks
    report_list reports;
};

/// The vectors of the document (tests/vectors/vectors.json). Throws when the file is not there or
/// is none.
[[nodiscard]] std::vector<vector> read_vectors(const std::filesystem::path& path);

/// Vectors of the oracle: one JSON object a line. Throws as read_vectors does.
[[nodiscard]] std::vector<vector> read_vector_lines(const std::filesystem::path& path);
[[nodiscard]] std::vector<bad_vector> read_bad_vector_lines(const std::filesystem::path& path);

/// The whole of a text file. Throws when it cannot be read.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path);

}  // namespace offhook::test
