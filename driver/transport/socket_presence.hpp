#pragma once

#include "driver/transport/handset_count.hpp"
#include "driver/transport/presence.hpp"
#include "driver/transport/socket_connector.hpp"
#include "driver/transport/socket_transport.hpp"

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <vector>

namespace offhook::transport {

/// The handsets of a simulator: asks how many there are, then keeps one connection to each, which
/// tells when it is plugged in and out. A simulator that is not there is looked for each second.
/// Source: firmware-protocol.md appendix B, LIST, PLUG and UNPLUG.
class socket_presence final : public presence,
                              public std::enable_shared_from_this<socket_presence> {
public:
    socket_presence(boost::asio::any_io_executor executor,
                    socket_address where,
                    presence_listener& owner);
    ~socket_presence() override;
    socket_presence(const socket_presence&) = delete;
    socket_presence& operator=(const socket_presence&) = delete;

    void start() override;
    void close() override;

private:
    class seat;

    void ask();
    void on_count(std::optional<std::uint16_t> count);
    void ask_later();
    void on_seat();
    void be_listed();
    [[nodiscard]] address address_of(std::uint16_t number) const;

    boost::asio::any_io_executor executor_;
    socket_address where_;
    presence_listener* owner_;
    boost::asio::steady_timer retry_;
    boost::asio::steady_timer listing_;
    std::shared_ptr<handset_count> question_;
    std::vector<std::shared_ptr<seat>> seats_;  // one for each handset
    bool is_listed_ = false;
    bool is_closed_ = false;
};

}  // namespace offhook::transport
