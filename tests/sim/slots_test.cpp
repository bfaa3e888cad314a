// Slots, repetitions, PENDING, BUSY and CANCEL: firmware-protocol.md §4, §6, §12.
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint8_t first = 0x08;   // slot 0, generation 1
constexpr std::uint8_t second = 0x10;  // slot 0, generation 2
constexpr std::uint8_t other = 0x09;   // slot 1, generation 1

sim::profile slow(opcode code, milliseconds latency) {
    auto profile = sim::desk_profile();
    profile.pace.latency[code] = latency;
    return profile;
}

TEST(HandsetSlots, CarryOutARepetitionOnceAndAnswerItTwice) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask_as(first, opcode::vendor, "F001"),
              (lines{"VENDOR OK 01F0", "VENDOR_EVENT #1 01"}));
    EXPECT_EQ(desk.ask_as(first, opcode::vendor, "F001"), lines{"VENDOR OK 01F0"});

    EXPECT_EQ(desk.device.numbers().carried_out, 1U);
    EXPECT_EQ(desk.device.numbers().repetitions, 1U);
}

TEST(HandsetSlots, KnowARepetitionByItsNumberAndNotByTheFlag) {
    bench desk;
    desk.open_session();
    desk.ask_as(first, opcode::lamp, "0C04");
    desk.ask_as(other, opcode::lamp, "0C02");

    // The same number without RETRY is a repetition: the lamp stays off.
    EXPECT_EQ(desk.ask_as(first, opcode::lamp, "0C04"), lines{"LAMP OK"});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);

    // Another number with RETRY is a new request: it is lit.
    desk.write({desk.session, second, opcode::lamp, protocol::retry_flag, from_hex("0C04")});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::steady);
}

TEST(HandsetSlots, RepeatARefusalToo) {
    bench desk;
    desk.open_session();
    desk.ask_as(first, opcode::dl_data, "00 00000000 AA");
    desk.ask_as(other, opcode::dl_begin, "00 01000000 00000000");

    EXPECT_EQ(desk.ask_as(first, opcode::dl_data, "00 00000000 AA"), lines{"DL_DATA BAD_STATE"});
}

TEST(HandsetSlots, CarryOutAReadAgain) {
    bench desk;
    desk.open_session();
    EXPECT_EQ(desk.ask_as(first, opcode::ping), lines{"PING OK 00"});
    desk.heard(desk.device.press(desk.now, 1));

    EXPECT_EQ(desk.ask_as(first, opcode::ping), lines{"PING OK 01"});  // §4, 1: the newest answer
}

TEST(HandsetSlots, RememberEachOfTheEightApart) {
    bench desk;
    desk.open_session();
    for (std::uint8_t slot = 0; slot < 8; ++slot) {
        const std::string payload = to_hex(std::array{slot});
        desk.ask_as(static_cast<std::uint8_t>(first + slot), opcode::vendor, payload);
    }

    for (std::uint8_t slot = 0; slot < 8; ++slot) {
        const std::string payload = to_hex(std::array{slot});
        SCOPED_TRACE(payload);
        EXPECT_EQ(desk.ask_as(static_cast<std::uint8_t>(first + slot), opcode::vendor, "FF"),
                  lines{"VENDOR OK " + payload});
    }
    EXPECT_EQ(desk.device.numbers().carried_out, 8U);
}

TEST(HandsetSlots, ForgetTheFormerAnswerForTheNextNumber) {
    bench desk;
    desk.open_session();
    desk.ask_as(first, opcode::vendor, "01");
    desk.ask_as(second, opcode::vendor, "02");

    // §4, 3: any other number is a new request, an older one included.
    EXPECT_EQ(desk.ask_as(first, opcode::vendor, "03"), lines{"VENDOR OK 03"});
    EXPECT_EQ(desk.device.numbers().carried_out, 3U);
}

TEST(HandsetSlots, AreClearedByANewSession) {
    bench desk;
    desk.open_session();
    desk.ask_as(first, opcode::vendor, "01");

    desk.open_session();

    EXPECT_EQ(desk.ask_as(first, opcode::vendor, "02"), lines{"VENDOR OK 02"});
}

TEST(HandsetPending, IsNotSaidByARequestThatIsQuickEnough) {
    bench desk(slow(opcode::lamp, milliseconds(250)));
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::lamp, "0C04"), lines{});
    EXPECT_EQ(desk.advance(milliseconds(249)), lines{});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);
    EXPECT_EQ(desk.advance(milliseconds(1)), lines{"LAMP OK"});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::steady);
}

TEST(HandsetPending, IsSaidAtOnceAndAgainWithinTheTimeItNames) {
    bench desk(slow(opcode::display, milliseconds(700)));
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::display, "0000 4800"), lines{"DISPLAY PENDING FA00"});  // 250 ms
    EXPECT_EQ(desk.advance(milliseconds(250)), lines{"DISPLAY PENDING FA00"});
    EXPECT_EQ(desk.advance(milliseconds(200)), lines{"DISPLAY PENDING FA00"});
    EXPECT_EQ(desk.advance(milliseconds(250)), (lines{"DISPLAY PENDING FA00", "DISPLAY OK"}));
    EXPECT_EQ(desk.advance(seconds(1)), lines{});
}

TEST(HandsetPending, AnswersARepetitionAndDoesNothingElse) {
    bench desk(slow(opcode::vendor, milliseconds(600)));
    desk.open_session();
    desk.ask_as(first, opcode::vendor, "01");

    EXPECT_EQ(desk.ask_as(first, opcode::vendor, "01"), lines{"VENDOR PENDING FA00"});

    const auto said = desk.advance(seconds(1));
    EXPECT_EQ(std::count(said.begin(), said.end(), "VENDOR OK 01"), 1);
    EXPECT_EQ(desk.device.numbers().carried_out, 1U);
}

TEST(HandsetPending, HoldsUpNoOtherSlot) {
    bench desk(slow(opcode::display, seconds(5)));
    desk.open_session();
    desk.ask_as(first, opcode::display, "0000 4800");

    EXPECT_EQ(desk.ask_as(other, opcode::lamp, "0C04"), lines{"LAMP OK"});
}

TEST(HandsetPending, GivesUpTheFormerRequestOfASlotWithoutAnAnswer) {
    bench desk(slow(opcode::lamp, milliseconds(100)));
    desk.open_session();
    desk.ask_as(first, opcode::lamp, "0C04");

    EXPECT_EQ(desk.ask_as(second, opcode::ping), lines{"PING OK 00"});

    EXPECT_EQ(desk.advance(seconds(1)), lines{});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, protocol::lamp_mode::off);
}

TEST(HandsetBusy, IsSaidWhenTooMuchIsUnderWay) {
    auto profile = slow(opcode::lamp, milliseconds(100));
    profile.pace.at_once = 1;
    bench desk(profile);
    desk.open_session();
    desk.ask_as(first, opcode::lamp, "0C04");

    EXPECT_EQ(desk.ask_as(other, opcode::lamp, "0D04"), lines{"LAMP BUSY 1400"});  // 20 ms
    EXPECT_EQ(desk.ask_as(0x0A, opcode::ping), lines{"PING OK 00"});  // what takes no time goes on
    EXPECT_EQ(desk.advance(milliseconds(100)), lines{"LAMP OK"});
    EXPECT_EQ(desk.device.state().pairs[13].lamp, protocol::lamp_mode::off);
    EXPECT_EQ(desk.ask_as(0x11, opcode::lamp, "0D04"), lines{});
    EXPECT_EQ(desk.advance(milliseconds(100)), lines{"LAMP OK"});
}

TEST(HandsetCancel, EndsTheTargetBeforeItself) {
    bench desk(slow(opcode::display, milliseconds(900)));
    desk.open_session();
    desk.ask_as(first, opcode::display, "0000 4800");

    EXPECT_EQ(desk.ask_as(other, opcode::cancel, "08"), (lines{"DISPLAY CANCELLED", "CANCEL OK"}));

    EXPECT_EQ(desk.advance(seconds(2)), lines{});
    EXPECT_EQ(desk.device.state().display[0], u' ');
    EXPECT_EQ(desk.ask_as(first, opcode::display, "0000 4800"), lines{"DISPLAY CANCELLED"});
}

TEST(HandsetCancel, DoesNothingToWhatIsNotUnderWay) {
    struct row {
        const char* name;
        const char* target;
    };
    for (const auto& [name, target] : {row{"already answered", "08"},
                                       row{"never heard of", "3A"},
                                       row{"no request's number", "00"},
                                       row{"itself", "09"}}) {
        SCOPED_TRACE(name);
        bench desk;
        desk.open_session();
        desk.ask_as(first, opcode::lamp, "0C04");

        EXPECT_EQ(desk.ask_as(other, opcode::cancel, target), lines{"CANCEL OK"});
        EXPECT_EQ(desk.ask_as(first, opcode::lamp, "0C04"), lines{"LAMP OK"});
    }
}

TEST(HandsetCancel, DoesNotEndAnotherGenerationOfTheSlot) {
    bench desk(slow(opcode::lamp, milliseconds(100)));
    desk.open_session();
    desk.ask_as(second, opcode::lamp, "0C04");

    EXPECT_EQ(desk.ask_as(other, opcode::cancel, "08"), lines{"CANCEL OK"});
    EXPECT_EQ(desk.advance(milliseconds(100)), lines{"LAMP OK"});
}

}  // namespace
}  // namespace offhook::test
