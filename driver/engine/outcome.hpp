#pragma once

#include "driver/engine/error.hpp"
#include "driver/protocol/bytes.hpp"

namespace offhook::engine {

/// How a command ended.
struct outcome {
    boost::system::error_code error;  ///< success: the handset shows it (firmware-protocol.md §8)
    std::uint32_t detail = 0;         ///< of a refusal (firmware-protocol.md §6)
    protocol::byte_vector data;       ///< the answer to a vendor request

    bool operator==(const outcome&) const = default;
};

}  // namespace offhook::engine
