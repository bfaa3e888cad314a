#pragma once

#include "driver/protocol/bytes.hpp"

#include <algorithm>
#include <boost/endian/conversion.hpp>
#include <string_view>

namespace offhook::protocol {

/// Appends little-endian values to a vector. The twin of byte_reader.
class byte_writer {
public:
    explicit byte_writer(byte_vector& out) noexcept : out_(out) {}

    void u8(std::uint8_t value) { out_.push_back(value); }

    void u16(std::uint16_t value) {
        std::uint8_t two[2];
        boost::endian::store_little_u16(two, value);
        bytes(two);
    }

    void u32(std::uint32_t value) {
        std::uint8_t four[4];
        boost::endian::store_little_u32(four, value);
        bytes(four);
    }

    void bytes(bytes_view values) { out_.insert(out_.end(), values.begin(), values.end()); }

    void text(std::u16string_view units) {
        for (const char16_t unit : units) u16(static_cast<std::uint16_t>(unit));
    }

    /// A length byte and at most 255 bytes of the text. Source: firmware-protocol.md §7.2.
    void short_string(std::string_view text) {
        const auto kept = text.substr(0, std::min<std::size_t>(text.size(), 255));
        u8(static_cast<std::uint8_t>(kept.size()));
        for (const char c : kept) u8(static_cast<std::uint8_t>(c));
    }

private:
    byte_vector& out_;
};

/// What `value.encode(writer)` writes, as bytes of its own.
template <class T>
[[nodiscard]] byte_vector encoded(const T& value) {
    byte_vector out;
    byte_writer writer(out);
    value.encode(writer);
    return out;
}

}  // namespace offhook::protocol
