// The handset for hosts that know only the HID usage tables: firmware-protocol.md §1.3, §2.
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using protocol::hook_device;
using protocol::hook_mode;

protocol::byte_vector display_text(std::string_view row_column_text) {
    auto report = from_hex(row_column_text);
    report.insert(report.begin(), 0x07);
    report.resize(63);
    return report;
}

std::string feature(const bench& desk, std::uint8_t id) {
    const auto report = desk.device.get_feature(id);
    return report ? to_hex(*report) : "stall";
}

TEST(HandsetStandard, TellsWhatItIsWithoutASession) {
    const bench desk;

    EXPECT_EQ(feature(desk, 0x22), "2250484F4E010003020100FF0700000000");  // §1.3's own example
    EXPECT_EQ(feature(desk, 0x05), "05021802");                            // §2.4's
    EXPECT_EQ(feature(desk, 0x21), "stall");
    EXPECT_EQ(feature(desk, 0x00), "stall");
}

TEST(HandsetStandard, HasNoRowsWithoutADisplay) {
    sim::profile bare;
    const bench desk(bare);

    EXPECT_EQ(feature(desk, 0x05), "05000002");
}

TEST(HandsetStandard, CannotBeWrittenByAFeatureReport) {
    bench desk;

    EXPECT_FALSE(desk.device.set_feature(from_hex("05021802")));
    EXPECT_EQ(feature(desk, 0x05), "05021802");
}

TEST(HandsetStandard, TellsKeysAndHookWithAndWithoutASession) {
    bench desk;
    for (const bool with_session : {false, true}) {
        SCOPED_TRACE(with_session);
        if (with_session) desk.open_session();
        auto& device = desk.device;
        const auto standard = [&](const sim::reports& out) {
            auto said = desk.heard(out);
            std::erase_if(said, [](const auto& line) { return line.find('#') != line.npos; });
            return said;
        };

        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::handset, hook_mode::mic)),
                  lines{"0201000000000000"});
        EXPECT_EQ(standard(device.press(desk.now, 5)), lines{"0201000600000000"});  // digit 5 is 6
        EXPECT_EQ(standard(device.release(desk.now, 5)), lines{"0201000000000000"});
        EXPECT_EQ(standard(device.press(desk.now, 11)), lines{"0201000C00000000"});  // pound is 12
        EXPECT_EQ(standard(device.release(desk.now, 11)), lines{"0201000000000000"});
        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::speaker, hook_mode::speaker)),
                  lines{"0203000000000000"});
        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::headset, hook_mode::mic)),
                  lines{});
        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::handset, hook_mode::on_hook)),
                  lines{"0202000000000000"});
        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::speaker, hook_mode::on_hook)),
                  lines{"0200000000000000"});
        EXPECT_EQ(standard(device.set_hook(desk.now, hook_device::headset, hook_mode::on_hook)),
                  lines{});
    }
}

TEST(HandsetStandard, TellsAFunctionKeyOnceAndItsButtonAsALevel) {
    bench desk;

    // Pair 16 is Hold: programmable button 5 as a level, Hold (one-shot 3) in one report only.
    EXPECT_EQ(desk.heard(desk.device.press(desk.now, 16)),
              (lines{"0220000010000000", "0200000010000000"}));
    EXPECT_EQ(desk.heard(desk.device.release(desk.now, 16)), lines{"0200000000000000"});
    // Pair 18 is Conference: one-shot 6, in the second byte.
    EXPECT_EQ(desk.heard(desk.device.press(desk.now, 18)),
              (lines{"0200010040000000", "0200000040000000"}));
    // Pair 12 is a line: no function key.
    EXPECT_EQ(desk.heard(desk.device.press(desk.now, 12)), lines{"0200000041000000"});
}

TEST(HandsetStandard, DoesNotLearnFunctionKeysFromTheHost) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::set_button, "0C 04 04000000 4800");  // pair 12 is now called a Hold key

    const auto said = desk.heard(desk.device.press(desk.now, 12));

    EXPECT_EQ(std::count(said.begin(), said.end(), "0200000001000000"), 1);  // §7.3: only stored
    EXPECT_EQ(said.size(), 2U);
}

TEST(HandsetStandard, HasNoReportForButtonsBeyond32) {
    auto panel = sim::desk_profile();
    while (panel.buttons.size() < 12 + 33) panel.buttons.push_back(panel.buttons[12]);
    bench desk(panel);

    EXPECT_EQ(desk.heard(desk.device.press(desk.now, 43)), lines{"0200000000000080"});
    EXPECT_EQ(desk.heard(desk.device.press(desk.now, 44)), lines{});
}

TEST(HandsetStandard, TellsTheWheelAsKeys) {
    bench desk;

    EXPECT_EQ(desk.heard(desk.device.turn_volume(desk.now, hook_device::handset, 0x9000)),
              (lines{"0101", "0100"}));
    EXPECT_EQ(desk.heard(desk.device.turn_volume(desk.now, hook_device::handset, 0x1000)),
              (lines{"0102", "0100"}));
    EXPECT_EQ(desk.heard(desk.device.turn_gain(desk.now, hook_device::handset, 0x1000)), lines{});
}

TEST(HandsetStandard, RingsAtFullVolumeOnRingOrRinger) {
    for (const auto* report : {"03 02 00", "03 00 01", "03 02 01"}) {
        SCOPED_TRACE(report);
        bench desk;

        EXPECT_EQ(desk.raw(from_hex(report)), lines{});
        EXPECT_EQ(desk.device.state().ring, (protocol::ring_setting{1, 0xFFFF}));
        desk.raw(from_hex("03 00 00"));
        EXPECT_EQ(desk.device.state().ring.mode, 0);
    }
}

TEST(HandsetStandard, LiftsOnOffHookAndSpeakerAndEchoesIt) {
    bench desk;

    EXPECT_EQ(desk.raw(from_hex("03 01 00")), lines{"0201000000000000"});
    EXPECT_EQ(desk.device.state().hook[0], hook_mode::mic_speaker);
    EXPECT_EQ(desk.raw(from_hex("03 20 00")), lines{"0202000000000000"});
    EXPECT_EQ(desk.device.state().hook[0], hook_mode::on_hook);
    EXPECT_EQ(desk.device.state().hook[1], hook_mode::mic_speaker);
    EXPECT_EQ(desk.device.indicators(), 0x20);
}

TEST(HandsetStandard, ShowsTextAndSaysThatItIsReady) {
    bench desk;

    EXPECT_EQ(desk.raw(display_text("01 02 4800 6900")), lines{"0802"});
    EXPECT_EQ(desk.device.state().display.substr(24, 6), u"  Hi  ");
    EXPECT_EQ(desk.raw(from_hex("06 03 50")), lines{"0802"});  // clear
    EXPECT_EQ(desk.device.state().display, std::u16string(48, u' '));
}

TEST(HandsetStandard, SaysNothingOfWhatItDidNotDo) {
    bench desk;
    EXPECT_EQ(desk.raw(display_text("02 00 4800")), lines{});
    EXPECT_EQ(desk.raw(display_text("00 18 4800")), lines{});
    EXPECT_EQ(desk.device.state().display, std::u16string(48, u' '));

    bench bare{sim::profile{}};
    EXPECT_EQ(bare.raw(display_text("00 00 4800")), lines{});
    EXPECT_EQ(bare.raw(from_hex("06 02 50")), lines{});
    EXPECT_EQ(bare.raw(from_hex("03 02 00")), lines{});
    EXPECT_EQ(bare.device.state().ring.mode, 0);
}

TEST(HandsetStandard, RulesAgainWhenTheSessionIsOver) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::bye);

    desk.raw(from_hex("03 02 00"));

    EXPECT_EQ(desk.device.state().ring.mode, 1);
}

}  // namespace
}  // namespace offhook::test
