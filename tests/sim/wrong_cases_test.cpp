// Each row of firmware-protocol.md §13: what a device does in each wrong case.
#include "sim/handset/random_bytes.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/exact_buffer.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using std::chrono::milliseconds;

protocol::byte_vector part(const bench& desk,
                           std::uint8_t sequence,
                           opcode code,
                           std::uint16_t offset,
                           std::uint16_t total) {
    const protocol::byte_vector data(
        std::min<std::size_t>(55, total > offset ? total - offset : 0));
    const auto report =
        protocol::encode_frame(protocol::report_id::frame_to_device,
                               {desk.session, sequence, code, 0, offset, total, data});
    return {report.begin(), report.end()};
}

// Whatever was wrong, the next request must be answered as ever.
void expect_alive(bench& desk) {
    EXPECT_EQ(desk.ask_as(0x7F, opcode::get_button, "00").size(), 1U);
    EXPECT_EQ(desk.messages.back().status(), status::ok);
}

TEST(WrongCases, ReportsOfAWrongLengthOrAnUnknownIdAreDropped) {
    struct row {
        const char* name;
        std::size_t length;
        std::uint8_t id;
    };
    bench desk;
    desk.open_session();
    const auto before = desk.device.state();

    for (const auto& [name, length, id] : {row{"nothing at all", 0, 0},
                                           row{"an ID alone", 1, 0x20},
                                           row{"one byte short", 63, 0x20},
                                           row{"one byte too many", 65, 0x20},
                                           row{"unknown ID", 64, 0x23},
                                           row{"ID 0", 64, 0},
                                           row{"an input report", 64, 0x21},
                                           row{"an input report of the keys", 8, 0x02},
                                           row{"a feature report", 17, 0x22},
                                           row{"short indicators", 2, 0x03},
                                           row{"long indicators", 4, 0x03},
                                           row{"long display text", 64, 0x07}}) {
        SCOPED_TRACE(name);
        protocol::byte_vector report(length, 0x01);
        if (length != 0) report[0] = id;

        EXPECT_EQ(desk.raw(exact_buffer(report).view()), lines{});
    }
    EXPECT_EQ(desk.device.numbers().dropped, 12U);
    EXPECT_EQ(desk.device.state(), before);
    expect_alive(desk);
}

TEST(WrongCases, FramesWithAnEventsOpcodeAreDropped) {
    bench desk;
    desk.open_session();

    for (const int code : {0x80, 0x90, 0x95, 0xFF}) {
        EXPECT_EQ(desk.ask_as(0x08, static_cast<opcode>(code)), lines{});
    }
    EXPECT_EQ(desk.device.numbers().dropped, 4U);
    expect_alive(desk);
}

TEST(WrongCases, MalformedPartsGetBadPart) {
    struct row {
        const char* name;
        std::uint16_t offset;
        std::uint16_t total;
    };
    bench desk;
    desk.open_session();

    for (const auto& [name, offset, total] : {row{"offset behind the total", 110, 100},
                                              row{"offset that no part has", 54, 100},
                                              row{"no data in a message that has some", 55, 55},
                                              row{"total above max_message", 0, 1025},
                                              row{"total far above it", 0, 0xFFFF}}) {
        SCOPED_TRACE(name);
        EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, offset, total)),
                  lines{"VENDOR BAD_PART 0000"});
        EXPECT_EQ(desk.messages.back().sequence, 0x08);
        EXPECT_EQ(desk.messages.back().session, desk.session);
    }
    expect_alive(desk);
}

TEST(WrongCases, ATotalAboveItsOwnMaxMessageIsMalformed) {
    auto small = sim::desk_profile();
    small.max_message = 200;
    bench desk(small);
    desk.open_session();

    EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, 0, 200)), lines{});
    // The message of 200 is being collected: its next part was expected, at 55.
    EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, 0, 201)), lines{"VENDOR BAD_PART 3700"});
}

TEST(WrongCases, PartsThatAreNotTheNextGetBadPartAndTheMessageIsDropped) {
    struct row {
        const char* name;
        std::uint8_t sequence;
        opcode code;
        std::uint16_t offset;
        std::uint16_t total;
    };
    for (const auto& [name, sequence, code, offset, total] :
         {row{"a part is missing", 0x08, opcode::vendor, 110, 200},
          row{"another sequence number", 0x09, opcode::vendor, 55, 200},
          row{"another opcode", 0x08, opcode::display, 55, 200},
          row{"another total", 0x08, opcode::vendor, 55, 199}}) {
        SCOPED_TRACE(name);
        bench desk;
        desk.open_session();
        EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, 0, 200)), lines{});

        const auto said = desk.raw(part(desk, sequence, code, offset, total));

        EXPECT_EQ(said, lines{std::string(protocol::name_of(code)) + " BAD_PART 3700"});  // 55
        EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, 55, 200)),
                  lines{"VENDOR BAD_PART 0000"});  // nothing is being collected any more
        EXPECT_EQ(desk.advance(milliseconds(600)), lines{});
        expect_alive(desk);
    }
}

TEST(WrongCases, AFirstPartReplacesTheMessageThatIsBeingCollected) {
    bench desk;
    desk.open_session();
    desk.raw(part(desk, 0x08, opcode::vendor, 0, 200));

    EXPECT_EQ(desk.ask_as(0x09, opcode::ping), lines{"PING OK 00"});

    EXPECT_EQ(desk.advance(milliseconds(600)), lines{});  // no TIMED_OUT for the dropped one
}

TEST(WrongCases, TheRestOfAMessageMustComeWithin500Ms) {
    bench desk;
    desk.open_session();
    desk.raw(part(desk, 0x08, opcode::vendor, 0, 200));
    EXPECT_EQ(desk.advance(milliseconds(499)), lines{});
    desk.raw(part(desk, 0x08, opcode::vendor, 55, 200));  // each part begins it anew

    EXPECT_EQ(desk.advance(milliseconds(499)), lines{});
    EXPECT_EQ(desk.advance(milliseconds(1)), lines{"VENDOR TIMED_OUT"});

    EXPECT_EQ(desk.messages.back().sequence, 0x08);
    EXPECT_EQ(desk.raw(part(desk, 0x08, opcode::vendor, 110, 200)), lines{"VENDOR BAD_PART 0000"});
    // It was never complete, so the slot has not seen it: the repetition is carried out.
    EXPECT_EQ(desk.ask_as(0x08, opcode::vendor, "01"), lines{"VENDOR OK 01"});
}

TEST(WrongCases, HelloIsAnsweredWithItsHeaderAsItCame) {
    bench desk;
    desk.open_session();
    const protocol::byte_vector payload = from_hex("1122334455667788 01 00");

    desk.write({0x77, 0x03, opcode::hello, 0, payload});

    EXPECT_EQ(desk.messages.back().session, 0x77);
    EXPECT_EQ(desk.messages.back().sequence, 0x03);
    EXPECT_EQ(desk.messages.back().status(), status::ok);
}

TEST(WrongCases, HelloThatIsTooShortGetsBadLength) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.write({0, 8, opcode::hello, 0, from_hex("112233445566778801")}),
              lines{"HELLO BAD_LENGTH"});
    EXPECT_EQ(desk.device.session(), desk.session);
}

TEST(WrongCases, ARequestWithoutASessionGetsBadSession) {
    bench desk;
    for (const auto code :
         {opcode::ping, opcode::bye, opcode::get_state, opcode::lamp, static_cast<opcode>(0x7F)}) {
        desk.write({0, 0x08, code, 0, {}});
        EXPECT_EQ(desk.messages.back().status(), status::bad_session);
    }
}

TEST(WrongCases, SequenceNumbersThatNameNoRequestGetBadParameter) {
    bench desk;
    desk.open_session();

    for (std::uint8_t sequence = 0; sequence < 8; ++sequence) {
        EXPECT_EQ(desk.ask_as(sequence, opcode::ping), lines{"PING BAD_PARAMETER FF"});
    }
}

TEST(WrongCases, SlotsBeyondItsWindowGetBadParameter) {
    auto narrow = sim::desk_profile();
    narrow.window = 3;
    bench desk(narrow);
    desk.open_session();

    EXPECT_EQ(desk.ask_as(0x0A, opcode::ping), lines{"PING OK 00"});
    EXPECT_EQ(desk.ask_as(0x0B, opcode::ping), lines{"PING BAD_PARAMETER FF"});
}

TEST(WrongCases, UnknownOpcodesGetBadOpcode) {
    bench desk;
    desk.open_session();

    for (const int code : {0x00, 0x07, 0x0F, 0x1A, 0x1F, 0x25, 0x7F}) {
        SCOPED_TRACE(code);
        desk.ask(static_cast<opcode>(code), "0011");
        EXPECT_EQ(desk.messages.back().status(), status::bad_opcode);
    }
}

TEST(WrongCases, PayloadsThatAreTooShortGetBadLength) {
    struct row {
        opcode code;
        const char* payload;  // one byte short of what is needed
    };
    bench desk;
    desk.open_session();
    const auto before = desk.device.state();

    for (const auto& [code, payload] : {row{opcode::get_info, "00"},
                                        row{opcode::cancel, ""},
                                        row{opcode::lamp, "0C"},
                                        row{opcode::ring, "0100"},
                                        row{opcode::hook, "01"},
                                        row{opcode::volume, "0100"},
                                        row{opcode::gain, "0100"},
                                        row{opcode::display, "0000"},
                                        row{opcode::display, "00"},
                                        row{opcode::set_button, "0C04040000"},
                                        row{opcode::get_button, ""},
                                        row{opcode::batch, ""},
                                        row{opcode::batch, "10020C"},
                                        row{opcode::batch, "10"},
                                        row{opcode::dl_begin, "0000000000000000"},
                                        row{opcode::dl_data, "0000000000"},
                                        row{opcode::dl_end, ""},
                                        row{opcode::dl_abort, ""},
                                        row{opcode::ul_read, "000000000001"}}) {
        SCOPED_TRACE(std::string(protocol::name_of(code)) + " " + payload);
        EXPECT_EQ(desk.ask(code, payload),
                  lines{std::string(protocol::name_of(code)) + " BAD_LENGTH"});
    }
    EXPECT_EQ(desk.device.state(), before);
}

TEST(WrongCases, ASurplusBehindAFixedPayloadIsIgnored) {
    struct row {
        opcode code;
        const char* payload;
    };
    bench desk;
    desk.open_session();

    for (const auto& [code, payload] : {row{opcode::get_info, "0000FF"},
                                        row{opcode::ping, "FF"},
                                        row{opcode::cancel, "08FF"},
                                        row{opcode::get_state, "FF"},
                                        row{opcode::lamp, "0C04FF"},
                                        row{opcode::ring, "010000FF"},
                                        row{opcode::hook, "0108FF"},
                                        row{opcode::volume, "010000FF"},
                                        row{opcode::gain, "010000FF"},
                                        row{opcode::get_button, "0CFF"},
                                        row{opcode::dl_begin, "000000000000000000FF"},
                                        row{opcode::dl_end, "00FF"},
                                        row{opcode::dl_abort, "00FF"},
                                        row{opcode::ul_read, "00000000000100FF"},
                                        row{opcode::bye, "FF"}}) {
        SCOPED_TRACE(protocol::name_of(code));
        desk.ask(code, payload);
        EXPECT_EQ(desk.messages.back().status(), status::ok);
    }
}

TEST(WrongCases, HalfAUtf16UnitGetsBadLength) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::display, "0000 4800 69"), lines{"DISPLAY BAD_LENGTH"});
    EXPECT_EQ(desk.ask(opcode::set_button, "0C 04 04000000 48"), lines{"SET_BUTTON BAD_LENGTH"});
    EXPECT_EQ(desk.device.state().display[0], u' ');
}

TEST(WrongCases, ValuesOutOfRangeGetBadParameterWithTheirPlaceAndChangeNothing) {
    struct row {
        const char* name;
        opcode code;
        const char* payload;
        const char* at;
    };
    bench desk;
    desk.open_session();
    const auto before = desk.device.state();

    for (const auto& [name, code, payload, at] :
         {row{"pair that is not there", opcode::lamp, "1C04", "00"},
          row{"pair without a lamp", opcode::lamp, "0504", "01"},
          row{"DUMMY cannot be set", opcode::lamp, "0C01", "01"},
          row{"UNKNOWN cannot be set", opcode::lamp, "0C80", "01"},
          row{"no mode", opcode::lamp, "0C00", "01"},
          row{"two modes", opcode::lamp, "0C06", "01"},
          row{"melody that is not there", opcode::ring, "050000", "00"},
          row{"no device", opcode::hook, "0001", "00"},
          row{"unknown device", opcode::hook, "0901", "00"},
          row{"no hook mode", opcode::hook, "0100", "01"},
          row{"UNKNOWN hook mode", opcode::hook, "0110", "01"},
          row{"two hook modes", opcode::hook, "0103", "01"},
          row{"no volume device", opcode::volume, "000000", "00"},
          row{"two volume devices", opcode::volume, "030000", "00"},
          row{"unknown volume device", opcode::volume, "080000", "00"},
          row{"two gain devices", opcode::gain, "060000", "00"},
          row{"row outside", opcode::display, "02004800", "00"},
          row{"column outside", opcode::display, "00184800", "01"},
          row{"button that is not there", opcode::set_button, "1C0400000000", "00"},
          row{"no button mode", opcode::set_button, "0C0000000000", "01"},
          row{"two button modes", opcode::set_button, "0C0600000000", "01"},
          row{"unknown button mode", opcode::set_button, "0C4000000000", "01"},
          row{"button to read not there", opcode::get_button, "1C", "00"},
          row{"page that is not there", opcode::get_info, "0400", "00"},
          row{"pair behind the last", opcode::get_info, "021D", "01"},
          row{"area behind the last", opcode::get_info, "0303", "01"},
          row{"area to write not there", opcode::dl_begin, "02 00000000 00000000", "00"},
          row{"area of data not there", opcode::dl_data, "02 00000000 AA", "00"},
          row{"area to end not there", opcode::dl_end, "02", "00"},
          row{"area to read not there", opcode::ul_read, "02 00000000 0100", "00"},
          row{"nothing to read", opcode::ul_read, "00 00000000 0000", "05"},
          row{"more than a message holds", opcode::ul_read, "00 00000000 F903", "05"}}) {
        SCOPED_TRACE(name);
        EXPECT_EQ(desk.ask(code, payload),
                  lines{std::string(protocol::name_of(code)) + " BAD_PARAMETER " + at});
    }
    EXPECT_EQ(desk.device.state(), before);
}

TEST(WrongCases, WhatTheHandsetDoesNotHaveIsUnsupported) {
    sim::profile bare;
    bare.batch = false;
    bare.button_info = false;
    bench desk(bare);
    desk.open_session();

    for (const auto code : {opcode::lamp,
                            opcode::ring,
                            opcode::hook,
                            opcode::volume,
                            opcode::gain,
                            opcode::display,
                            opcode::set_button,
                            opcode::batch,
                            opcode::vendor,
                            opcode::dl_begin,
                            opcode::dl_data,
                            opcode::dl_end,
                            opcode::dl_abort,
                            opcode::ul_read}) {
        const auto name = std::string(protocol::name_of(code));
        SCOPED_TRACE(name);
        EXPECT_EQ(desk.ask(code, "0101010101010101"), lines{name + " UNSUPPORTED"});
    }
}

TEST(WrongCases, ReservedBitsAndBytesAreIgnored) {
    bench desk;
    desk.open_session();
    auto report =
        protocol::encode_frame(protocol::report_id::frame_to_device,
                               {desk.session, 0x08, opcode::lamp, 0x7F, 0, 2, from_hex("0C04")});
    std::fill(report.begin() + 11, report.end(), std::uint8_t{0xEE});  // the padding

    EXPECT_EQ(desk.raw(report), lines{"LAMP OK"});
}

TEST(WrongCases, StandardOutputReportsAreIgnoredWhileASessionIsOpen) {
    bench desk;
    desk.open_session();
    const auto before = desk.device.state();

    EXPECT_EQ(desk.raw(from_hex("03 23 01")), lines{});
    EXPECT_EQ(desk.raw(from_hex("06 03 50")), lines{});
    auto text = from_hex("07 00 00 48 00");
    text.resize(63);
    EXPECT_EQ(desk.raw(text), lines{});

    EXPECT_EQ(desk.device.state(), before);
    EXPECT_EQ(desk.device.numbers().ignored, 3U);
}

TEST(WrongCases, NoBytesStopTheDeviceFromAnswering) {
    constexpr std::uint64_t seed = 20240117;
    SCOPED_TRACE(seed);
    sim::random_bytes random(seed);
    bench desk;
    desk.open_session();

    for (int i = 0; i < 20000; ++i) {
        protocol::byte_vector report(64);
        for (auto& byte : report) byte = random.next();
        report[0] = 0x20;
        if (random.next() < 200) report[1] = desk.device.session();
        if (random.next() < 128) report[3] &= 0x3F;          // mostly opcodes that exist
        if (random.next() < 200) report[6] = report[8] = 0;  // mostly messages of one part
        if (random.next() < 200) report[5] = 0;
        desk.heard(desk.device.on_report(desk.now, report));
        desk.now += milliseconds(random.next());
        desk.heard(desk.device.on_time(desk.now));
    }

    desk.open_session();
    expect_alive(desk);
}

}  // namespace
}  // namespace offhook::test
