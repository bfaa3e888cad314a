#pragma once

#include "driver/protocol/event.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/panel.hpp"

#include <optional>
#include <string>

namespace offhook::sim {

/// Carries out a request that concerns the handset and not the session, and says how it ended.
/// Any bytes may be in it. Source: firmware-protocol.md §7 to §10, §13.
class requests {
public:
    /// Both must outlive the object.
    requests(panel& device, const std::string& serial) : device_(device), serial_(serial) {}

    /// `event_counter`: the number of the last event sent, for GET_STATE.
    answer carry_out(const protocol::message& request, std::uint8_t event_counter);

    /// The event that follows a request that was carried out, if any.
    [[nodiscard]] static std::optional<protocol::event> follow_up(const protocol::message& request);

private:
    answer set(protocol::opcode code, protocol::bytes_view payload);
    answer batch(protocol::bytes_view payload);
    answer vendor(protocol::bytes_view payload);

    panel& device_;
    const std::string& serial_;
};

}  // namespace offhook::sim
