#include "sim/plug/usbip_protocol.hpp"

#include <algorithm>
#include <boost/endian/conversion.hpp>

namespace offhook::sim::usbip {

using boost::system::result;
using protocol::byte_vector;
using protocol::bytes_view;

namespace {

class usbip_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "offhook.usbip"; }

    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
            case errc::other_version: return "not USB/IP version 1.1.1";
            case errc::unknown_operation: return "unknown operation";
            case errc::unknown_command: return "unknown command";
            case errc::bad_direction: return "direction is neither OUT nor IN";
            case errc::bad_endpoint: return "endpoint above 15";
            case errc::too_much_data: return "more than 65536 bytes in one transfer";
            case errc::isochronous: return "isochronous transfer";
            case errc::bad_bus_id: return "bus ID without an end";
        }
        return "unknown USB/IP error";
    }
};

constexpr std::size_t operation_size = 8;
constexpr std::uint16_t ask_import = 0x8003;
constexpr std::uint16_t ask_list = 0x8005;
constexpr std::uint16_t tell_import = 0x0003;
constexpr std::uint16_t tell_list = 0x0005;

constexpr std::uint32_t cmd_submit = 1;
constexpr std::uint32_t cmd_unlink = 2;
constexpr std::uint32_t ret_submit = 3;
constexpr std::uint32_t ret_unlink = 4;

// Where the fields of a header are, in bytes.
constexpr std::size_t at_number = 4;
constexpr std::size_t at_way = 12;
constexpr std::size_t at_endpoint = 16;
constexpr std::size_t at_victim = 20;
constexpr std::size_t at_status = 20;
constexpr std::size_t at_length = 24;
constexpr std::size_t at_packets = 32;
constexpr std::size_t at_setup = 40;

std::uint16_t load16(bytes_view bytes, std::size_t at) {
    return boost::endian::load_big_u16(bytes.data() + at);
}

std::uint32_t load32(bytes_view bytes, std::size_t at) {
    return boost::endian::load_big_u32(bytes.data() + at);
}

void put16(byte_vector& out, std::uint16_t value) {
    const auto at = out.size();
    out.resize(at + 2);
    boost::endian::store_big_u16(out.data() + at, value);
}

void put32(byte_vector& out, std::uint32_t value) {
    const auto at = out.size();
    out.resize(at + 4);
    boost::endian::store_big_u32(out.data() + at, value);
}

// A text in a field of fixed size, with at least one 0 behind it.
void put_text(byte_vector& out, const std::string& text, std::size_t size) {
    const auto kept = std::min(text.size(), size - 1);
    out.insert(out.end(), text.begin(), text.begin() + static_cast<std::ptrdiff_t>(kept));
    out.resize(out.size() + size - kept);
}

void put_operation(byte_vector& out, std::uint16_t code, status result) {
    put16(out, version);
    put16(out, code);
    put32(out, static_cast<std::uint32_t>(result));
}

void put_device(byte_vector& out, const device& one) {
    put_text(out, one.path, 256);
    put_text(out, one.bus_id, bus_id_size);
    for (const auto value : {one.bus, one.number, one.speed}) put32(out, value);
    for (const auto value : {one.vendor, one.product, one.release}) put16(out, value);
    // The device's class is in its interface; configuration 1 of 1 with one interface.
    constexpr std::array<std::uint8_t, 6> rest{0, 0, 0, 1, 1, 1};
    out.insert(out.end(), rest.begin(), rest.end());
}

result<parsed<operation>> parse_import(bytes_view bytes) {
    if (bytes.size() < operation_size + bus_id_size) return parsed<operation>{};
    const auto field = bytes.subspan(operation_size, bus_id_size);
    const auto end = std::find(field.begin(), field.end(), std::uint8_t{0});
    if (end == field.end()) return errc::bad_bus_id;
    return parsed<operation>{import_request{{field.begin(), end}}, operation_size + bus_id_size};
}

// A transfer's head is looked at before its data has come: what is wrong is not waited for.
boost::system::error_code check_submit(const submit& urb, bytes_view header) {
    if (load32(header, at_way) > 1) return errc::bad_direction;
    if (load32(header, at_endpoint) > 15) return errc::bad_endpoint;
    if (urb.length > most_data) return errc::too_much_data;
    if (urb.packets != 0 && urb.packets != 0xFFFFFFFF) return errc::isochronous;
    return {};
}

result<parsed<command>> parse_submit(bytes_view bytes) {
    submit urb;
    urb.number = load32(bytes, at_number);
    urb.way = static_cast<direction>(load32(bytes, at_way));
    urb.endpoint = static_cast<std::uint8_t>(load32(bytes, at_endpoint));
    urb.length = load32(bytes, at_length);
    urb.packets = load32(bytes, at_packets);
    std::copy_n(bytes.begin() + at_setup, urb.setup.size(), urb.setup.begin());
    if (const auto wrong = check_submit(urb, bytes)) return wrong;
    const std::size_t data = urb.way == direction::out ? urb.length : 0;
    if (bytes.size() < header_size + data) return parsed<command>{};
    urb.data = bytes.subspan(header_size, data);
    return parsed<command>{urb, header_size + data};
}

// RET_SUBMIT: number, 12 bytes that are not needed on the way back, result, bytes, frame, packets,
// errors, 8 bytes of padding.
void put_end(
    byte_vector& out, std::uint32_t code, pending what, std::int32_t result, std::uint32_t length) {
    const auto at = out.size();
    out.resize(at + header_size);
    auto* const header = out.data() + at;
    boost::endian::store_big_u32(header, code);
    boost::endian::store_big_u32(header + at_number, what.number);
    boost::endian::store_big_u32(header + at_status, static_cast<std::uint32_t>(result));
    boost::endian::store_big_u32(header + at_length, length);
    boost::endian::store_big_u32(header + at_packets, what.packets);
}

}  // namespace

const boost::system::error_category& category() noexcept {
    static const usbip_category instance;
    return instance;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), category()};
}

result<parsed<operation>> parse_operation(bytes_view bytes) {
    if (bytes.size() < operation_size) return parsed<operation>{};
    if (load16(bytes, 0) != version) return errc::other_version;
    switch (load16(bytes, 2)) {
        case ask_list: return parsed<operation>{list_request{}, operation_size};
        case ask_import: return parse_import(bytes);
        default: return errc::unknown_operation;
    }
}

result<parsed<command>> parse_command(bytes_view bytes) {
    if (bytes.size() < header_size) return parsed<command>{};
    switch (load32(bytes, 0)) {
        case cmd_submit: return parse_submit(bytes);
        case cmd_unlink:
            return parsed<command>{unlink{load32(bytes, at_number), load32(bytes, at_victim)},
                                   header_size};
        default: return errc::unknown_command;
    }
}

void append_list(byte_vector& out, std::uint32_t count) {
    put_operation(out, tell_list, status::ok);
    put32(out, count);
}

void append_listed(byte_vector& out, const device& one) {
    put_device(out, one);
    out.insert(out.end(), one.interface_class.begin(), one.interface_class.end());
    out.push_back(0);
}

void append_imported(byte_vector& out, const device& one) {
    put_operation(out, tell_import, status::ok);
    put_device(out, one);
}

void append_not_imported(byte_vector& out, status why) {
    put_operation(out, tell_import, why);
}

void append_done_out(byte_vector& out, pending what, std::uint32_t taken) {
    put_end(out, ret_submit, what, done, taken);
}

void append_done_in(byte_vector& out, pending what, bytes_view data) {
    put_end(out, ret_submit, what, done, static_cast<std::uint32_t>(data.size()));
    out.insert(out.end(), data.begin(), data.end());
}

void append_failed(byte_vector& out, pending what, std::int32_t result) {
    put_end(out, ret_submit, what, result, 0);
}

void append_unlink_end(byte_vector& out, std::uint32_t number, std::int32_t result) {
    put_end(out, ret_unlink, {number, 0}, result, 0);
}

}  // namespace offhook::sim::usbip
