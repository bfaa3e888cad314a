#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "tools/tapi/message.hpp"

namespace offhook::tapi {

/// The messages of one application, in the order in which they came about. Any thread.
class message_queue {
public:
    /// Adds a message; a closed queue drops it.
    void push(const message& news);

    /// Takes the oldest message, waiting for one at most `timeout`; without a timeout, until
    /// close(). Nothing: it took too long, or the queue is closed.
    [[nodiscard]] std::optional<message> pop(std::optional<std::chrono::milliseconds> timeout);

    /// Drops what is left and ends every wait at once (TAPI: phoneGetMessage, phoneShutdown).
    void close();

    [[nodiscard]] bool closed() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<message> messages_;
    bool closed_ = false;
};

}  // namespace offhook::tapi
