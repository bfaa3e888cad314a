#pragma once

#include "driver/engine/command.hpp"
#include "driver/protocol/opcode.hpp"

namespace offhook::engine {

/// What a request acts on. Requests with one key keep their order and are never under way together;
/// 0 is no control at all.
using control_key = std::uint32_t;

[[nodiscard]] constexpr control_key make_key(protocol::opcode code, std::uint8_t index = 0) {
    return (static_cast<control_key>(code) << 8) | index;
}

/// One message that waits for its answer.
struct request {
    std::uint64_t id = 0;  ///< the owner's name for it
    protocol::opcode code = protocol::opcode::ping;
    protocol::byte_vector payload;
    control_key key = 0;
    int sessions_lost = 0;  ///< under way each time

    /// Settings travel together when many wait, and are repeated in a new session
    /// (firmware-protocol.md §5.5, §9).
    [[nodiscard]] bool is_setting() const { return protocol::is_setting(code); }
};

/// The request of a setting.
[[nodiscard]] request make_request(std::uint64_t id, const protocol::setting& value);

/// The request of anything with a payload to encode.
template <class Payload>
[[nodiscard]] request make_request(std::uint64_t id,
                                   protocol::opcode code,
                                   const Payload& payload,
                                   control_key key) {
    return {id, code, protocol::encoded(payload), key, 0};
}

}  // namespace offhook::engine
