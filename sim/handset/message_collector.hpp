#pragma once

#include "driver/protocol/message.hpp"
#include "sim/handset/time.hpp"

#include <optional>
#include <variant>

namespace offhook::sim {

/// A response to the message whose header the given frame or message has.
struct part_refusal {
    protocol::message to;  ///< header only
    protocol::status code = protocol::status::bad_part;
    std::uint32_t detail = 0;
};

/// Puts the parts of the host's messages together, and gives up after 500 ms of silence.
/// Source: firmware-protocol.md §3.1, §12, §13.
class message_collector {
public:
    /// The rest of a message must come within this time (§12, last sentence).
    static constexpr milliseconds patience{500};

    /// `longest`: the max_message of this device.
    explicit message_collector(std::uint16_t longest) : longest_(longest) {}

    /// Nothing yet; a whole message; or what is wrong with this part.
    using outcome = std::variant<std::monostate, protocol::message, part_refusal>;

    /// Takes a report 20 of the right length, whose opcode is no event's.
    outcome on_report(time_point now, protocol::bytes_view report);

    /// TIMED_OUT for a message whose rest is overdue.
    std::optional<part_refusal> on_time(time_point now);

    /// When on_time() has something to do.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

private:
    part_refusal out_of_order(const protocol::frame& part, std::uint16_t expected);

    std::uint16_t longest_;
    protocol::message_assembler assembler_;
    time_point deadline_{};  // valid while a message is being collected
};

}  // namespace offhook::sim
