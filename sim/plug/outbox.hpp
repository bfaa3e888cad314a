#pragma once

#include "driver/protocol/bytes.hpp"
#include "sim/plug/listener.hpp"

#include <deque>
#include <limits>

namespace offhook::sim {

/// What is to be written to a socket: collected first, then written as one piece; what the other
/// side does not take yet waits.
class outbox {
public:
    explicit outbox(stream_socket& socket) : socket_(socket) {}

    /// Where to append; call flush() afterwards.
    [[nodiscard]] protocol::byte_vector& bytes() { return pending_; }

    /// Marks that what was appended since the last mark is one report, for unread_reports().
    void end_report() { report_ends_.push_back(written_ + pending_.size()); }

    /// Writes as much as the socket takes, but at most `most` bytes. False when the socket is
    /// broken.
    [[nodiscard]] bool flush(std::size_t most = std::numeric_limits<std::size_t>::max());

    /// What the socket has not taken yet.
    [[nodiscard]] bool empty() const { return pending_.empty(); }
    [[nodiscard]] std::size_t size() const { return pending_.size(); }
    [[nodiscard]] std::size_t unread_reports() const { return report_ends_.size(); }

private:
    stream_socket& socket_;
    protocol::byte_vector pending_;
    std::uint64_t written_ = 0;              // bytes that have left since the beginning
    std::deque<std::uint64_t> report_ends_;  // of the reports that have not left whole
};

}  // namespace offhook::sim
