#pragma once

#include "sim/plug/usb_bus.hpp"
#include "sim/plug/vhci.hpp"

namespace offhook::sim {

/// Plugs the handsets into this computer's own USB, through the kernel's virtual host controller:
/// no network, no further program. One thread: the context's.
class usb_plug final : public plug {
public:
    /// Attaches each handset that is plugged in; the others follow when they are. Both must outlive
    /// the object. The kernel looks at a device as soon as the context runs. Throws vhci_error.
    usb_plug(boost::asio::io_context& context,
             rack& handsets,
             usb_options how,
             const vhci& controller = vhci());

    /// Takes the devices away, and waits (at most 2 s) until the kernel has let go of them.
    ~usb_plug() override;

    usb_plug(const usb_plug&) = delete;
    usb_plug& operator=(const usb_plug&) = delete;

    /// The port of the controller at which the handset is; none while the kernel does not have it.
    [[nodiscard]] std::optional<unsigned> port_of(std::size_t number) const {
        return ports_[number];
    }

    /// From now on, also after a replug.
    void set_trouble(std::size_t number, const usb_trouble& trouble) {
        bus_.set_trouble(number, trouble);
    }

    void on_plugged(std::size_t number) override;
    void on_unplugged(std::size_t number) override;
    void on_input(std::size_t number, protocol::bytes_view report) override;
    void on_told() override { bus_.flush(); }

private:
    void attach(std::size_t number);

    boost::asio::io_context& context_;
    rack& rack_;
    vhci controller_;
    usb_bus bus_;
    std::vector<std::optional<unsigned>> ports_;  // by handset
};

}  // namespace offhook::sim
