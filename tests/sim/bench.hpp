#pragma once

#include "driver/protocol/message.hpp"
#include "sim/handset/handset.hpp"

#include <string>
#include <vector>

namespace offhook::test {

using protocol::opcode;
using protocol::status;

/// What a handset said, as one line each: a response is "LAMP OK", "LAMP BAD_PARAMETER 01",
/// an event "BUTTON #7 0502...", a standard report its bytes.
using lines = std::vector<std::string>;

/// One handset on a bench: plugged in, in virtual time, with a host's hands.
class bench {
public:
    /// The handset is plugged in, and RESET was heard.
    explicit bench(sim::profile what = sim::desk_profile(), std::uint64_t seed = 1);

    /// HELLO; its session is the one of requests from now on.
    bench& open_session();

    /// Writes a whole request under the next sequence number, its slot unused or longest free.
    lines ask(opcode code, std::string_view payload_hex = "");

    /// Writes the same under a number of the caller's.
    lines ask_as(std::uint8_t sequence, opcode code, std::string_view payload_hex = "");

    /// Writes a message as it is.
    lines write(const protocol::message& request);

    /// Writes one report.
    lines raw(protocol::bytes_view report);

    /// Lets time pass, each deadline at its time.
    lines advance(sim::milliseconds span);

    /// What came out of one of the user's functions.
    lines heard(const sim::reports& out);

    /// The sequence number that ask() used last.
    [[nodiscard]] std::uint8_t last_sequence() const { return sequence_; }

    sim::handset device;
    sim::time_point now{};
    std::uint8_t session = 0;

    /// Every message since the beginning, in order.
    std::vector<protocol::message> messages;

private:
    void hear(const protocol::byte_vector& report, lines& out);

    std::uint8_t sequence_ = 0;
    protocol::message_assembler responses_;
    protocol::message_assembler events_;
};

/// "LAMP OK", "PING OK 07", "BUTTON #7 0502".
[[nodiscard]] std::string text_of(const protocol::message& message);

}  // namespace offhook::test
