#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"

#include <array>

namespace offhook::protocol {

/// Eight random bytes, new in each HELLO that is sent. Source: firmware-protocol.md §5.1.
using nonce = std::array<std::uint8_t, 8>;

/// Payload of a HELLO. Source: firmware-protocol.md §5.1.
struct hello {
    protocol::nonce nonce{};
    std::uint8_t major = 0;
    std::uint8_t minor = 0;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<hello> decode(bytes_view payload);
    bool operator==(const hello&) const = default;
};

/// Payload of the answer OK to a HELLO. Source: firmware-protocol.md §5.1.
struct hello_answer {
    protocol::nonce nonce{};
    std::uint8_t session = 0;
    std::uint8_t major = 0;
    std::uint8_t minor = 0;
    std::uint16_t max_message = 0;  ///< bytes of payload, 64 to 1024
    std::uint8_t window = 0;        ///< requests outstanding at once, 1 to 8
    std::uint8_t event_counter = 0;
    std::uint32_t firmware = 0;
    std::uint32_t capabilities = 0;  ///< bits of protocol::capability
    std::uint16_t heartbeat_ms = 0;

    void encode(byte_writer& out) const;

    /// Errors: errc::wrong_length; errc::impossible_value for the numbers that §14 names.
    [[nodiscard]] static result<hello_answer> decode(bytes_view payload);
    bool operator==(const hello_answer&) const = default;
};

}  // namespace offhook::protocol
