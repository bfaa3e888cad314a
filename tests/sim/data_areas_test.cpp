// Downloads and uploads: firmware-protocol.md §10.
#include "driver/protocol/data_area.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

// "123456789", whose CRC-32 is CBF43926 (§10).
constexpr const char* nine = "313233343536373839";
constexpr const char* nine_as_data = "00 00000000 313233343536373839";

bench& with_nine_bytes(bench& desk) {
    desk.open_session();
    desk.ask(opcode::dl_begin, "00 09000000 2639F4CB");
    desk.ask(opcode::dl_data, nine_as_data);
    desk.ask(opcode::dl_end, "00");
    return desk;
}

TEST(HandsetDownload, ReplacesTheContentAtItsEndAndNotBefore) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::dl_begin, "00 09000000 2639F4CB"), lines{"DL_BEGIN OK"});
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 00000000 31323334"), lines{"DL_DATA OK 04000000"});
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 04000000 3536373839"), lines{"DL_DATA OK 09000000"});
    EXPECT_TRUE(desk.device.area(0).empty());

    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END OK"});
    EXPECT_EQ(to_hex(desk.device.area(0)), nine);
}

TEST(HandsetDownload, TakesTheWholeAreaInMessagesOf1024) {
    bench desk;
    desk.open_session();
    protocol::byte_vector content(65536);
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i * 7);
    desk.ask(opcode::dl_begin,
             to_hex(protocol::encoded(protocol::dl_begin{0, 65536, protocol::crc32(content)})));

    for (std::uint32_t at = 0; at < content.size();) {
        const auto end = std::min<std::size_t>(at + 1019, content.size());
        const protocol::dl_data part{
            0, at, {content.begin() + at, content.begin() + static_cast<std::ptrdiff_t>(end)}};
        desk.ask(opcode::dl_data, to_hex(protocol::encoded(part)));
        ASSERT_EQ(desk.messages.back().status(), status::ok);
        at = static_cast<std::uint32_t>(end);
    }

    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END OK"});
    EXPECT_TRUE(std::ranges::equal(desk.device.area(0), content));
}

TEST(HandsetDownload, SaysWhichOffsetItExpects) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::dl_begin, "00 09000000 2639F4CB");
    desk.ask(opcode::dl_data, "00 00000000 313233");

    EXPECT_EQ(desk.ask(opcode::dl_data, "00 00000000 313233"),
              lines{"DL_DATA BAD_OFFSET 03000000"});
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 04000000 35"), lines{"DL_DATA BAD_OFFSET 03000000"});

    // Nothing was stored: it goes on from there.
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 03000000 343536373839"), lines{"DL_DATA OK 09000000"});
    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END OK"});
}

TEST(HandsetDownload, TakesNoMoreThanWasAnnounced) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::dl_begin, "00 02000000 00000000");
    desk.ask(opcode::dl_data, "00 00000000 AA");

    EXPECT_EQ(desk.ask(opcode::dl_data, "00 01000000 BBCC"), lines{"DL_DATA NO_SPACE"});
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 01000000 BB"), lines{"DL_DATA OK 02000000"});
}

TEST(HandsetDownload, KeepsTheOldContentWhenTheCrcIsWrong) {
    bench desk;
    with_nine_bytes(desk);
    desk.ask(opcode::dl_begin, "00 09000000 00000000");
    desk.ask(opcode::dl_data, nine_as_data);

    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END BAD_CRC 2639F4CB"});

    EXPECT_EQ(to_hex(desk.device.area(0)), nine);
    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END BAD_STATE"});  // it is closed
}

TEST(HandsetDownload, KeepsTheOldContentWhenDataIsMissing) {
    bench desk;
    with_nine_bytes(desk);
    desk.ask(opcode::dl_begin, "00 02000000 00000000");
    desk.ask(opcode::dl_data, "00 00000000 AA");

    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END BAD_STATE"});

    EXPECT_EQ(to_hex(desk.device.area(0)), nine);
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 01000000 BB"), lines{"DL_DATA BAD_STATE"});
}

TEST(HandsetDownload, OfNoBytesEmptiesTheArea) {
    bench desk;
    with_nine_bytes(desk);

    EXPECT_EQ(desk.ask(opcode::dl_begin, "00 00000000 00000000"), lines{"DL_BEGIN OK"});
    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END OK"});
    EXPECT_TRUE(desk.device.area(0).empty());
}

TEST(HandsetDownload, IsRefusedWhereItCannotBe) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::dl_begin, "01 01000000 00000000"), lines{"DL_BEGIN UNSUPPORTED"});
    EXPECT_EQ(desk.ask(opcode::dl_begin, "00 01000100 00000000"), lines{"DL_BEGIN NO_SPACE"});
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 00000000 AA"), lines{"DL_DATA BAD_STATE"});
    EXPECT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END BAD_STATE"});
    EXPECT_EQ(desk.ask(opcode::dl_abort, "00"), lines{"DL_ABORT OK"});
    EXPECT_EQ(desk.ask(opcode::dl_abort, "FF"), lines{"DL_ABORT OK"});  // §10.4: always OK
}

TEST(HandsetDownload, IsClosedByAbortAndByAnotherBegin) {
    bench desk;
    with_nine_bytes(desk);
    desk.ask(opcode::dl_begin, "00 02000000 00000000");
    desk.ask(opcode::dl_abort, "00");
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 00000000 AA"), lines{"DL_DATA BAD_STATE"});

    desk.ask(opcode::dl_begin, "00 02000000 00000000");
    desk.ask(opcode::dl_data, "00 00000000 AA");
    desk.ask(opcode::dl_begin, "00 02000000 00000000");
    EXPECT_EQ(desk.ask(opcode::dl_data, "00 01000000 AA"), lines{"DL_DATA BAD_OFFSET 00000000"});
    EXPECT_EQ(to_hex(desk.device.area(0)), nine);
}

TEST(HandsetUpload, TellsSizeAndCrcOfTheWholeWithEachPiece) {
    bench desk;
    with_nine_bytes(desk);

    EXPECT_EQ(desk.ask(opcode::ul_read, "00 07000000 FF00"),
              lines{"UL_READ OK 090000002639F4CB3839"});
    EXPECT_EQ(desk.ask(opcode::ul_read, "00 02000000 0300"),
              lines{"UL_READ OK 090000002639F4CB333435"});
    EXPECT_EQ(desk.ask(opcode::ul_read, "00 09000000 0100"), lines{"UL_READ OK 090000002639F4CB"});
    EXPECT_EQ(desk.ask(opcode::ul_read, "00 FFFFFFFF 0100"), lines{"UL_READ OK 090000002639F4CB"});
}

TEST(HandsetUpload, FillsAWholeMessage) {
    bench desk;
    desk.open_session();
    desk.heard(desk.device.change_area(desk.now, 0, protocol::byte_vector(2000, 0x5A)));

    desk.ask(opcode::ul_read, "00 00000000 F803");  // 1016 = 1024 - 8

    EXPECT_EQ(desk.messages.back().payload.size(), 1024U);
}

TEST(HandsetUpload, IsRefusedWhereItCannotBe) {
    auto profile = sim::desk_profile();
    profile.areas[0].info.flags = 1;  // the host can only write it
    bench desk(profile);
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::ul_read, "00 00000000 0100"), lines{"UL_READ UNSUPPORTED"});
}

TEST(HandsetUpload, ReadsTheDeviceLogWhoseNewestLinesFit) {
    bench desk;
    EXPECT_EQ(std::string(desk.device.area(1).begin(), desk.device.area(1).end()),
              "start 1 power\n");

    for (int i = 0; i < 40; ++i) {
        desk.heard(desk.device.reboot(desk.now, protocol::reset_reason::watchdog));
    }

    const std::string log(desk.device.area(1).begin(), desk.device.area(1).end());
    EXPECT_EQ(log.size(), 256U);
    EXPECT_TRUE(log.ends_with("start 41 watchdog\n")) << log;
}

}  // namespace
}  // namespace offhook::test
