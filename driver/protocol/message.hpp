#pragma once

#include "driver/protocol/frame.hpp"
#include "driver/protocol/status.hpp"

#include <cstddef>
#include <vector>

namespace offhook::protocol {

/// A whole request, response or event: the header that all of its parts share, and its payload.
/// Source: firmware-protocol.md §3.
struct message {
    std::uint8_t session = 0;
    std::uint8_t sequence = 0;  ///< of an event: the event counter
    opcode code = opcode::ping;
    std::uint8_t control = 0;  ///< flags of a request, status of a response
    byte_vector payload;       ///< at most largest_message bytes

    /// The status of a response. Codes that the document does not have are kept as they are.
    [[nodiscard]] protocol::status status() const { return static_cast<protocol::status>(control); }

    bool operator==(const message&) const = default;
};

/// The reports that carry a message, in order; at least one. Source: firmware-protocol.md §3.1.
[[nodiscard]] std::vector<frame_report> split(report_id id, const message& whole);

/// Collects the parts of messages as they arrive from one direction. An event in between does not
/// disturb the response that is being collected; two requests or responses never interleave.
/// Source: firmware-protocol.md §3.1, §13.
class message_assembler {
public:
    /// What a part led to.
    enum class outcome {
        incomplete,    ///< more parts are to come
        complete,      ///< `taken()` has the message
        out_of_order,  ///< not the next part; what was collected is dropped
    };

    /// Takes a part whose frame was decoded. A part with offset 0 always begins a new message.
    outcome add(const frame& part);

    /// The message that the last `complete` finished; valid until the next call of add().
    [[nodiscard]] const message& taken() const { return whole_; }

    /// The offset of the part that comes next; 0 when no message is being collected.
    [[nodiscard]] std::uint16_t expected() const;

    [[nodiscard]] bool collecting() const { return collecting_; }

    /// The message that is being collected, without what is still to come.
    [[nodiscard]] const message& partial() const { return whole_; }

    /// Forgets a message that is being collected.
    void drop() { collecting_ = false; }

private:
    [[nodiscard]] bool continues(const frame& part) const;
    void begin(const frame& part);

    message whole_;
    std::uint16_t total_ = 0;  // valid while collecting
    bool collecting_ = false;
};

}  // namespace offhook::protocol
