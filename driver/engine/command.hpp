#pragma once

#include "driver/protocol/settings.hpp"

#include <variant>

namespace offhook::engine {

/// A vendor request (TAPI: phoneDevSpecific). Source: firmware-protocol.md §8.8.
struct vendor_request {
    protocol::byte_vector data;
};

/// Replaces the content of a data area (TAPI: phoneSetData). Source: firmware-protocol.md §10.
struct download {
    std::uint8_t area = 0;
    protocol::byte_vector data;
};

/// What a caller can ask of a handset. Each ends once, with an outcome.
using command = std::variant<protocol::setting, vendor_request, download>;

/// Names a command from its acceptance to its end.
using command_id = std::uint64_t;

}  // namespace offhook::engine
