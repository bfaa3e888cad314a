#pragma once

#include "driver/protocol/event.hpp"
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"
#include "driver/protocol/message.hpp"
#include "driver/protocol/sequence.hpp"

#include <map>
#include <vector>

namespace offhook::test {

/// The smallest device that answers everything at once: two pairs, one row of four characters, a
/// data area. Tests change its members as they like, and answer in its place where they want
/// another answer. It keeps no time.
struct canned_device {
    protocol::hello_answer terms;  ///< nonce and session are filled in
    protocol::info_limits limits;
    std::vector<protocol::button_info> pairs;
    std::vector<protocol::area_info> areas;
    protocol::handset_state state;
    std::vector<protocol::button_setting> buttons;
    std::vector<protocol::byte_vector> contents;
    std::vector<protocol::byte_vector> vendor;  ///< requests that were carried out

    canned_device();

    /// The response to a request; carried out once for each sequence number
    /// (firmware-protocol.md §4).
    [[nodiscard]] protocol::message answer(const protocol::message& request);

    /// The next event of the session.
    [[nodiscard]] protocol::message event(const protocol::event& what);

    /// Forgets the session, as after a reset.
    void reset() { terms.session = 0; }

    [[nodiscard]] protocol::byte_vector identity() const;

private:
    struct reply {
        protocol::status code = protocol::status::ok;
        protocol::byte_vector payload;
    };

    reply carry_out(const protocol::message& request);
    reply hello(const protocol::message& request);
    [[nodiscard]] reply info(const protocol::message& request) const;
    reply set(protocol::opcode code, protocol::bytes_view payload);
    reply batch(const protocol::message& request);
    reply download(const protocol::message& request);
    [[nodiscard]] reply read_area(const protocol::message& request) const;
    void place(const protocol::setting& value);

    std::uint8_t last_session_ = 0x40;
    std::map<std::uint8_t, protocol::message> newest_;  // by slot
    protocol::byte_vector arriving_;                    // of the open download
};

/// Response to a request with any status.
[[nodiscard]] protocol::message response_to(const protocol::message& request,
                                            protocol::status code,
                                            protocol::byte_vector payload = {});

}  // namespace offhook::test
