#pragma once

#include "sim/plug/usb_bus.hpp"

#include <set>

namespace offhook::sim {

class usbip_host;

/// Exports the handsets over USB/IP: handset N has the bus ID 1-(N+1), may be imported by one host
/// at a time, and is listed while it is plugged in. Any USB/IP host will do: Linux's `usbip
/// attach`, usbip-win2. One thread: the context's.
class usbip_plug final : public plug {
public:
    /// What a USB/IP server listens at if nobody says otherwise.
    static constexpr std::uint16_t usual_port = 3240;

    /// Listens from now on; both must outlive the object. Throws listen_error.
    usbip_plug(boost::asio::io_context& context,
               rack& handsets,
               const listen_address& where,
               usb_options how);
    ~usbip_plug() override;

    usbip_plug(const usbip_plug&) = delete;
    usbip_plug& operator=(const usbip_plug&) = delete;

    /// Where it really listens.
    [[nodiscard]] const listen_address& where() const { return listener_.where(); }

    /// Whether a host has imported the handset.
    [[nodiscard]] bool is_attached(std::size_t number) const { return bus_.is_attached(number); }

    /// From now on, also for later hosts of the handset.
    void set_trouble(std::size_t number, const usb_trouble& trouble) {
        bus_.set_trouble(number, trouble);
    }

    void on_plugged(std::size_t) override {}
    void on_unplugged(std::size_t number) override;
    void on_input(std::size_t number, protocol::bytes_view report) override;
    void on_told() override { bus_.flush(); }

private:
    friend class usbip_host;

    void add(stream_socket socket);
    void remove(const std::shared_ptr<usbip_host>& host);
    void wait_for(std::size_t number, const std::shared_ptr<usbip_host>& host);
    void serve_waiting(std::size_t number);

    rack& rack_;
    usb_bus bus_;
    std::set<std::shared_ptr<usbip_host>> asking_;  // hosts that have not imported anything
    std::vector<std::pair<std::size_t, std::shared_ptr<usbip_host>>> waiting_;  // for a handset
    listener listener_;
};

}  // namespace offhook::sim
