// Events, their queue, and gaps: firmware-protocol.md §11.
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using protocol::hook_device;
using protocol::hook_mode;
using std::chrono::milliseconds;

// What a host of the vendor pipe hears; the standard reports beside it are of no concern here.
lines events(const lines& said) {
    lines found;
    for (const auto& line : said) {
        if (line.find('#') != std::string::npos) found.push_back(line);
    }
    return found;
}

sim::profile with_a_slow_pipe() {
    auto profile = sim::desk_profile();
    profile.pace.event_spacing = milliseconds(10);
    return profile;
}

TEST(HandsetEvents, TellWhatTheUserDoes) {
    bench desk;
    desk.open_session();
    auto& device = desk.device;
    desk.now += milliseconds(0x1234);

    EXPECT_EQ(events(desk.heard(device.press(desk.now, 5))),
              lines{"BUTTON #1 050234120000"});  // §11.1: ms of the device's clock
    EXPECT_EQ(events(desk.heard(device.release(desk.now, 5))), lines{"BUTTON #2 050134120000"});
    EXPECT_EQ(
        events(desk.heard(device.set_hook(desk.now, hook_device::headset, hook_mode::mic_speaker))),
        lines{"HOOK_CHANGED #3 0408"});
    EXPECT_EQ(events(desk.heard(device.turn_volume(desk.now, hook_device::speaker, 0xA000))),
              lines{"LEVEL_CHANGED #4 130200A0"});
    EXPECT_EQ(events(desk.heard(device.turn_gain(desk.now, hook_device::handset, 1))),
              lines{"LEVEL_CHANGED #5 14010100"});
    EXPECT_EQ(events(desk.heard(device.change_lamp(desk.now, 12, protocol::lamp_mode::flash))),
              lines{"STATE_CHANGED #6 0100"});
    EXPECT_EQ(events(desk.heard(device.change_area(desk.now, 1, from_hex("AABB")))),
              lines{"DATA_CHANGED #7 01"});
    EXPECT_EQ(events(desk.heard(device.send_vendor_event(desk.now, from_hex("BEEF")))),
              lines{"VENDOR_EVENT #8 BEEF"});
}

TEST(HandsetEvents, AreNotSentForWhatIsSoAlready) {
    bench desk;
    desk.open_session();
    auto& device = desk.device;

    EXPECT_EQ(desk.heard(device.release(desk.now, 5)), lines{});
    EXPECT_EQ(desk.heard(device.set_hook(desk.now, hook_device::handset, hook_mode::on_hook)),
              lines{});
    EXPECT_EQ(desk.heard(device.turn_volume(desk.now, hook_device::handset, 0x8000)), lines{});
    EXPECT_EQ(desk.heard(device.change_lamp(desk.now, 12, protocol::lamp_mode::off)), lines{});
    EXPECT_EQ(desk.heard(device.press(desk.now, 99)), lines{});
}

TEST(HandsetEvents, AreNotSentWithoutASessionAndNotMadeUpFor) {
    bench desk;
    EXPECT_EQ(events(desk.heard(desk.device.press(desk.now, 5))), lines{});

    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING OK 00"});
    EXPECT_EQ(desk.device.state().pairs[5].button, protocol::button_state::down);
}

TEST(HandsetEvents, CountFrom1To255AndThenFrom1Again) {
    bench desk;
    desk.open_session();

    for (int i = 1; i <= 600; ++i) {
        desk.heard(i % 2 != 0 ? desk.device.press(desk.now, 1) : desk.device.release(desk.now, 1));

        const auto* event = &desk.messages.back();
        ASSERT_EQ(event->sequence, (i - 1) % 255 + 1);
        ASSERT_EQ(event->session, desk.session);
    }
}

TEST(HandsetEvents, CutVendorBytesAt55) {
    bench desk;
    desk.open_session();

    desk.heard(desk.device.send_vendor_event(desk.now, protocol::byte_vector(80, 1)));

    EXPECT_EQ(desk.messages.back().payload.size(), 55U);
}

TEST(HandsetEvents, DoNotTellOfAnAreaThatTheHostCannotRead) {
    auto profile = sim::desk_profile();
    profile.areas[0].info.flags = 1;
    bench desk(profile);
    desk.open_session();

    EXPECT_EQ(desk.heard(desk.device.change_area(desk.now, 0, from_hex("AA"))), lines{});
    EXPECT_EQ(to_hex(desk.device.area(0)), "AA");
}

TEST(HandsetEventQueue, KeepsTheNewestLevelOfAControlOnly) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    auto& device = desk.device;
    desk.heard(device.press(desk.now, 1));  // goes out at once; what follows waits
    for (const auto level : std::array<std::uint16_t, 3>{1, 2, 3}) {
        desk.heard(device.turn_volume(desk.now, hook_device::handset, level));
        desk.heard(device.turn_gain(desk.now, hook_device::handset, level));
    }
    desk.heard(device.set_hook(desk.now, hook_device::handset, hook_mode::mic));
    desk.heard(device.set_hook(desk.now, hook_device::handset, hook_mode::speaker));

    EXPECT_EQ(
        desk.advance(milliseconds(100)),
        (lines{"LEVEL_CHANGED #2 13010300", "LEVEL_CHANGED #3 14010300", "HOOK_CHANGED #4 0104"}));
}

// §11: an older value must not reach the host behind the answer to a newer one.
TEST(HandsetEventQueue, IsEmptiedBeforeTheAnswerToASetting) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    desk.heard(desk.device.press(desk.now, 1));  // goes out at once; what follows waits
    desk.heard(desk.device.turn_volume(desk.now, hook_device::handset, 3));

    EXPECT_EQ(desk.ask(opcode::volume, "010500"),
              (lines{"LEVEL_CHANGED #2 13010300", "VOLUME OK"}));
}

TEST(HandsetEventQueue, KeepsButtonEdgesInOrder) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    for (int i = 0; i < 4; ++i) {
        desk.heard(desk.device.press(desk.now, 1));
        desk.heard(desk.device.release(desk.now, 1));
    }

    const auto said = desk.advance(milliseconds(100));

    ASSERT_EQ(said.size(), 7U);
    for (std::size_t i = 0; i < said.size(); ++i) {
        EXPECT_EQ(
            said[i],
            "BUTTON #" + std::to_string(i + 2) + (i % 2 == 0 ? " 0101" : " 0102") + "00000000");
    }
}

TEST(HandsetEventQueue, JoinsWhatHasChanged) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    desk.heard(desk.device.press(desk.now, 1));
    desk.heard(desk.device.change_lamp(desk.now, 12, protocol::lamp_mode::flash));
    desk.heard(desk.device.change_lamp(desk.now, 13, protocol::lamp_mode::flash));

    EXPECT_EQ(desk.advance(milliseconds(100)), lines{"STATE_CHANGED #2 0100"});
}

TEST(HandsetEventQueue, CountsWhatDoesNotFitAndSaysLostAsSoonAsThereIsRoom) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    // One goes out at once, eight wait, and three do not fit.
    for (int i = 0; i < 6; ++i) {
        desk.heard(desk.device.press(desk.now, 1));
        desk.heard(desk.device.release(desk.now, 1));
    }

    const auto said = desk.advance(milliseconds(200));

    ASSERT_EQ(said.size(), 9U);
    EXPECT_EQ(said.back(), "LOST #10 03");  // no gap in the numbers: LOST tells of it
    EXPECT_EQ(desk.device.numbers().lost_events, 3U);
}

TEST(HandsetEventQueue, TellsOfAtMost255Lost) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    for (int i = 0; i < 200; ++i) {
        desk.heard(desk.device.press(desk.now, 1));
        desk.heard(desk.device.release(desk.now, 1));
    }

    EXPECT_EQ(desk.advance(milliseconds(200)).back(), "LOST #10 FF");
}

TEST(HandsetEventQueue, IsForgottenWithItsSession) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    desk.heard(desk.device.press(desk.now, 1));
    desk.heard(desk.device.release(desk.now, 1));

    desk.ask(opcode::bye);

    EXPECT_EQ(desk.advance(milliseconds(200)), lines{});
}

TEST(HandsetEventQueue, LetsTakenOutAtOnce) {
    bench desk(with_a_slow_pipe());
    desk.open_session();
    desk.heard(desk.device.press(desk.now, 1));
    desk.heard(desk.device.release(desk.now, 1));
    const auto former = desk.session;
    const auto before = desk.messages.size();

    desk.open_session();

    ASSERT_EQ(desk.messages.size(), before + 2);
    EXPECT_EQ(text_of(desk.messages[before]), "TAKEN #2");  // §11.9: before the answer
    EXPECT_EQ(desk.messages[before].session, former);
    EXPECT_EQ(desk.advance(milliseconds(200)), lines{});
}

}  // namespace
}  // namespace offhook::test
