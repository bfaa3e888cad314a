#include "driver/transport/presence.hpp"

#include "driver/transport/hid_presence.hpp"
#include "driver/transport/socket_presence.hpp"

#include <utility>

namespace offhook::transport {

std::shared_ptr<presence> make_presence(boost::asio::any_io_executor executor,
                                        const address& pattern,
                                        presence_listener& owner,
                                        std::shared_ptr<hidapi_runtime> hid) {
    if (const auto* devices = std::get_if<hid_address>(&pattern)) {
        return std::make_shared<hid_presence>(std::move(executor), *devices, owner, std::move(hid));
    }
    if (const auto* host = std::get_if<tcp_address>(&pattern)) {
        return std::make_shared<socket_presence>(std::move(executor), *host, owner);
    }
    const auto& path = std::get<unix_address>(pattern);
    return std::make_shared<socket_presence>(std::move(executor), path, owner);
}

}  // namespace offhook::transport
