// USB/IP's bytes: the layouts of the kernel's Documentation/usb/usbip_protocol.rst, byte by byte.
#include "sim/plug/usbip_protocol.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::sim::usbip {
namespace {

using protocol::byte_vector;
using protocol::bytes_view;
using test::from_hex;
using test::to_hex;

std::string zeros(std::size_t bytes) {
    return std::string(2 * bytes, '0');
}

// As vhci_hcd sends it: an IN transfer on endpoint 1.
const std::string submit_in =
    "00000001 00000007 00010002 00000001 00000001"  // SUBMIT, number 7, device, IN, endpoint 1
    "00000200 00000040 00000000 00000000 00000004"  // flags, 64 bytes, frame, packets, interval
    "0000000000000000";                             // no setup
const std::string submit_out =
    "00000001 00000008 00010002 00000000 00000001"
    "00000000 00000003 00000000 FFFFFFFF 00000004"
    "0000000000000000 060150";
const std::string submit_control =
    "00000001 00000009 00010002 00000001 00000000"
    "00000200 00000012 00000000 00000000 00000000"
    "8006000100001200";
const std::string unlink_seven =
    "00000002 0000000A 00010002 00000000 00000000 00000007" + zeros(24);

TEST(UsbipProtocol, ReadsAListRequest) {
    const auto bytes = from_hex("0111 8005 00000000");

    const auto read = parse_operation(bytes).value();

    EXPECT_EQ(read.used, 8U);
    EXPECT_EQ(read.message, operation(list_request{}));
}

TEST(UsbipProtocol, ReadsAnImportRequest) {
    const auto bytes = from_hex("0111 8003 00000000 312D3132" + zeros(28) + "00000001");

    const auto read = parse_operation(bytes).value();

    EXPECT_EQ(read.used, 40U);
    EXPECT_EQ(read.message, operation(import_request{"1-12"}));
}

TEST(UsbipProtocol, ReadsSubmits) {
    const auto in = std::get<submit>(parse_command(from_hex(submit_in)).value().message.value());
    EXPECT_EQ(in.number, 7U);
    EXPECT_EQ(in.way, direction::in);
    EXPECT_EQ(in.endpoint, 1);
    EXPECT_EQ(in.length, 64U);
    EXPECT_EQ(in.packets, 0U);
    EXPECT_TRUE(in.data.empty());

    const auto bytes = from_hex(submit_out);
    const auto read = parse_command(bytes).value();
    const auto out = std::get<submit>(read.message.value());
    EXPECT_EQ(read.used, 51U);
    EXPECT_EQ(out.way, direction::out);
    EXPECT_EQ(out.packets, 0xFFFFFFFFU);
    EXPECT_EQ(to_hex(out.data), "060150");

    const auto control = parse_command(from_hex(submit_control)).value();
    EXPECT_EQ(to_hex(std::get<submit>(control.message.value()).setup), "8006000100001200");
}

TEST(UsbipProtocol, ReadsAnUnlink) {
    const auto read = parse_command(from_hex(unlink_seven)).value();

    EXPECT_EQ(read.used, 48U);
    EXPECT_EQ(std::get<unlink>(read.message.value()).number, 10U);
    EXPECT_EQ(std::get<unlink>(read.message.value()).victim, 7U);
}

TEST(UsbipProtocol, WaitsForTheRestOfEachMessage) {
    for (const auto* text : {"0111 8005 00000000", "0111 8003 00000000 312D31"}) {
        auto whole = from_hex(text);
        if (whole.size() > 8) whole.resize(40);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto read = parse_operation(bytes_view(whole).first(size));
            ASSERT_TRUE(read) << size;
            EXPECT_FALSE(read->message) << size;
            EXPECT_EQ(read->used, 0U);
        }
    }
    for (const auto& text : {submit_in, submit_out, submit_control, unlink_seven}) {
        const auto whole = from_hex(text);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto read = parse_command(bytes_view(whole).first(size));
            ASSERT_TRUE(read) << size;
            EXPECT_FALSE(read->message) << size;
        }
    }
}

TEST(UsbipProtocol, RefusesWhatIsNoOperation) {
    EXPECT_EQ(parse_operation(from_hex("0106 8005 00000000")).error(), errc::other_version);
    EXPECT_EQ(parse_operation(from_hex("0111 8007 00000000")).error(), errc::unknown_operation);
    EXPECT_EQ(parse_operation(from_hex("0111 0005 00000000")).error(), errc::unknown_operation);
    byte_vector endless(40, 0x31);
    const auto head = from_hex("0111 8003 00000000");
    std::copy(head.begin(), head.end(), endless.begin());
    EXPECT_EQ(parse_operation(endless).error(), errc::bad_bus_id);
}

TEST(UsbipProtocol, RefusesHostileHeadersBeforeTheirDataHasCome) {
    struct row {
        std::size_t at;
        std::uint32_t value;
        errc why;
    };
    for (const auto& [at, value, why] : {row{0, 0, errc::unknown_command},
                                         row{0, 3, errc::unknown_command},
                                         row{12, 2, errc::bad_direction},
                                         row{12, 0x80000001, errc::bad_direction},
                                         row{16, 16, errc::bad_endpoint},
                                         row{16, 0x81, errc::bad_endpoint},
                                         row{24, most_data + 1, errc::too_much_data},
                                         row{24, 0xFFFFFFFF, errc::too_much_data},
                                         row{32, 1, errc::isochronous},
                                         row{32, 0xFFFFFFFE, errc::isochronous}}) {
        auto bytes = from_hex(submit_out);
        bytes.resize(header_size);
        for (std::size_t i = 0; i < 4; ++i) {
            bytes[at + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
        }
        EXPECT_EQ(parse_command(bytes).error(), why) << at << " " << value;
        EXPECT_NE(parse_command(bytes).error().message(), "unknown USB/IP error");
    }
}

TEST(UsbipProtocol, WritesTheEndsOfTransfers) {
    byte_vector out;
    append_done_in(out, {7, 0}, from_hex("0802"));
    EXPECT_EQ(to_hex(out),
              "00000003"
              "00000007" +
                  zeros(12) +
                  "00000000"
                  "00000002" +
                  zeros(20) + "0802");

    out.clear();
    append_done_out(out, {8, 0xFFFFFFFF}, 3);
    EXPECT_EQ(to_hex(out),
              "00000003"
              "00000008" +
                  zeros(12) +
                  "00000000"
                  "00000003"
                  "00000000"
                  "FFFFFFFF" +
                  zeros(12));

    out.clear();
    append_failed(out, {9, 0}, stalled);
    EXPECT_EQ(to_hex(out),
              "00000003"
              "00000009" +
                  zeros(12) + "FFFFFFE0" + zeros(24));

    out.clear();
    append_unlink_end(out, 10, unlinked);
    EXPECT_EQ(to_hex(out),
              "00000004"
              "0000000A" +
                  zeros(12) + "FFFFFF98" + zeros(24));
}

TEST(UsbipProtocol, WritesDevices) {
    device one;
    one.path = "/sys/a";
    one.bus_id = "1-2";
    one.bus = 1;
    one.number = 2;
    one.speed = 2;
    one.vendor = 0x1209;
    one.product = 0x0001;
    one.release = 0x0100;
    one.interface_class = {3, 0, 0};
    const auto device = "2F7379732F61" + zeros(250) + "312D32" + zeros(29) +
                        "00000001"
                        "00000002"
                        "00000002"
                        "1209"
                        "0001"
                        "0100"
                        "000000"
                        "010101";

    byte_vector out;
    append_list(out, 1);
    append_listed(out, one);
    EXPECT_EQ(to_hex(out),
              "0111"
              "0005"
              "00000000"
              "00000001" +
                  device + "03000000");
    EXPECT_EQ(out.size(), 12 + device_size + 4);

    out.clear();
    append_imported(out, one);
    EXPECT_EQ(to_hex(out),
              "0111"
              "0003"
              "00000000" +
                  device);

    out.clear();
    append_not_imported(out, status::busy);
    EXPECT_EQ(to_hex(out),
              "0111"
              "0003"
              "00000002");
}

TEST(UsbipProtocol, CutsTextsThatAreTooLong) {
    device one;
    one.path = std::string(300, 'p');
    one.bus_id = std::string(40, 'b');

    byte_vector out;
    append_imported(out, one);

    ASSERT_EQ(out.size(), 8 + device_size);
    EXPECT_EQ(out[8 + 254], 'p');
    EXPECT_EQ(out[8 + 255], 0);
    EXPECT_EQ(out[8 + 256 + 30], 'b');
    EXPECT_EQ(out[8 + 256 + 31], 0);
}

}  // namespace
}  // namespace offhook::sim::usbip
