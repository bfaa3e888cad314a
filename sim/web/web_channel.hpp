#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace offhook::sim {

/// The way to one browser: whole text messages over its WebSocket. All of it on the context's
/// thread. It outlives its visitor.
class web_channel {
public:
    virtual ~web_channel() = default;

    /// Sends a message after those that wait. Never blocks and never calls back.
    virtual void send(std::string message) = 0;

    /// Bytes that the browser has not taken yet.
    [[nodiscard]] virtual std::size_t unsent() const = 0;
};

/// What is done with a browser's messages: one for each WebSocket, destroyed when it ends.
class web_visitor {
public:
    virtual ~web_visitor() = default;

    /// A whole message, any bytes. No further one comes while more than web_most_unread is unsent.
    virtual void on_message(std::string_view message) = 0;

    /// The browser has taken all that was sent.
    virtual void on_all_sent() = 0;
};

/// Makes the visitor of a WebSocket that was opened.
using web_welcome = std::function<std::unique_ptr<web_visitor>(web_channel&)>;

/// A browser that leaves more than this unread is not listened to, and is sent no news, until it
/// has caught up.
inline constexpr std::size_t web_most_unread = 256 * 1024;

}  // namespace offhook::sim
