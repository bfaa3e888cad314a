#include "sim/usb_faces.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

namespace offhook::sim {
namespace {

usb_options options_of(const usb_wish& wanted) {
    usb_options how;
    if (wanted.speed == "high") how.speed = usb_speed::high;
    if (wanted.pace == "full-speed") how.pace = usb_pace::full_speed;
    if (wanted.pace == "high-speed") how.pace = usb_pace::high_speed;
    return how;
}

}  // namespace

void add_usb_options(CLI::App& app, usb_wish& wanted) {
    app.add_flag("--usb",
                 wanted.local,
                 "plug them into this computer's USB (Linux's module vhci_hcd; as root)");
    app.add_option("--usbip",
                   wanted.usbip,
                   "export them over USB/IP at IP:PORT, 127.0.0.1:3240 if none is given; their bus "
                   "IDs are 1-1 and on")
        ->type_name("[ADDR]")
        ->expected(0, 1)
        ->default_str("127.0.0.1:3240");
    app.add_option("--usb-speed",
                   wanted.speed,
                   "what --usb and --usbip show: a full- or high-speed "
                   "device")
        ->type_name("WORD")
        ->check(CLI::IsMember({"full", "high"}))
        ->capture_default_str();
    app.add_option("--pace",
                   wanted.pace,
                   "how often the bus of --usb and --usbip moves a report each way: full-speed (1 "
                   "ms), high-speed (125 us) or off (at once)")
        ->type_name("WORD")
        ->check(CLI::IsMember({"full-speed", "high-speed", "off"}))
        ->capture_default_str();
}

usb_faces::usb_faces(boost::asio::io_context& context,
                     rack& handsets,
                     const usb_wish& wanted,
                     const std::optional<listen_address>& export_at)
    : rack_(handsets) {
    const usb_wish nothing;
    if (!wanted.is_any() && (wanted.speed != nothing.speed || wanted.pace != nothing.pace)) {
        throw std::invalid_argument("--usb-speed and --pace need --usb or --usbip");
    }
    if (export_at) exported.emplace(context, handsets, *export_at, options_of(wanted));
    if (wanted.local) local.emplace(context, handsets, options_of(wanted));
}

void usb_faces::announce(std::ostream& out) const {
    if (exported) out << "usbip " << to_string(exported->where()) << "\n";
    for (std::size_t i = 0; local && i < rack_.size(); ++i) {
        if (local->port_of(i)) out << "usb " << i << " plugged\n";
    }
}

}  // namespace offhook::sim
