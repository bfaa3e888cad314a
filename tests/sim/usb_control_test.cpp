// Endpoint 0: descriptors, standard requests (USB 2.0 §9.4) and those of HID (HID 1.11 §7.2).
#include "sim/plug/usb_control.hpp"

#include "driver/protocol/report_descriptor.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

using protocol::byte_vector;
using protocol::bytes_view;
using test::from_hex;
using test::to_hex;

// A device with feature report 05, which can be written if it begins with 05 01.
class recording_reports final : public usb_reports {
public:
    std::vector<std::string> outputs;

    void output(bytes_view report) override { outputs.push_back(to_hex(report)); }
    std::optional<byte_vector> get_feature(std::uint8_t id) override {
        return id == 5 ? std::optional(from_hex("05021802")) : std::nullopt;
    }
    bool set_feature(bytes_view report) override { return report.size() > 1 && report[1] == 1; }
};

class UsbControl : public testing::Test {
protected:
    // The answer in hex to eight bytes of setup in hex; "stall" if it is one.
    std::string ask(std::string_view setup, std::string_view data = "") {
        std::array<std::uint8_t, 8> bytes{};
        const auto given = from_hex(setup);
        std::copy_n(given.begin(), bytes.size(), bytes.begin());
        const auto answer = control.on_request(usb_setup::of(bytes), from_hex(data));
        return answer ? to_hex(*answer) : "stall";
    }

    recording_reports device;
    usb_identity who{"Offhook", "Desk", "SIM-0000", usb_speed::full};
    usb_control control{who, device};
};

TEST_F(UsbControl, DescribesTheDevice) {
    EXPECT_EQ(ask("80 06 0001 0000 4000"),
              "12010002000000400912010000010102"
              "0301");
}

TEST_F(UsbControl, DescribesItsConfiguration) {
    EXPECT_EQ(ask("80 06 0002 0000 FF00"),
              "090229000101008032"  // 41 bytes, 1 interface, configuration 1, bus-powered, 100 mA
              "090400000203000000"  // interface 0: 2 endpoints, HID, no boot protocol
              "092111010001225401"  // HID 1.11, a report descriptor of 340 bytes
              "07058103400001"      // 81 IN, interrupt, 64 bytes, interval 1
              "07050103400001");    // 01 OUT, the same
    EXPECT_EQ(protocol::report_descriptor().size(), 340U);
}

TEST_F(UsbControl, DescribesItsInterface) {
    EXPECT_EQ(ask("81 06 0021 0000 0900"), "092111010001225401");
    EXPECT_EQ(ask("81 06 0022 0000 5401"), to_hex(protocol::report_descriptor()));
    EXPECT_EQ(ask("81 06 0023 0000 0900"), "stall");  // physical: it has none
    EXPECT_EQ(ask("81 06 0022 0100 5401"), "stall");  // there is no interface 1
}

TEST_F(UsbControl, TellsItsStrings) {
    EXPECT_EQ(ask("80 06 0003 0000 FF00"), "04030904");
    EXPECT_EQ(ask("80 06 0103 0904 FF00"), "10034F006600660068006F006F006B00");
    EXPECT_EQ(ask("80 06 0203 0904 FF00"),
              "0A0344006500730"
              "06B00");
    EXPECT_EQ(ask("80 06 0303 0904 FF00"),
              "1203530049004D002D0030003000300"
              "03000");
    EXPECT_EQ(ask("80 06 0403 0904 FF00"), "stall");
    EXPECT_EQ(ask("80 06 EE03 0000 1200"), "stall");  // what Windows asks for extensions of its own
}

TEST_F(UsbControl, CutsAStringWhereACharacterEnds) {
    std::string maker(125, 'x');
    maker += "\xF0\x9F\x93\x9E tail";  // a telephone, which takes two units
    usb_control odd({maker, "", "1", usb_speed::full}, device);

    const auto text = odd.on_request({0x80, 6, 0x0301, 0x0409, 255}, {}).value();

    EXPECT_EQ(text[0], 2 + 2 * 125);
    EXPECT_EQ(text.size(), 2U + 2 * 125);
}

TEST_F(UsbControl, KnowsTheOtherSpeedOnlyAtHighSpeed) {
    EXPECT_EQ(ask("80 06 0006 0000 0A00"), "stall");
    EXPECT_EQ(ask("80 06 0007 0000 0900"), "stall");
    usb_control quick({"O", "D", "1", usb_speed::high}, device);
    EXPECT_EQ(to_hex(quick.on_request({0x80, 6, 0x0600, 0, 10}, {}).value()),
              "0A060002000000400100");
    const auto other = quick.on_request({0x80, 6, 0x0700, 0, 255}, {}).value();
    EXPECT_EQ(other.size(), 41U);
    EXPECT_EQ(other[1], 7);
}

TEST_F(UsbControl, AnswersTheStandardRequests) {
    EXPECT_EQ(ask("80 00 0000 0000 0200"), "0000");
    EXPECT_EQ(ask("81 00 0000 0000 0200"), "0000");
    EXPECT_EQ(ask("00 05 0700 0000 0000"), "");
    EXPECT_EQ(ask("80 08 0000 0000 0100"), "01");
    EXPECT_EQ(ask("00 09 0000 0000 0000"), "");
    EXPECT_EQ(ask("80 08 0000 0000 0100"), "00");
    EXPECT_EQ(ask("00 09 0200 0000 0000"), "stall");
    EXPECT_EQ(ask("00 09 0100 0000 0000"), "");
    EXPECT_EQ(ask("81 0A 0000 0000 0100"), "00");
    EXPECT_EQ(ask("01 0B 0000 0000 0000"), "");
    EXPECT_EQ(ask("01 0B 0100 0000 0000"), "stall");
}

TEST_F(UsbControl, HaltsAnEndpointAndLetsItGo) {
    EXPECT_EQ(ask("02 03 0000 8100 0000"), "");
    EXPECT_TRUE(control.is_halted(0x81));
    EXPECT_FALSE(control.is_halted(0x01));
    EXPECT_EQ(ask("82 00 0000 8100 0200"), "0100");
    EXPECT_EQ(ask("82 00 0000 0100 0200"), "0000");
    EXPECT_EQ(ask("02 01 0000 8100 0000"), "");
    EXPECT_EQ(ask("82 00 0000 8100 0200"), "0000");
    EXPECT_EQ(ask("82 00 0000 0000 0200"), "0000");
    EXPECT_EQ(ask("02 03 0000 8200 0000"), "stall");
    EXPECT_EQ(ask("82 00 0000 8200 0200"), "stall");
    EXPECT_EQ(ask("02 03 0100 8100 0000"), "stall");
}

TEST_F(UsbControl, StallsForWhatItDoesNotHave) {
    for (const auto* setup : {"00 03 0100 0000 0000",  // remote wake-up
                              "00 03 0200 0000 0000",  // test mode
                              "00 07 0001 0000 1200",  // SET_DESCRIPTOR
                              "82 0C 0000 8100 0200",  // SYNCH_FRAME
                              "80 06 000F 0000 0500",  // BOS
                              "80 06 0102 0000 0900",  // a second configuration
                              "C0 01 0000 0000 0100",  // vendor
                              "A1 7F 0000 0000 0100",  // HID, unknown
                              "21 0A 0005 0000 0000",  // another idle rate than never
                              "21 0B 0000 0000 0000",  // boot protocol
                              "A1 01 0103 0100 0200",  // another interface
                              "FF FF FFFF FFFF FFFF"}) {
        EXPECT_EQ(ask(setup), "stall") << setup;
    }
}

TEST_F(UsbControl, AnswersForAHidInterface) {
    EXPECT_EQ(ask("21 0A 0000 0000 0000"), "");
    EXPECT_EQ(ask("A1 02 0000 0000 0100"), "00");
    EXPECT_EQ(ask("21 0B 0100 0000 0000"), "");
    EXPECT_EQ(ask("A1 03 0000 0000 0100"), "01");
}

TEST_F(UsbControl, ReadsFeatureReports) {
    EXPECT_EQ(ask("A1 01 0503 0000 0400"), "05021802");
    EXPECT_EQ(ask("A1 01 0603 0000 0400"), "stall");
}

TEST_F(UsbControl, ReadsInputReportsAsTheyWereSentLast) {
    EXPECT_EQ(ask("A1 01 0201 0000 0800"), "0200000000000000");
    control.note_input(from_hex("0200000600000000"));
    control.note_input(from_hex("0101"));
    EXPECT_EQ(ask("A1 01 0201 0000 0800"), "0200000600000000");
    EXPECT_EQ(ask("A1 01 0101 0000 0200"), "0101");
    control.note_input(from_hex("0200000000000000"));
    EXPECT_EQ(ask("A1 01 0201 0000 0800"), "0200000000000000");
    EXPECT_EQ(ask("A1 01 2101 0000 4000"), "stall");  // a pipe has no state
    EXPECT_EQ(ask("A1 01 0302 0000 0300"), "stall");  // nor has an order
}

TEST_F(UsbControl, TakesReportsOnTheControlPipeToo) {
    EXPECT_EQ(ask("21 09 0302 0000 0300", "030200"), "");
    EXPECT_EQ(device.outputs, std::vector<std::string>{"030200"});
    EXPECT_EQ(ask("21 09 0503 0000 0200", "0501"), "");
    EXPECT_EQ(ask("21 09 0503 0000 0200", "0502"), "stall");
    EXPECT_EQ(ask("21 09 0402 0000 0300", "030200"), "stall");
    EXPECT_EQ(ask("21 09 0302 0000 0000", ""), "stall");
    EXPECT_EQ(ask("21 09 0201 0000 0100", "02"), "stall");  // an input report cannot be set
    EXPECT_EQ(device.outputs.size(), 1U);
}

}  // namespace
}  // namespace offhook::sim
