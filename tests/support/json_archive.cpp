#include "tests/support/json_archive.hpp"

#include "driver/protocol/text.hpp"
#include "tests/support/hex.hpp"

#include <algorithm>
#include <stdexcept>

namespace offhook::test {

void json_writer::hex(std::string_view name, std::span<std::uint8_t> bytes) {
    object_[name] = to_hex(bytes);
}

json_value json_writer::to_value(const std::u16string& value) {
    return json_value(protocol::to_utf8(value));
}

json_value json_writer::to_value(const protocol::byte_vector& value) {
    return json_value(to_hex(value));
}

void json_reader::hex(std::string_view name, std::span<std::uint8_t> bytes) {
    const auto read = from_hex(object_.at(name).as_string());
    if (read.size() != bytes.size())
        throw std::invalid_argument(std::string(name) + ": wrong size");
    std::copy(read.begin(), read.end(), bytes.begin());
}

void json_reader::from_value(const json_value& from, std::u16string& to) {
    to = protocol::to_utf16(from.as_string());
}

void json_reader::from_value(const json_value& from, protocol::byte_vector& to) {
    to = from_hex(from.as_string());
}

}  // namespace offhook::test
