#include "sim/plug/uhid_plug.hpp"

#include "sim/plug/uhid_device.hpp"

#include <spdlog/spdlog.h>

namespace offhook::sim {

uhid_plug::uhid_plug(boost::asio::io_context& context, rack& handsets)
    : context_(context), rack_(handsets), devices_(handsets.size()) {
    for (std::size_t i = 0; i < rack_.size(); ++i) {
        if (rack_.at(i).is_plugged()) create(i);
    }
    rack_.attach(*this);
}

uhid_plug::~uhid_plug() {
    rack_.detach(*this);
    for (const auto& one : devices_) {
        if (one) one->close();
    }
}

// A device of its own for each life: what the kernel still had for the former one goes with that.
void uhid_plug::create(std::size_t number) {
    auto device = std::make_shared<uhid_device>(context_, rack_, number);
    device->create();
    devices_[number] = std::move(device);
}

void uhid_plug::on_plugged(std::size_t number) {
    try {
        create(number);
    } catch (const std::exception& problem) {
        spdlog::error("handset {}: {}", number, problem.what());
    }
}

void uhid_plug::on_unplugged(std::size_t number) {
    if (!devices_[number]) return;
    devices_[number]->close();
    devices_[number].reset();
}

void uhid_plug::on_input(std::size_t number, protocol::bytes_view report) {
    if (devices_[number]) devices_[number]->input(report);
}

std::unique_ptr<plug> make_uhid_plug(boost::asio::io_context& context, rack& handsets) {
    return std::make_unique<uhid_plug>(context, handsets);
}

}  // namespace offhook::sim
