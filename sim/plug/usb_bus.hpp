#pragma once

#include "sim/plug/listener.hpp"
#include "sim/plug/rack.hpp"
#include "sim/plug/usb_descriptors.hpp"
#include "sim/plug/usb_pace.hpp"
#include "sim/plug/usb_trouble.hpp"

#include <boost/asio/steady_timer.hpp>
#include <memory>

namespace offhook::sim {

class usb_link;

/// What the handsets are on USB.
struct usb_options {
    usb_speed speed = usb_speed::full;
    usb_pace pace = usb_pace::off;
};

/// The handsets of a rack as USB devices, each at most once on a host's bus: what is common to
/// usbip_plug and usb_plug. One thread: the context's.
class usb_bus {
public:
    /// Both must outlive the object.
    usb_bus(boost::asio::io_context& context, rack& handsets, usb_options how);

    /// Ends all links.
    ~usb_bus();

    usb_bus(const usb_bus&) = delete;
    usb_bus& operator=(const usb_bus&) = delete;

    /// Called when a handset has lost its host, except by unplug() and at the end of the object.
    void watch(std::function<void(std::size_t)> on_detached) {
        on_detached_ = std::move(on_detached);
    }

    /// Whether a host has the handset.
    [[nodiscard]] bool is_attached(std::size_t number) const { return links_[number] != nullptr; }

    /// A host has the handset from now on, and talks over this socket; nobody may have it already.
    /// `first` is written before all else, `unread` was read from the socket before.
    void attach(std::size_t number,
                stream_socket socket,
                const protocol::byte_vector& first = {},
                protocol::bytes_view unread = {});

    /// Ends the link, if there is one.
    void unplug(std::size_t number);

    /// An input report leaves the handset; flush() writes it.
    void input(std::size_t number, protocol::bytes_view report);
    void flush();

    /// From now on, also for later hosts of the handset.
    void set_trouble(std::size_t number, const usb_trouble& trouble);

    [[nodiscard]] usb_options how() const { return how_; }

private:
    friend class usb_link;

    void mark(const std::shared_ptr<usb_link>& link);
    void remove(const usb_link& link);
    void await(const std::shared_ptr<usb_link>& link, time_point when);
    void on_time();

    rack& rack_;
    usb_options how_;
    std::function<void(std::size_t)> on_detached_ = [](std::size_t) {};
    std::vector<std::shared_ptr<usb_link>> links_;  // by handset
    std::vector<usb_trouble> troubles_;             // by handset; empty: none has any
    std::vector<std::shared_ptr<usb_link>> unflushed_;

    // With a pace: the links for which the bus has something to do, and the next time it does.
    std::vector<std::shared_ptr<usb_link>> waiting_;
    boost::asio::steady_timer frames_;
    time_point armed_ = time_point::max();
};

}  // namespace offhook::sim
