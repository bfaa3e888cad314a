#pragma once

#include "sim/control/control_hub.hpp"
#include "sim/plug/listener.hpp"

#include <memory>
#include <set>

namespace offhook::sim {

class control_operator;

/// The control protocol over TCP and Unix sockets: JSON lines, apart from the HID side. Source:
/// sim/control/README.md. One thread: the context's.
class control_server {
public:
    /// A longer line is refused, and the connection closed: room for a data area of 64 KiB in hex.
    static constexpr std::size_t longest_line = 256 * 1024;

    /// An operator who leaves more than this unread gets the newest state only, once there is room.
    static constexpr std::size_t most_unread = 64 * 1024;

    /// Listens from now on; both must outlive the object. Throws listen_error.
    control_server(boost::asio::io_context& context, control_hub& hub, const listen_address& where);
    ~control_server();

    control_server(const control_server&) = delete;
    control_server& operator=(const control_server&) = delete;

    /// Where it really listens.
    [[nodiscard]] const listen_address& where() const { return listener_.where(); }

private:
    friend class control_operator;

    control_hub& hub_;
    std::set<std::shared_ptr<control_operator>> operators_;
    listener listener_;
};

}  // namespace offhook::sim
