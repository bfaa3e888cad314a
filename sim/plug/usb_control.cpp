#include "sim/plug/usb_control.hpp"

#include <boost/endian/conversion.hpp>

namespace offhook::sim {

using protocol::byte_vector;
using protocol::bytes_view;

namespace {

// bmRequestType: way, kind and recipient in one byte.
constexpr std::uint8_t to_device = 0x00;
constexpr std::uint8_t from_device = 0x80;
constexpr std::uint8_t to_interface = 0x01;
constexpr std::uint8_t from_interface = 0x81;
constexpr std::uint8_t to_endpoint = 0x02;
constexpr std::uint8_t from_endpoint = 0x82;
constexpr std::uint8_t to_hid = 0x21;
constexpr std::uint8_t from_hid = 0xA1;

// USB 2.0 §9.4 table 9-4.
constexpr std::uint8_t get_status = 0;
constexpr std::uint8_t clear_feature = 1;
constexpr std::uint8_t set_feature = 3;
constexpr std::uint8_t set_address = 5;
constexpr std::uint8_t get_descriptor = 6;
constexpr std::uint8_t get_configuration = 8;
constexpr std::uint8_t set_configuration = 9;
constexpr std::uint8_t get_interface = 10;
constexpr std::uint8_t set_interface = 11;
constexpr std::uint16_t endpoint_halt = 0;

// HID 1.11 §7.2.
constexpr std::uint8_t hid_get_report = 0x01;
constexpr std::uint8_t hid_get_idle = 0x02;
constexpr std::uint8_t hid_get_protocol = 0x03;
constexpr std::uint8_t hid_set_report = 0x09;
constexpr std::uint8_t hid_set_idle = 0x0A;
constexpr std::uint8_t hid_set_protocol = 0x0B;
constexpr std::uint8_t report_protocol = 1;

constexpr std::uint8_t input_report = 1;
constexpr std::uint8_t output_report = 2;
constexpr std::uint8_t feature_report = 3;

std::uint8_t high(std::uint16_t value) {
    return static_cast<std::uint8_t>(value >> 8);
}

std::uint8_t low(std::uint16_t value) {
    return static_cast<std::uint8_t>(value);
}

// Both words of a request mean one key of this switch: who is asked, and what.
constexpr std::uint16_t key(std::uint8_t type, std::uint8_t request) {
    return static_cast<std::uint16_t>(type << 8 | request);
}

std::uint16_t key_of(const usb_setup& asked) {
    return key(asked.type, asked.request);
}

const byte_vector nothing{};

std::optional<byte_vector> done_if(bool condition) {
    return condition ? std::optional(nothing) : std::nullopt;
}

// The place of an interrupt endpoint in halted_; none if the device has no such endpoint.
std::optional<std::size_t> place_of(std::uint16_t address) {
    if (address == interrupt_endpoint) return 0;
    if (address == (interrupt_endpoint | 0x80)) return 1;
    return std::nullopt;
}

}  // namespace

usb_setup usb_setup::of(const std::array<std::uint8_t, 8>& bytes) {
    const auto word = [&](std::size_t at) {
        return boost::endian::load_little_u16(bytes.data() + at);
    };
    return {bytes[0], bytes[1], word(2), word(4), word(6)};
}

usb_control::usb_control(usb_identity who, usb_reports& device)
    : who_(std::move(who)), device_(device) {}

bool usb_control::is_halted(std::uint8_t address) const {
    const auto place = place_of(address);
    return place && halted_[*place];
}

usb_control::answer usb_control::on_request(const usb_setup& asked, bytes_view data) {
    switch (asked.type) {
        case to_device:
        case from_device: return on_device(asked);
        case to_interface:
        case from_interface: return asked.index == 0 ? on_interface(asked) : std::nullopt;
        case to_endpoint:
        case from_endpoint: return on_endpoint(asked);
        case to_hid:
        case from_hid: return asked.index == 0 ? on_hid(asked, data) : std::nullopt;
        default: return std::nullopt;
    }
}

// Remote wake-up and the test modes, the device's own features, are not here: a stall.
usb_control::answer usb_control::on_device(const usb_setup& asked) {
    switch (key_of(asked)) {
        case key(from_device, get_status): return byte_vector{0, 0};  // powered by the bus
        case key(to_device, set_address): return nothing;             // the host's bus has done it
        case key(from_device, get_descriptor):
            return device_descriptor_of(
                who_, static_cast<descriptor_type>(high(asked.value)), low(asked.value));
        case key(from_device, get_configuration): return byte_vector{configuration_};
        case key(to_device, set_configuration):
            if (asked.value > 1) return std::nullopt;
            configuration_ = low(asked.value);
            halted_ = {};  // USB 2.0 §9.4.5
            return nothing;
        default: return std::nullopt;
    }
}

usb_control::answer usb_control::on_interface(const usb_setup& asked) {
    switch (key_of(asked)) {
        case key(from_interface, get_status): return byte_vector{0, 0};
        case key(from_interface, get_descriptor):
            return interface_descriptor_of(static_cast<descriptor_type>(high(asked.value)));
        case key(from_interface, get_interface): return byte_vector{0};
        case key(to_interface, set_interface): return done_if(asked.value == 0);
        default: return std::nullopt;
    }
}

usb_control::answer usb_control::on_endpoint(const usb_setup& asked) {
    if (key_of(asked) == key(from_endpoint, get_status) && (asked.index & 0x7F) == 0) {
        return byte_vector{0, 0};
    }
    const auto place = place_of(asked.index);
    if (!place) return std::nullopt;
    switch (key_of(asked)) {
        case key(from_endpoint, get_status):
            return byte_vector{static_cast<std::uint8_t>(halted_[*place]), 0};
        case key(to_endpoint, clear_feature):
        case key(to_endpoint, set_feature):
            if (asked.value != endpoint_halt) return std::nullopt;
            halted_[*place] = asked.request == set_feature;
            return nothing;
        default: return std::nullopt;
    }
}

// It reports changes only, and has no boot protocol: other idle rates and protocols are a stall.
usb_control::answer usb_control::on_hid(const usb_setup& asked, bytes_view data) {
    switch (key_of(asked)) {
        case key(from_hid, hid_get_report): return get_report(asked);
        case key(to_hid, hid_set_report): return set_report(asked, data);
        case key(from_hid, hid_get_idle): return byte_vector{0};
        case key(to_hid, hid_set_idle): return done_if(high(asked.value) == 0);
        case key(from_hid, hid_get_protocol): return byte_vector{report_protocol};
        case key(to_hid, hid_set_protocol): return done_if(asked.value == report_protocol);
        default: return std::nullopt;
    }
}

usb_control::answer usb_control::get_report(const usb_setup& asked) {
    switch (high(asked.value)) {
        case input_report: return inputs_.get(low(asked.value));
        case feature_report: return device_.get_feature(low(asked.value));
        default: return std::nullopt;
    }
}

// HID 1.11 §7.2.2; with report IDs the data begins with the ID.
usb_control::answer usb_control::set_report(const usb_setup& asked, bytes_view data) {
    if (data.empty() || data[0] != low(asked.value)) return std::nullopt;
    switch (high(asked.value)) {
        case output_report: device_.output(data); return nothing;
        case feature_report: return done_if(device_.set_feature(data));
        default: return std::nullopt;
    }
}

}  // namespace offhook::sim
