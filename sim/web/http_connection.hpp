#pragma once

#include "sim/web/http_server.hpp"

namespace offhook::sim {

/// A browser's connection to an http_server: requests first, then perhaps a WebSocket. Behind this
/// interface all of Boost.Beast is one translation unit.
class http_connection : public web_channel {
public:
    [[nodiscard]] static std::shared_ptr<http_connection> make(http_server& server,
                                                               stream_socket socket);

    /// Begins to read.
    virtual void start() = 0;

    /// Ends it without a farewell; nothing is called back afterwards.
    virtual void close() = 0;

protected:
    // What the server has for its connections.
    static web_answer decide_for(const http_server& server, const web_request& request) {
        return decide(server.access_, request);
    }
    static std::unique_ptr<web_visitor> welcome(const http_server& server, web_channel& channel) {
        return server.welcome_(channel);
    }
    static std::chrono::milliseconds patience_of(const http_server& server) {
        return server.limits_.patience;
    }
    static void forget(http_server& server, const std::shared_ptr<http_connection>& one) {
        server.connections_.erase(one);
    }
};

}  // namespace offhook::sim
