// Reports in plain words, held to the examples of firmware-protocol.md.
#include "driver/words/report_words.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::words {
namespace {

std::string out(std::string_view hex, std::size_t length) {
    auto bytes = test::from_hex(hex);
    bytes.resize(length);
    return report_words(protocol::direction::output, bytes);
}

std::string in(std::string_view hex, std::size_t length) {
    auto bytes = test::from_hex(hex);
    bytes.resize(length);
    return report_words(protocol::direction::input, bytes);
}

TEST(ReportWords, TellRequests) {
    EXPECT_EQ(out("205C0B0300", 64), "PING #3.1");
    EXPECT_EQ(out("205C0B0380", 64), "PING #3.1 again");
    EXPECT_EQ(out("205C0B100000000200 0D10", 64), "LAMP #3.1: lamp 13 flash");
    EXPECT_EQ(out("205C0B110000000300 020001", 64), "RING #3.1: melody 2, volume 256");
    EXPECT_EQ(out("205C0B120000000200 0308", 64), "HOOK #3.1: handset and speaker micspeaker");
    EXPECT_EQ(out("205C0B150000000600 010048006900", 64), "DISPLAY #3.1: row 1, column 0: \"Hi\"");
    EXPECT_EQ(out("205C1C18 00 00000D00 10020C04 10020D02 1303010001", 64),
              "BATCH #4.3: LAMP lamp 12 steady; LAMP lamp 13 off; VOLUME handset to 256");
    EXPECT_EQ(out("2000080100 00000A00 1122334455667788 0100", 64), "HELLO #0.1: version 1.0");
    EXPECT_EQ(out("205C0B1500 00007800", 64), "DISPLAY #3.1: bytes 0 to 54 of 120");
    EXPECT_EQ(out("205C0B7700", 64), "0x77 #3.1");
}

TEST(ReportWords, TellAnswers) {
    EXPECT_EQ(in("215C0B1000", 64), "LAMP #3.1 OK");
    EXPECT_EQ(in("215C0B1001 00000200 FA00", 64), "LAMP #3.1 PENDING: 250 ms");
    EXPECT_EQ(in("215C0B1005 00000100 01", 64), "LAMP #3.1 BAD_PARAMETER: 1");
    EXPECT_EQ(in("215C0B0300 00000100 07", 64), "PING #3.1 OK: 07");
}

TEST(ReportWords, TellEvents) {
    EXPECT_EQ(in("215C079000 00000600 0502 78563412", 64), "BUTTON 7: button 5 down");
    EXPECT_EQ(in("215C089100 00000200 0108", 64), "HOOK_CHANGED 8: handset micspeaker");
    EXPECT_EQ(in("215C099200 00000400 130200A0", 64),
              "LEVEL_CHANGED 9: volume of the speaker is 40960");
    EXPECT_EQ(in("2100009500 00000100 01", 64), "RESET 0: watchdog");
    EXPECT_EQ(in("215C0E9800", 64), "TAKEN 14: another host has the handset");
    EXPECT_EQ(in("215C089100 00000200 0308", 64), "HOOK_CHANGED 8: malformed 0308");
}

TEST(ReportWords, TellStandardReports) {
    EXPECT_EQ(in("0101", 2), "volume keys up");
    EXPECT_EQ(in("0201000605000000", 8), "telephony: off-hook, key 5, buttons 0x5");
    EXPECT_EQ(out("030201", 3), "indicators 0x102");
    EXPECT_EQ(out("060350", 3), "display on, cleared, brightness 80");
    EXPECT_EQ(out("0701024800 6900", 63), "text at 1,2: \"Hi\"");
    EXPECT_EQ(in("0802", 2), "display status 2");
}

TEST(ReportWords, TellFeatureReports) {
    EXPECT_EQ(in("05021802", 4), "display of 2 rows, 24 columns");
    EXPECT_EQ(in("2250484F4E 0100 03020100 FF070000", 17),
              "identity: protocol 1.0, firmware 00010203, capabilities 0x7ff");
    EXPECT_TRUE(in("2251484F4E", 17).starts_with("malformed "));
}

TEST(ReportWords, TellWhatIsNoReport) {
    EXPECT_EQ(report_words(protocol::direction::input, {}), "nothing");
    EXPECT_EQ(in("99", 1), "unknown report 99");
    EXPECT_TRUE(in("21", 5).starts_with("broken frame: "));
    EXPECT_TRUE(in("0201", 2).starts_with("malformed "));
}

}  // namespace
}  // namespace offhook::words
