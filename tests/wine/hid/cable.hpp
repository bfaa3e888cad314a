#pragma once

#include "driver/protocol/stream_frame.hpp"

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <future>
#include <map>
#include <memory>

namespace offhook::wine_hid {

/// What a cable tells; on the context's thread.
class cable_listener {
public:
    virtual ~cable_listener() = default;
    virtual void on_plug(std::uint16_t handset, const protocol::stream::plug& what) = 0;
    virtual void on_unplug(std::uint16_t handset) = 0;
    virtual void on_input(std::uint16_t handset, protocol::bytes_view report) = 0;
};

/// How many handsets a simulator has; 0 when there is none at the address. Blocks.
[[nodiscard]] std::uint16_t count_handsets(const boost::asio::ip::tcp::endpoint& where);

/// The connection to one simulated handset. Source: firmware-protocol.md appendix B.
class cable : public std::enable_shared_from_this<cable> {
public:
    /// A host gives up a control transfer after that.
    static constexpr std::chrono::seconds control_limit{5};

    /// Both must outlive the object; the context runs on one thread.
    cable(boost::asio::io_context& context, cable_listener& owner, std::uint16_t handset);

    /// Connects and waits until the simulator has said whether the handset is plugged in. Not on
    /// the context's thread.
    void connect(const boost::asio::ip::tcp::endpoint& where);

    /// On the context's thread.
    void send(const protocol::stream::frame& frame);

    /// Asks for a feature report and waits for it, at most as long as a USB host does. Empty: the
    /// device has none, or does not answer. Not on the context's thread.
    [[nodiscard]] protocol::byte_vector get_feature(std::uint8_t report_id);

    /// Nothing is told any more. Not on the context's thread.
    void close();

private:
    void read();
    void on_bytes(protocol::bytes_view bytes);
    void on_frame(const protocol::stream::frame& frame);
    void end();

    boost::asio::io_context& context_;
    cable_listener* owner_;  // null: closed
    const std::uint16_t handset_;
    boost::asio::ip::tcp::socket socket_;
    protocol::stream::reader frames_;
    std::array<std::uint8_t, 4096> buffer_{};
    std::uint16_t last_tag_ = 0;
    std::map<std::uint16_t, std::promise<protocol::byte_vector>> asked_;  // by tag
};

}  // namespace offhook::wine_hid
