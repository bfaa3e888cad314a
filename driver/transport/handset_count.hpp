#pragma once

#include "driver/protocol/stream_frame.hpp"
#include "driver/transport/socket_connector.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace offhook::transport {

/// Asks a simulator once how many handsets it has. Source: firmware-protocol.md §B.1, LIST.
class handset_count : public std::enable_shared_from_this<handset_count> {
public:
    /// The number; nothing when the simulator is not there or does not say.
    using handler = std::function<void(std::optional<std::uint16_t>)>;

    handset_count(const boost::asio::any_io_executor& executor, socket_address where);

    /// Begins; `done` is called once on the executor, never inside this call, unless cancel() comes
    /// first.
    void start(handler done);

    /// Ends it silently.
    void cancel();

private:
    void read();
    void on_bytes(std::size_t count);
    void finish(std::optional<std::uint16_t> count);

    std::shared_ptr<socket_connector> connector_;
    stream_socket socket_;
    protocol::stream::reader reader_;
    std::array<std::uint8_t, 512> buffer_{};
    handler done_;  // empty when over
};

}  // namespace offhook::transport
