#pragma once

#include "driver/protocol/settings.hpp"
#include "driver/protocol/status.hpp"

namespace offhook::protocol {

/// The most items of one batch, so that its answer fits in one part.
/// Source: firmware-protocol.md §9.
inline constexpr std::size_t batch_limit = 55;

/// One item of a batch: the request that would otherwise travel alone.
struct batch_item {
    opcode code = opcode::lamp;
    byte_vector payload;  ///< at most 255 bytes

    /// Bytes that the item takes in the batch.
    [[nodiscard]] std::size_t size() const { return 2 + payload.size(); }
    bool operator==(const batch_item&) const = default;
};

/// BATCH: many settings, one answer. Source: firmware-protocol.md §9.
struct batch {
    std::vector<batch_item> items;  ///< 1 to batch_limit

    void encode(byte_writer& out) const;

    /// Errors: errc::wrong_length when the items do not add up or are none or too many,
    /// errc::unknown_opcode for an opcode that is no setting. Payloads are not looked into.
    [[nodiscard]] static result<batch> decode(bytes_view payload);
    bool operator==(const batch&) const = default;
};

/// The answer OK to a batch: a status for each item, in order.
struct batch_answer {
    std::vector<status> statuses;

    void encode(byte_writer& out) const;

    /// Cannot fail; the caller compares the count with that of its items.
    [[nodiscard]] static result<batch_answer> decode(bytes_view payload);
    bool operator==(const batch_answer&) const = default;
};

}  // namespace offhook::protocol
