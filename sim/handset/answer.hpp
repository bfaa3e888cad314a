#pragma once

#include "driver/protocol/status.hpp"

namespace offhook::sim {

/// How a request ends: the status and the payload of its response.
struct answer {
    protocol::status code = protocol::status::ok;
    protocol::byte_vector payload;

    bool operator==(const answer&) const = default;
};

/// A refusal, with the detail that its status asks for (firmware-protocol.md §6).
[[nodiscard]] inline answer refuse(protocol::status code, std::uint32_t detail = 0) {
    return {code, protocol::encode_detail(code, detail)};
}

/// BAD_PARAMETER for the byte at `offset` of the payload (firmware-protocol.md §6).
[[nodiscard]] inline answer bad_parameter(std::uint32_t offset) {
    return refuse(protocol::status::bad_parameter, offset);
}

}  // namespace offhook::sim
