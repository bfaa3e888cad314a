#pragma once

#include "sim/plug/usb_control.hpp"
#include "sim/plug/usb_pace.hpp"
#include "sim/plug/usb_trouble.hpp"
#include "sim/plug/usbip_protocol.hpp"

#include <deque>

namespace offhook::sim {

/// A handset as a device on a USB bus: transfers in, their ends out, time passed in. An IN transfer
/// is held until there is a report, so nobody has to ask twice; every transfer that is not unlinked
/// ends exactly once. Pure: bytes for the host are appended to a vector. Not thread-safe.
class usb_device {
public:
    /// Transfers that may be under way at once; real hosts have a handful.
    static constexpr std::size_t most_transfers = 256;

    /// Input reports that wait while the host does not ask, as many as hidraw keeps; then new ones
    /// are dropped and counted.
    static constexpr std::size_t most_reports = 64;

    /// `device` and `out` must outlive the object.
    usb_device(usb_identity who, usb_pace pace, usb_reports& device, protocol::byte_vector& out);

    /// The host begins a transfer. False when it has too many under way: no real host does.
    [[nodiscard]] bool submit(time_point now, const usbip::submit& urb);

    /// The host takes a transfer back: it is either gone or has already ended.
    void unlink(const usbip::unlink& asked);

    /// An input report leaves the handset.
    void input(time_point now, protocol::bytes_view bytes);

    /// Does what the bus is to do by now.
    void on_time(time_point now);

    /// When on_time() is to be called; never without a pace, or while there is nothing to do.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// From now on. What was held meanwhile goes on.
    void set_trouble(time_point now, const usb_trouble& trouble);

    /// The trouble asked for the cable to be pulled out.
    [[nodiscard]] bool is_pulled() const { return is_pulled_; }

    /// Input reports that were dropped.
    [[nodiscard]] std::size_t dropped() const { return dropped_; }

private:
    struct in_transfer {
        usbip::pending what;
        std::uint32_t length;
        time_point since;
    };
    struct out_transfer {
        usbip::pending what;
        std::uint32_t length;
        time_point since;
        protocol::byte_vector data;
    };
    struct report {
        time_point since;
        protocol::byte_vector bytes;
    };

    void submit_control(const usbip::submit& urb);
    void submit_in(time_point now, const usbip::submit& urb);
    void submit_out(time_point now, const usbip::submit& urb);
    [[nodiscard]] usb_trouble::request fate_of(const usb_setup& asked) const;
    [[nodiscard]] bool takes_output() const;
    [[nodiscard]] std::optional<time_point> next_in() const;
    [[nodiscard]] std::optional<time_point> next_out() const;
    void end_in(time_point when);
    void end_out(time_point when);
    void take_output(usbip::pending what, std::uint32_t length, protocol::bytes_view bytes);
    void give_input(const in_transfer& to, protocol::bytes_view bytes);

    usb_reports& device_;
    protocol::byte_vector& out_;
    usb_control control_;
    usb_polls in_polls_;
    usb_polls out_polls_;
    usb_trouble trouble_;
    std::deque<in_transfer> ins_;
    std::deque<out_transfer> outs_;
    std::vector<std::uint32_t> unanswered_;  // numbers of control transfers that are held for ever
    std::deque<report> reports_;
    std::optional<time_point> serving_;  // the frame in which the handset acts now
    std::size_t dropped_ = 0;
    bool is_pulled_ = false;
};

}  // namespace offhook::sim
