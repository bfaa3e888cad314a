// A USB/IP host of any bytes: first as what it asks for, then as its transfers to a handset.
// Nothing is read beyond the bytes, every message is whole, and what is written back can be read.
#include "sim/handset/handset.hpp"
#include "sim/plug/usb_device.hpp"
#include "tests/fuzz/round_trip.hpp"
#include "tests/support/exact_buffer.hpp"

#include <cstdlib>

using namespace offhook;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

// A handset that answers into the device it is behind.
class wired_handset final : public sim::usb_reports {
public:
    sim::handset phone{sim::desk_profile(), "SIM-0000", 0};
    sim::usb_device* device = nullptr;
    sim::time_point now{};

    wired_handset() { (void)phone.plug(now); }

    void output(protocol::bytes_view report) override {
        for (const auto& one : phone.on_report(now, report)) device->input(now, one);
    }
    std::optional<protocol::byte_vector> get_feature(std::uint8_t id) override {
        return phone.get_feature(id);
    }
    bool set_feature(protocol::bytes_view report) override { return phone.set_feature(report); }
};

void carry_out(protocol::bytes_view bytes, sim::usb_pace pace) {
    wired_handset behind;
    protocol::byte_vector out;
    sim::usb_device device(
        {"Offhook", "Desk", "SIM-0000", sim::usb_speed::full}, pace, behind, out);
    behind.device = &device;
    while (true) {
        const auto next = sim::usbip::parse_command(bytes);
        if (!next || !next->message) break;
        require(next->used >= sim::usbip::header_size && next->used <= bytes.size());
        if (const auto* asked = std::get_if<sim::usbip::unlink>(&*next->message)) {
            device.unlink(*asked);
        } else if (!device.submit(behind.now, std::get<sim::usbip::submit>(*next->message))) {
            break;
        }
        bytes = bytes.subspan(next->used);
        behind.now += std::chrono::microseconds(300);
        device.on_time(behind.now);
        require(!device.next_deadline() || *device.next_deadline() > behind.now);
    }
    require(out.empty() || out.size() >= sim::usbip::header_size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const test::exact_buffer bytes({data, size});
    const auto asked = sim::usbip::parse_operation(bytes.view());
    if (asked && asked->message) require(asked->used <= size);
    for (const auto pace : {sim::usb_pace::off, sim::usb_pace::full_speed}) {
        carry_out(bytes.view(), pace);
    }
    return 0;
}
