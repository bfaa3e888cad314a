#include "driver/protocol/status.hpp"

namespace offhook::protocol {

std::string_view name_of(status code) noexcept {
    switch (code) {
        case status::ok: return "OK";
        case status::pending: return "PENDING";
        case status::busy: return "BUSY";
        case status::bad_opcode: return "BAD_OPCODE";
        case status::bad_length: return "BAD_LENGTH";
        case status::bad_parameter: return "BAD_PARAMETER";
        case status::bad_part: return "BAD_PART";
        case status::bad_session: return "BAD_SESSION";
        case status::unsupported: return "UNSUPPORTED";
        case status::timed_out: return "TIMED_OUT";
        case status::cancelled: return "CANCELLED";
        case status::no_space: return "NO_SPACE";
        case status::bad_state: return "BAD_STATE";
        case status::bad_crc: return "BAD_CRC";
        case status::hardware_fault: return "HARDWARE_FAULT";
        case status::bad_version: return "BAD_VERSION";
        case status::bad_offset: return "BAD_OFFSET";
    }
    return {};
}

std::size_t detail_size(status code) noexcept {
    switch (code) {
        case status::bad_parameter:
        case status::hardware_fault: return 1;
        case status::pending:
        case status::busy:
        case status::bad_part:
        case status::bad_version: return 2;
        case status::bad_crc:
        case status::bad_offset: return 4;
        default: return 0;
    }
}

result<std::uint32_t> decode_detail(status code, bytes_view payload) {
    const auto size = detail_size(code);
    if (payload.size() < size) return errc::wrong_length;
    std::uint32_t detail = 0;
    for (std::size_t i = size; i-- > 0;) detail = (detail << 8) | payload[i];
    return detail;
}

byte_vector encode_detail(status code, std::uint32_t detail) {
    byte_vector out(detail_size(code));
    for (auto& byte : out) {
        byte = static_cast<std::uint8_t>(detail & 0xFF);
        detail >>= 8;
    }
    return out;
}

}  // namespace offhook::protocol
