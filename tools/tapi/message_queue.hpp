#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "tools/tapi/message.hpp"
#include "tools/tapi/queue_signal.hpp"

namespace offhook::tapi {

/// The messages of one application, in the order in which they came about. Any thread.
class message_queue {
public:
    /// `signal` may be null; it is set as long as a message waits.
    explicit message_queue(std::shared_ptr<queue_signal> signal = nullptr)
        : signal_(std::move(signal)) {}

    /// Adds a message; a closed queue drops it.
    void push(const message& news);

    /// Takes the oldest message, waiting for one at most `timeout`; without a timeout, until
    /// close(). Nothing: it took too long, or the queue is closed.
    [[nodiscard]] std::optional<message> pop(std::optional<std::chrono::milliseconds> timeout);

    /// Drops what is left and ends every wait at once (TAPI: phoneGetMessage, phoneShutdown).
    void close();

    [[nodiscard]] bool closed() const;

private:
    const std::shared_ptr<queue_signal> signal_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<message> messages_;
    bool closed_ = false;
};

}  // namespace offhook::tapi
