#include "sim/plug/usb_plug.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <thread>

namespace offhook::sim {

using local_socket = boost::asio::local::stream_protocol::socket;

namespace {

// devid: bus and device number of the exporting side, which the kernel only repeats.
std::uint32_t device_id_of(std::size_t number) {
    constexpr std::uint32_t bus = 1;
    return bus << 16 | static_cast<std::uint32_t>(number + 1);
}

}  // namespace

usb_plug::usb_plug(boost::asio::io_context& context,
                   rack& handsets,
                   usb_options how,
                   const vhci& controller)
    : context_(context),
      rack_(handsets),
      controller_(controller),
      bus_(context, handsets, how),
      ports_(handsets.size()) {
    bus_.watch([this](std::size_t number) {
        spdlog::warn("the kernel let go of handset {}; unplug and plug it to come back", number);
        ports_[number].reset();
    });
    for (std::size_t i = 0; i < rack_.size(); ++i) {
        if (rack_.at(i).is_plugged()) attach(i);
    }
    rack_.attach(*this);
}

usb_plug::~usb_plug() {
    rack_.detach(*this);
    for (std::size_t i = 0; i < ports_.size(); ++i) {
        if (ports_[i]) controller_.detach(*ports_[i]);
        bus_.unplug(i);
    }
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    for (const auto& port : ports_) {
        while (port && !controller_.is_free(*port) && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
}

void usb_plug::attach(std::size_t number) {
    local_socket ours(context_);
    local_socket kernels(context_);
    boost::asio::local::connect_pair(ours, kernels);
    ours.non_blocking(true);
    ports_[number] = controller_.attach(static_cast<std::uintptr_t>(kernels.native_handle()),
                                        device_id_of(number),
                                        bus_.how().speed);
    bus_.attach(number, std::move(ours));
}

void usb_plug::on_plugged(std::size_t number) {
    try {
        attach(number);
    } catch (const std::exception& problem) {
        spdlog::error("handset {}: {}", number, problem.what());
    }
}

// The end of the socket is the end of the device; the kernel frees the port by itself.
void usb_plug::on_unplugged(std::size_t number) {
    bus_.unplug(number);
    ports_[number].reset();
}

void usb_plug::on_input(std::size_t number, protocol::bytes_view report) {
    bus_.input(number, report);
}

}  // namespace offhook::sim
