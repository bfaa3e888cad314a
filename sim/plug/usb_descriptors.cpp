#include "sim/plug/usb_descriptors.hpp"

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/report_descriptor.hpp"
#include "driver/protocol/text.hpp"
#include "sim/plug/usb_ids.hpp"

namespace offhook::sim {

using protocol::byte_vector;
using protocol::byte_writer;

namespace {

// Indices of the strings; 0 is the list of languages.
constexpr std::uint8_t maker_string = 1;
constexpr std::uint8_t product_string = 2;
constexpr std::uint8_t serial_string = 3;
constexpr std::uint16_t us_english = 0x0409;

constexpr std::uint16_t usb_release_2 = 0x0200;
constexpr std::uint16_t hid_release = 0x0111;
constexpr std::uint8_t hid_class = 0x03;
constexpr std::uint8_t interface_type = 0x04;
constexpr std::uint8_t in_bit = 0x80;

void put(byte_writer& out, std::initializer_list<std::uint8_t> values) {
    for (const auto value : values) out.u8(value);
}

void put_type(byte_writer& out, std::uint8_t length, descriptor_type type) {
    out.u8(length);
    out.u8(static_cast<std::uint8_t>(type));
}

// USB 2.0 §9.6.1. Class 0: each interface has its own.
byte_vector device(const usb_identity& who) {
    byte_vector bytes;
    byte_writer out(bytes);
    put_type(out, 18, descriptor_type::device);
    out.u16(usb_release_2);
    put(out, {0, 0, 0, 64});  // classes, packets of endpoint 0
    out.u16(usb_vendor);
    out.u16(usb_product);
    out.u16(usb_release);
    out.u8(who.maker.empty() ? 0 : maker_string);
    out.u8(who.product.empty() ? 0 : product_string);
    out.u8(serial_string);
    out.u8(1);  // configurations
    return bytes;
}

// USB 2.0 §9.6.2: what would be different at the other speed; nothing is.
byte_vector device_qualifier() {
    byte_vector bytes;
    byte_writer out(bytes);
    put_type(out, 10, descriptor_type::device_qualifier);
    out.u16(usb_release_2);
    put(out, {0, 0, 0, 64, 1, 0});
    return bytes;
}

// HID 1.11 §6.2.1: no country, one descriptor below it.
byte_vector hid() {
    byte_vector bytes;
    byte_writer out(bytes);
    put_type(out, 9, descriptor_type::hid);
    out.u16(hid_release);
    out.u8(0);
    out.u8(1);
    out.u8(static_cast<std::uint8_t>(descriptor_type::report));
    out.u16(static_cast<std::uint16_t>(protocol::report_descriptor().size()));
    return bytes;
}

// USB 2.0 §9.6.6. Interval 1 is one frame of 1 ms at full speed and one microframe of 125 us at
// high speed.
void put_endpoint(byte_writer& out, std::uint8_t address) {
    constexpr std::uint8_t endpoint_type = 0x05;
    constexpr std::uint8_t interrupt = 0x03;
    out.u8(7);
    out.u8(endpoint_type);
    out.u8(address);
    out.u8(interrupt);
    out.u16(usb_packet_size);
    out.u8(1);
}

// USB 2.0 §9.6.3 to §9.6.6: powered by the bus with at most 100 mA, one HID interface.
byte_vector configuration(descriptor_type type) {
    byte_vector bytes;
    byte_writer out(bytes);
    put_type(out, 9, type);
    out.u16(9 + 9 + 9 + 7 + 7);
    put(out, {1, 1, 0, 0x80, 50});
    put(out, {9, interface_type, 0, 0, 2, hid_class, 0, 0, 0});
    out.bytes(hid());
    put_endpoint(out, interrupt_endpoint | in_bit);
    put_endpoint(out, interrupt_endpoint);
    return bytes;
}

// USB 2.0 §9.6.7: at most 255 bytes, and not half a character.
byte_vector string(std::u16string_view text) {
    constexpr std::size_t most_units = 126;
    text = text.substr(0, most_units);
    const auto is_half = [](char16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; };
    if (text.size() == most_units && is_half(text.back())) text.remove_suffix(1);
    byte_vector bytes;
    byte_writer out(bytes);
    put_type(out, static_cast<std::uint8_t>(2 + 2 * text.size()), descriptor_type::string);
    out.text(text);
    return bytes;
}

std::optional<byte_vector> string_of(const usb_identity& who, std::uint8_t index) {
    switch (index) {
        case 0: return string(std::u16string(1, char16_t{us_english}));
        case maker_string: return string(protocol::to_utf16(who.maker));
        case product_string: return string(protocol::to_utf16(who.product));
        case serial_string: return string(protocol::to_utf16(who.serial));
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<byte_vector> device_descriptor_of(const usb_identity& who,
                                                descriptor_type type,
                                                std::uint8_t index) {
    if (type == descriptor_type::string) return string_of(who, index);
    if (index != 0) return std::nullopt;
    const bool two_speeds = who.speed == usb_speed::high;
    switch (type) {
        case descriptor_type::device: return device(who);
        case descriptor_type::configuration: return configuration(type);
        case descriptor_type::device_qualifier:
            return two_speeds ? std::optional(device_qualifier()) : std::nullopt;
        case descriptor_type::other_speed:
            return two_speeds ? std::optional(configuration(type)) : std::nullopt;
        default: return std::nullopt;
    }
}

std::optional<byte_vector> interface_descriptor_of(descriptor_type type) {
    switch (type) {
        case descriptor_type::hid: return hid();
        case descriptor_type::report: {
            const auto report = protocol::report_descriptor();
            return byte_vector(report.begin(), report.end());
        }
        default: return std::nullopt;
    }
}

}  // namespace offhook::sim
