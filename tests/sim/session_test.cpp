// The session: firmware-protocol.md §5, §11.6, §11.9.
#include "driver/protocol/hello.hpp"
#include "driver/protocol/sequence.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

protocol::message hello(std::uint8_t major = 1) {
    return {0,
            protocol::hello_sequence,
            opcode::hello,
            0,
            protocol::encoded(protocol::hello{{9, 8, 7, 6, 5, 4, 3, 2}, major, 0})};
}

TEST(HandsetSession, TellsResetOnceWhenItIsPluggedIn) {
    bench desk;

    ASSERT_EQ(desk.messages.size(), 1U);
    EXPECT_EQ(text_of(desk.messages[0]), "RESET #0 00");  // §11.6: session 0, counter 0, power
    EXPECT_EQ(desk.messages[0].session, 0);
    EXPECT_TRUE(desk.device.plug(desk.now).empty());
}

TEST(HandsetSession, AnswersHelloWithWhatItIs) {
    bench desk;

    desk.write(hello());

    const auto& answer = desk.messages.back();
    EXPECT_EQ(answer.session, 0);  // §5.1: the answer carries session 0
    EXPECT_EQ(answer.sequence, 8);
    const auto decoded = protocol::hello_answer::decode(answer.payload);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->nonce, (protocol::nonce{9, 8, 7, 6, 5, 4, 3, 2}));
    EXPECT_EQ(decoded->session, desk.device.session());
    EXPECT_EQ(decoded->max_message, 1024);
    EXPECT_EQ(decoded->window, 8);
    EXPECT_EQ(decoded->event_counter, 0);
    EXPECT_EQ(decoded->firmware, 0x00010203U);
    EXPECT_EQ(decoded->capabilities, 0x7FFU);
    EXPECT_EQ(decoded->heartbeat_ms, 2000);
}

TEST(HandsetSession, PicksAnotherNumberEachTimeAndNeverZero) {
    bench desk;
    std::uint8_t last = 0;

    for (int i = 0; i < 600; ++i) {
        desk.write(hello());

        ASSERT_NE(desk.device.session(), 0);
        ASSERT_NE(desk.device.session(), last);
        last = desk.device.session();
    }
}

TEST(HandsetSession, PicksTheSameNumbersFromTheSameSeed) {
    bench one(sim::desk_profile(), 7);
    bench two(sim::desk_profile(), 7);
    bench other(sim::desk_profile(), 8);
    lines first;
    lines second;
    lines third;

    for (int i = 0; i < 4; ++i) {
        first.push_back(one.write(hello()).back());
        second.push_back(two.write(hello()).back());
        third.push_back(other.write(hello()).back());
    }

    EXPECT_EQ(first, second);
    EXPECT_NE(first, third);
}

TEST(HandsetSession, RefusesAnotherMajorAndKeepsTheOldSession) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.write(hello(2)), lines{"HELLO BAD_VERSION 0101"});

    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING OK 00"});  // §13: an open session lives on
}

TEST(HandsetSession, OfTheFutureTellsItsOwnVersions) {
    auto future = sim::desk_profile();
    future.major = 3;
    bench desk(future);

    EXPECT_EQ(desk.write(hello(1)), lines{"HELLO BAD_VERSION 0303"});
    EXPECT_EQ(desk.device.get_feature(0x22)->at(5), 3);
}

TEST(HandsetSession, TellsTheFormerHostThatItIsTakenBeforeTheAnswer) {
    bench desk;
    desk.open_session();
    const auto former = desk.session;

    const auto said = desk.write(hello());

    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(said[0], "TAKEN #1");
    EXPECT_TRUE(said[1].starts_with("HELLO OK")) << said[1];
    const auto& taken = desk.messages[desk.messages.size() - 2];
    EXPECT_EQ(taken.session, former);  // §11.9: the ended session's number
    const auto answer = protocol::hello_answer::decode(desk.messages.back().payload);
    EXPECT_EQ(answer->event_counter, 1);  // §11: the counter goes on
}

TEST(HandsetSession, LeavesLampsDisplayRingAndHooksToTheNextSession) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::lamp, "0C04");
    desk.ask(opcode::ring, "02 0080");
    desk.ask(opcode::hook, "0108");
    desk.ask(opcode::display, "0000 4800");
    const auto before = desk.device.state();

    desk.open_session();

    auto after = desk.device.state();
    after.event_counter = before.event_counter;
    EXPECT_EQ(after, before);  // §5.1, 2
}

TEST(HandsetSession, DropsAnOpenDownloadWithTheSession) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::dl_begin, "00 04000000 00000000");

    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::dl_data, "00 00000000 AA"), lines{"DL_DATA BAD_STATE"});
}

TEST(HandsetSession, GivesUpOpenRequestsWithoutAnAnswerOnHello) {
    auto slow = sim::desk_profile();
    slow.pace.latency[opcode::lamp] = milliseconds(100);
    bench desk(slow);
    desk.open_session();
    desk.ask(opcode::lamp, "0C04");

    desk.open_session();

    EXPECT_EQ(desk.advance(seconds(1)), lines{});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);
}

TEST(HandsetSession, EndsAfterFiveHeartbeatsOfSilence) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::lamp, "0C04");
    desk.ask(opcode::ring, "01 FFFF");

    desk.advance(milliseconds(9999));
    EXPECT_EQ(desk.device.session(), desk.session);
    desk.advance(milliseconds(1));

    EXPECT_EQ(desk.device.session(), 0);
    EXPECT_EQ(desk.device.state().ring, (protocol::ring_setting{0, 0xFFFF}));  // it stops ringing
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::steady);
    EXPECT_EQ(desk.device.numbers().expired, 1U);
    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING BAD_SESSION"});
    EXPECT_EQ(desk.device.next_deadline(), std::nullopt);
}

TEST(HandsetSession, IsKeptByAnyCompleteRequestOfIt) {
    bench desk;
    desk.open_session();

    for (int i = 0; i < 5; ++i) {
        desk.advance(milliseconds(9999));
        EXPECT_EQ(desk.ask(opcode::ping), lines{"PING OK 00"});
    }

    EXPECT_EQ(desk.device.numbers().expired, 0U);
}

TEST(HandsetSession, IsNotKeptByRequestsOfAnotherSession) {
    bench desk;
    desk.open_session();
    const auto other = static_cast<std::uint8_t>(desk.session ^ 0xFF);

    desk.advance(seconds(6));
    EXPECT_EQ(desk.write({other, 8, opcode::ping, 0, {}}), lines{"PING BAD_SESSION"});
    desk.advance(seconds(4));

    EXPECT_EQ(desk.device.session(), 0);
}

TEST(HandsetSession, AnswersWithTheRequestsOwnSessionAndSequenceWhenItIsAnother) {
    bench desk;
    desk.open_session();
    const auto other = static_cast<std::uint8_t>(desk.session ^ 0xFF);

    desk.write({other, 0x5A, opcode::lamp, 0, from_hex("0C04")});

    EXPECT_EQ(desk.messages.back(),
              (protocol::message{
                  other, 0x5A, opcode::lamp, static_cast<std::uint8_t>(status::bad_session), {}}));
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);
}

TEST(HandsetSession, EndsWithByeAndStopsRingingOnly) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::ring, "03 0010");
    desk.ask(opcode::lamp, "0D10");

    EXPECT_EQ(desk.ask(opcode::bye), lines{"BYE OK"});

    EXPECT_EQ(desk.device.session(), 0);
    EXPECT_EQ(desk.device.state().ring.mode, 0);
    EXPECT_EQ(desk.device.state().pairs[13].lamp, protocol::lamp_mode::flash);
    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING BAD_SESSION"});
}

TEST(HandsetSession, TellsTheEventCounterInPing) {
    bench desk;
    desk.open_session();
    desk.heard(desk.device.press(desk.now, 5));
    desk.heard(desk.device.release(desk.now, 5));

    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING OK 02"});
}

TEST(HandsetSession, IsLostWithPowerAndWithAReboot) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::lamp, "0C04");

    EXPECT_EQ(desk.heard(desk.device.reboot(desk.now, protocol::reset_reason::watchdog)),
              lines{"RESET #0 01"});
    EXPECT_EQ(desk.device.session(), 0);
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);

    desk.open_session();
    desk.device.unplug();
    EXPECT_EQ(desk.ask(opcode::ping), lines{});  // nobody is there
    EXPECT_EQ(desk.device.next_deadline(), std::nullopt);
    EXPECT_EQ(desk.heard(desk.device.plug(desk.now)), lines{"RESET #0 00"});
    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING BAD_SESSION"});
}

TEST(HandsetSession, KeepsDataAreasAndButtonInformationOverALossOfPower) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::set_button, "0C 04 04000000 4800");
    desk.ask(opcode::dl_begin, "00 09000000 2639F4CB");
    desk.ask(opcode::dl_data, "00 00000000 313233343536373839");
    ASSERT_EQ(desk.ask(opcode::dl_end, "00"), lines{"DL_END OK"});
    desk.ask(opcode::volume, "01 0100");

    desk.device.unplug();
    desk.heard(desk.device.plug(desk.now));

    EXPECT_EQ(desk.device.button_info(12).label, u"H");
    EXPECT_EQ(to_hex(desk.device.area(0)), "313233343536373839");
    EXPECT_EQ(desk.device.state().volume[0], 0x8000);  // levels do not survive
}

}  // namespace
}  // namespace offhook::test
