#include "driver/transport/factory.hpp"

#include "driver/transport/hidapi_transport.hpp"
#include "driver/transport/socket_transport.hpp"

#include <utility>

namespace offhook::transport {

transport_factory make_factory(address where, std::shared_ptr<hidapi_runtime> hid) {
    return
        [where = std::move(where), hid = std::move(hid)](
            boost::asio::any_io_executor executor, listener& owner) -> std::shared_ptr<transport> {
            if (const auto* device = std::get_if<hid_address>(&where)) {
                return std::make_shared<hidapi_transport>(std::move(executor), owner, *device, hid);
            }
            if (const auto* host = std::get_if<tcp_address>(&where)) {
                return std::make_shared<socket_transport>(std::move(executor), owner, *host);
            }
            const auto& path = std::get<unix_address>(where);
            return std::make_shared<socket_transport>(std::move(executor), owner, path);
        };
}

}  // namespace offhook::transport
