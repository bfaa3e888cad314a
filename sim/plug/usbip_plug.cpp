#include "sim/plug/usbip_plug.hpp"

#include "sim/plug/usbip_host.hpp"

#include <algorithm>

namespace offhook::sim {

usbip_plug::usbip_plug(boost::asio::io_context& context,
                       rack& handsets,
                       const listen_address& where,
                       usb_options how)
    : rack_(handsets),
      bus_(context, handsets, how),
      listener_(context, where, [this](auto socket) { add(std::move(socket)); }) {
    bus_.watch([this](std::size_t number) { serve_waiting(number); });
    rack_.attach(*this);
}

usbip_plug::~usbip_plug() {
    rack_.detach(*this);
    for (const auto& host : asking_) host->close();
}

void usbip_plug::on_unplugged(std::size_t number) {
    bus_.unplug(number);
    serve_waiting(number);
}

void usbip_plug::on_input(std::size_t number, protocol::bytes_view report) {
    bus_.input(number, report);
}

void usbip_plug::add(stream_socket socket) {
    const auto host = std::make_shared<usbip_host>(*this, std::move(socket));
    asking_.insert(host);
    host->start();
}

void usbip_plug::remove(const std::shared_ptr<usbip_host>& host) {
    asking_.erase(host);
    std::erase_if(waiting_, [&](const auto& one) { return one.second == host; });
}

void usbip_plug::wait_for(std::size_t number, const std::shared_ptr<usbip_host>& host) {
    waiting_.emplace_back(number, host);
}

// The first one in the queue; when the handset is not there any more, each of them.
void usbip_plug::serve_waiting(std::size_t number) {
    while (!bus_.is_attached(number)) {
        const auto found = std::find_if(
            waiting_.begin(), waiting_.end(), [&](const auto& one) { return one.first == number; });
        if (found == waiting_.end()) return;
        const auto host = found->second;
        waiting_.erase(found);
        host->import(number);
    }
}

}  // namespace offhook::sim
