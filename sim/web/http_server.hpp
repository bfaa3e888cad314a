#pragma once

#include "sim/plug/listener.hpp"
#include "sim/web/request_policy.hpp"
#include "sim/web/web_channel.hpp"

#include <chrono>
#include <set>

namespace offhook::sim {

class http_connection;

/// What one browser, and all of them, may take.
struct http_limits {
    std::size_t connections = 64;                ///< at once; more are refused
    std::chrono::milliseconds patience{10'000};  ///< for a request, the first or a next one
};

/// Answers browsers at one address: the face's files, and WebSockets. It lives in the context's one
/// thread, has a timer only while a request is awaited, and keeps a bounded amount for each
/// browser.
class http_server {
public:
    /// The headers of a request; bodies are not taken at all.
    static constexpr std::size_t longest_header = 8 * 1024;

    /// A message over a WebSocket: as long as a line of the control protocol.
    static constexpr std::size_t longest_message = 256 * 1024;

    /// Listens from now on; the context must outlive the object. Throws listen_error.
    http_server(boost::asio::io_context& context,
                const listen_address& where,
                web_welcome welcome,
                http_limits limits = {});
    ~http_server();

    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    /// Where it really listens.
    [[nodiscard]] const listen_address& where() const { return listener_.where(); }

    /// From now on visitors must know this token.
    void ask_for(std::string token) { access_.token = std::move(token); }

    /// Connections there are.
    [[nodiscard]] std::size_t connections() const { return connections_.size(); }

private:
    friend class http_connection;

    void take(stream_socket socket);

    web_access access_;
    web_welcome welcome_;
    http_limits limits_;
    std::set<std::shared_ptr<http_connection>> connections_;
    listener listener_;
};

}  // namespace offhook::sim
