#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/error.hpp"

#include <cstddef>
#include <string_view>

namespace offhook::protocol {

/// How a request ended, or why it goes on. Source: firmware-protocol.md §6.
enum class status : std::uint8_t {
    ok = 0x00,
    pending = 0x01,  ///< not terminal; detail: ms until the next sign of life
    busy = 0x02,     ///< not carried out; detail: ms to wait
    bad_opcode = 0x03,
    bad_length = 0x04,
    bad_parameter = 0x05,  ///< detail: offset in the payload, 0xFF for the header
    bad_part = 0x06,       ///< detail: offset that was expected
    bad_session = 0x07,
    unsupported = 0x08,
    timed_out = 0x09,
    cancelled = 0x0A,
    no_space = 0x0B,
    bad_state = 0x0C,
    bad_crc = 0x0D,         ///< detail: CRC of what the device has
    hardware_fault = 0x0E,  ///< detail: code of the device
    bad_version = 0x0F,     ///< detail: lowest major in the low byte, highest in the next
    bad_offset = 0x10,      ///< detail: offset that is expected
};

/// The name of the document ("BAD_PARAMETER"), or an empty text for a code that it does not have.
[[nodiscard]] std::string_view name_of(status code) noexcept;

/// PENDING alone leaves a request open. Source: firmware-protocol.md §6.
[[nodiscard]] constexpr bool is_terminal(status code) {
    return code != status::pending;
}

/// Bytes of detail that a response with this status carries; 0 for OK, whose payload is the
/// opcode's. Source: firmware-protocol.md §6.
[[nodiscard]] std::size_t detail_size(status code) noexcept;

/// The detail of a response that is not OK, as one little-endian number; 0 where there is none.
/// Errors: errc::wrong_length when the payload is too short.
[[nodiscard]] result<std::uint32_t> decode_detail(status code, bytes_view payload);

/// The twin of decode_detail.
[[nodiscard]] byte_vector encode_detail(status code, std::uint32_t detail);

}  // namespace offhook::protocol
