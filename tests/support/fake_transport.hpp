#pragma once

#include "driver/transport/transport.hpp"
#include "tests/support/canned_device.hpp"

#include <set>

namespace offhook::test {

/// The cable of a canned_device: transports that record, and answer as soon as the executor runs.
struct fake_cable {
    canned_device device;
    bool plugged = true;
    std::set<protocol::opcode> held_back;     ///< requests that get no answer
    std::vector<protocol::message> requests;  ///< everything that was written
    int opened = 0;
    int open_now = 0;  ///< transports that were opened and not closed

    /// Makes the transports; the cable must outlive them.
    [[nodiscard]] transport::transport_factory factory();

    /// What the device does of its own accord; on the executor, when it runs.
    void send(const protocol::message& input);
    void pull_out();

private:
    friend class fake_transport;
    std::weak_ptr<class fake_transport> newest_;
};

}  // namespace offhook::test
