#pragma once

#include "sim/plug/input_valve.hpp"
#include "sim/plug/last_inputs.hpp"
#include "sim/plug/rack.hpp"

#include <linux/uhid.h>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>

namespace offhook::sim {

/// One life of a handset as a HID device of the kernel, from plug to unplug: one open /dev/uhid. It
/// outlives its plug while a read is under way, but does nothing any more. Source: the kernel's
/// Documentation/hid/uhid.rst.
class uhid_device : public std::enable_shared_from_this<uhid_device> {
public:
    /// Input reports that wait for their turn; then new ones are dropped, as a device with a full
    /// buffer must.
    static constexpr std::size_t most_waiting = 1024;

    /// Opens the node. Throws uhid_error.
    uhid_device(boost::asio::io_context& context, rack& handsets, std::size_t number);

    /// The device appears. Throws uhid_error when the kernel refuses.
    void create();

    /// An input report for whoever has the device open.
    void input(protocol::bytes_view report);

    /// The device disappears; nothing is called back afterwards.
    void close();

private:
    void await_events();
    void on_readable();
    [[nodiscard]] bool read_event(uhid_event& event);
    void on_event(const uhid_event& event);
    void on_get_report(const uhid_get_report_req& request);
    void on_set_report(const uhid_set_report_req& request);
    [[nodiscard]] std::optional<protocol::byte_vector> find_report(
        const uhid_get_report_req& request) const;
    void pass_inputs();
    bool send(const uhid_event& event, std::size_t size);
    void send_input(protocol::bytes_view report);

    rack& rack_;
    std::size_t number_;
    boost::asio::posix::stream_descriptor node_;
    boost::asio::steady_timer turn_;
    last_inputs inputs_;
    input_valve valve_;
    std::deque<protocol::byte_vector> waiting_;
    bool is_open_ = false;     // somebody in the kernel or above reads it
    bool is_waiting_ = false;  // for the valve
    bool closed_ = false;
};

}  // namespace offhook::sim
