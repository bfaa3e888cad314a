#pragma once

#include "sim/web/assets.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace offhook::sim {

/// Who may open the face.
struct web_access {
    std::string token;         ///< what a visitor must know; empty: nobody is asked
    std::uint16_t port = 0;    ///< names the cookie, for browsers share cookies between ports
    std::string machine = {};  ///< this computer's name, by which it may be addressed too
};

/// What the policy needs of a request. Any bytes: they come from outside.
struct web_request {
    std::string_view method;
    std::string_view target;       ///< path and query
    std::string_view host = {};    ///< the Host header
    std::string_view origin = {};  ///< the Origin header; a browser always sends it for a WebSocket
    std::string_view cookie = {};  ///< the Cookie header
    bool upgrade = false;          ///< it asks for a WebSocket
};

/// What is to be answered.
struct web_answer {
    unsigned status = 200;        ///< of HTTP; 101: the WebSocket is opened
    const asset* file = nullptr;  ///< the body, if it is a file of the face
    std::string text = {};        ///< else the body: one line for a person
    std::string location = {};    ///< where to go instead (303)
    std::string set_cookie = {};  ///< a cookie to keep
};

/// The WebSocket's path: there the control protocol is spoken.
inline constexpr std::string_view web_socket_path = "/control";

/// Decides about a request: the Host against DNS rebinding, the Origin against other pages of the
/// same browser, the token if one is asked for, then what lies at the path.
[[nodiscard]] web_answer decide(const web_access& access, const web_request& request);

}  // namespace offhook::sim
