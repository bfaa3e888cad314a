#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/error.hpp"
#include "driver/protocol/opcode.hpp"
#include "driver/protocol/report_id.hpp"

#include <array>

namespace offhook::protocol {

/// Bytes of one vendor report, its ID included. Source: firmware-protocol.md §3.
inline constexpr std::size_t frame_report_length = 64;

/// Payload bytes in one part of a message. Source: firmware-protocol.md §3.
inline constexpr std::size_t part_length = 55;

/// The longest message that any device may offer. Source: firmware-protocol.md §3.1.
inline constexpr std::size_t largest_message = 1024;

/// Bit 7 of a request's control byte: this is a repetition. Source: firmware-protocol.md §3.
inline constexpr std::uint8_t retry_flag = 0x80;

/// One report of the vendor pipe, ID included.
using frame_report = std::array<std::uint8_t, frame_report_length>;

/// One part of a message, as it stands in a report. `data` points into the report.
/// Source: firmware-protocol.md §3.
struct frame {
    std::uint8_t session = 0;
    std::uint8_t sequence = 0;
    opcode code = opcode::ping;
    std::uint8_t control = 0;  ///< flags of a request, status of a response
    std::uint16_t offset = 0;
    std::uint16_t total = 0;
    bytes_view data;
};

/// Reads the frame of a report 20 or 21 (`id` says which is expected).
/// Errors: errc::wrong_length, errc::unknown_report, errc::malformed_part (§3.1).
[[nodiscard]] result<frame> decode_frame(report_id id, bytes_view report);

/// What can be said of a report whose frame is malformed: the header that an answer must repeat.
/// The report must have passed the length check; `data` is empty. Source: firmware-protocol.md §13.
[[nodiscard]] frame header_of(bytes_view report);

/// Writes one part; `data` beyond the part's length must not be given.
[[nodiscard]] frame_report encode_frame(report_id id, const frame& part);

}  // namespace offhook::protocol
