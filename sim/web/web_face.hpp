#pragma once

#include "sim/control/control_hub.hpp"
#include "sim/web/http_server.hpp"

namespace offhook::sim {

/// The face: a page with the handsets on it, which operates them over the control protocol. One
/// thread: the context's.
class web_face {
public:
    /// Serves from now on; all must outlive the object. At an address that other computers reach,
    /// visitors must know a token, another one each time. Throws listen_error.
    web_face(boost::asio::io_context& context, control_hub& hub, const listen_address& where);

    /// What to open in a browser, with the token if there is one. A Unix socket, for a proxy before
    /// it, is told as `unix:PATH`.
    [[nodiscard]] std::string url() const;

    [[nodiscard]] const listen_address& where() const { return server_.where(); }

private:
    std::string token_;
    http_server server_;
};

}  // namespace offhook::sim
