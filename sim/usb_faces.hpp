#pragma once

#include "sim/plug/usb_plug.hpp"
#include "sim/plug/usbip_plug.hpp"

#include <iosfwd>
#include <optional>

namespace CLI {
class App;
}

namespace offhook::sim {

/// What the command line wants of USB.
struct usb_wish {
    bool local = false;  ///< --usb
    std::string usbip;   ///< where to listen; empty: not at all
    std::string speed = "full";
    std::string pace = "off";

    [[nodiscard]] bool is_any() const { return local || !usbip.empty(); }
};

/// Adds --usb, --usbip, --usb-speed and --pace to a command line.
void add_usb_options(CLI::App& app, usb_wish& wanted);

/// The plugs that were wanted.
struct usb_faces {
    /// Throws vhci_error and listen_error. `export_at` is where to export, if at all.
    usb_faces(boost::asio::io_context& context,
              rack& handsets,
              const usb_wish& wanted,
              const std::optional<listen_address>& export_at);

    /// The lines that other programs wait for: `usbip ADDR`, and `usb N plugged` for each handset.
    void announce(std::ostream& out) const;

    std::optional<usbip_plug> exported;
    std::optional<usb_plug> local;

private:
    rack& rack_;
};

}  // namespace offhook::sim
