// Requests that set, and what the handset then shows: firmware-protocol.md §7.4, §8, §9.
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/text.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using protocol::hook_mode;
using protocol::lamp_mode;

std::string shown(const bench& desk) {
    return protocol::to_utf8(desk.device.state().display);
}

std::string row(std::string text) {
    text.resize(24, ' ');
    return text;
}

TEST(HandsetSettings, LightALampInEachMode) {
    bench desk;
    desk.open_session();

    for (const auto& [payload, mode] : {std::pair{"0C04", lamp_mode::steady},
                                        std::pair{"0C08", lamp_mode::wink},
                                        std::pair{"0C10", lamp_mode::flash},
                                        std::pair{"0C20", lamp_mode::flutter},
                                        std::pair{"0C40", lamp_mode::broken_flutter},
                                        std::pair{"0C02", lamp_mode::off}}) {
        EXPECT_EQ(desk.ask(opcode::lamp, payload), lines{"LAMP OK"});
        EXPECT_EQ(desk.device.state().pairs[12].lamp, mode);
    }
}

TEST(HandsetSettings, ShowALampOnlyInItsOwnModes) {
    auto profile = sim::desk_profile();
    profile.buttons[12].info.lamp_modes = 0x06;
    bench desk(profile);
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::lamp, "0C04"), lines{"LAMP OK"});
    EXPECT_EQ(desk.ask(opcode::lamp, "0C10"), lines{"LAMP BAD_PARAMETER 01"});
}

TEST(HandsetSettings, RingInAModeAndKeepTheVolumeWhenSilent) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::ring, "04 00C0"), lines{"RING OK"});
    EXPECT_EQ(desk.device.state().ring, (protocol::ring_setting{4, 0xC000}));
    EXPECT_EQ(desk.ask(opcode::ring, "00 3412"), lines{"RING OK"});
    EXPECT_EQ(desk.device.state().ring, (protocol::ring_setting{0, 0x1234}));
}

TEST(HandsetSettings, SetTheHookOfAllListedDevicesOrOfNone) {
    auto profile = sim::desk_profile();
    profile.hooks[1].modes = 0x09;  // the speaker knows ONHOOK and MICSPEAKER only
    bench desk(profile);
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::hook, "0302"), lines{"HOOK BAD_PARAMETER 01"});
    EXPECT_EQ(desk.device.state().hook[0], hook_mode::on_hook);

    // Reports 02 tell hosts without the vendor pipe (§2.2): handset and speaker are off-hook.
    EXPECT_EQ(desk.ask(opcode::hook, "0708"), (lines{"HOOK OK", "0203000000000000"}));
    for (const auto mode : desk.device.state().hook) EXPECT_EQ(mode, hook_mode::mic_speaker);
}

TEST(HandsetSettings, RefuseAHookDeviceThatIsNotThere) {
    auto profile = sim::desk_profile();
    profile.hooks[2] = {};
    bench desk(profile);
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::hook, "0508"), lines{"HOOK BAD_PARAMETER 00"});
    EXPECT_EQ(desk.device.state().hook[0], hook_mode::on_hook);
}

TEST(HandsetSettings, SetVolumeAndGainOfOneDeviceApart) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::volume, "02 3412"), lines{"VOLUME OK"});
    EXPECT_EQ(desk.ask(opcode::gain, "04 FFFF"), lines{"GAIN OK"});

    const auto state = desk.device.state();
    EXPECT_EQ(state.volume, (std::array<std::uint16_t, 3>{0x8000, 0x1234, 0x8000}));
    EXPECT_EQ(state.gain, (std::array<std::uint16_t, 3>{0x8000, 0x8000, 0xFFFF}));
}

TEST(HandsetSettings, PlaceTextAsTheDocumentSays) {
    struct row_of {
        const char* name;
        const char* payload;
        std::string shown;
    };
    for (const auto& [name, payload, expected] :
         {row_of{"in the middle", "0104 4800 6900", row("") + row("    Hi")},
          row_of{"goes on in the next row",
                 "0017 4100 4200",
                 row("                       A") + row("B")},
          row_of{"is cut behind the last place",
                 "0117 4100 4200",
                 row("") + row("                       A")},
          row_of{"ends at a unit 0", "0000 4100 0000 4200", row("A") + row("")},
          row_of{"shows control characters as spaces",
                 "0000 4100 1F00 0A00 4200",
                 row("A  B") + row("")},
          row_of{"of nothing but a unit 0", "0000 0000", row("") + row("")}}) {
        SCOPED_TRACE(name);
        bench desk;
        desk.open_session();

        EXPECT_EQ(desk.ask(opcode::display, payload), lines{"DISPLAY OK"});
        EXPECT_EQ(shown(desk), expected);
    }
}

TEST(HandsetSettings, OverwriteOnlyTheTextsOwnPlace) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::display, "0000 4100 4200 4300 4400");

    desk.ask(opcode::display, "0001 7800 7900");

    EXPECT_EQ(shown(desk), row("AxyD") + row(""));
}

TEST(HandsetSettings, TakeATextOfTwoParts) {
    bench desk;
    desk.open_session();
    std::string payload = "0000";
    for (int i = 0; i < 48; ++i) payload += i < 24 ? "6100" : "6200";

    EXPECT_EQ(desk.ask(opcode::display, payload), lines{"DISPLAY OK"});
    EXPECT_EQ(shown(desk), std::string(24, 'a') + std::string(24, 'b'));
}

TEST(HandsetSettings, StoreAllOfAButtonsInformation) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::set_button, "05 20 CDAB0080 4800 F600"), lines{"SET_BUTTON OK"});

    EXPECT_EQ(desk.ask(opcode::get_button, "05"), lines{"GET_BUTTON OK 0520CDAB00804800F600"});
    EXPECT_EQ(desk.ask(opcode::set_button, "05 08 00000000"), lines{"SET_BUTTON OK"});
    EXPECT_EQ(desk.ask(opcode::get_button, "05"), lines{"GET_BUTTON OK 050800000000"});
}

TEST(HandsetSettings, RefuseALabelOfMoreThan32Units) {
    bench desk;
    desk.open_session();
    std::string label;
    for (int i = 0; i < 32; ++i) label += "4100";

    EXPECT_EQ(desk.ask(opcode::set_button, "0C0404000000" + label), lines{"SET_BUTTON OK"});
    EXPECT_EQ(desk.ask(opcode::set_button, "0C0404000000" + label + "4100"),
              lines{"SET_BUTTON BAD_LENGTH"});
}

TEST(HandsetSettings, AreNotReportedBackAsEvents) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::lamp, "0C04");
    desk.ask(opcode::ring, "010000");
    desk.ask(opcode::hook, "0408");
    desk.ask(opcode::volume, "010000");
    desk.ask(opcode::gain, "010000");
    desk.ask(opcode::display, "00004800");

    EXPECT_EQ(desk.ask(opcode::ping), lines{"PING OK 00"});
}

TEST(HandsetSettings, TellTheWholePicture) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::display, "0000 4800");
    desk.ask(opcode::lamp, "0C10");
    desk.heard(desk.device.press(desk.now, 5));

    desk.ask(opcode::get_state);

    const auto state = protocol::handset_state::decode(desk.messages.back().payload);
    ASSERT_TRUE(state);
    EXPECT_EQ(*state, desk.device.state());
    EXPECT_EQ(state->event_counter, 1);  // §7.4: events up to this one are in the picture
    EXPECT_EQ(state->pairs.size(), 28U);
    EXPECT_EQ(state->pairs[5],
              (protocol::pair_state{lamp_mode::dummy, protocol::button_state::down}));
    EXPECT_EQ(state->pairs[12].lamp, lamp_mode::flash);
    EXPECT_EQ(state->rows, 2);
    EXPECT_EQ(state->columns, 24);
}

TEST(HandsetSettings, OfAVendorRequestAreEchoedInReverse) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::vendor, "CAFE01"), lines{"VENDOR OK 01FECA"});
    EXPECT_EQ(to_hex(desk.device.last_vendor()), "CAFE01");
    EXPECT_EQ(desk.ask(opcode::vendor, ""), lines{"VENDOR OK"});
    EXPECT_EQ(desk.ask(opcode::vendor, "F0BEEF"),
              (lines{"VENDOR OK EFBEF0", "VENDOR_EVENT #1 BEEF"}));
}

TEST(HandsetSettings, TakeVendorRequestsUpToTheirLimitAndAnswer55Bytes) {
    bench desk;
    desk.open_session();
    const std::string longest(512 * 2, '7');

    desk.ask(opcode::vendor, longest);
    EXPECT_EQ(desk.messages.back().payload, protocol::byte_vector(55, 0x77));
    EXPECT_EQ(desk.ask(opcode::vendor, longest + "77"), lines{"VENDOR BAD_LENGTH"});
}

TEST(HandsetBatch, CarriesOutItsItemsInOrderWithOneAnswer) {
    bench desk;
    desk.open_session();

    // §9's own example: the lamp of pair 13 is OFF already, and volume of the handset.
    EXPECT_EQ(desk.ask(opcode::batch, "10020C04 10020D02 1303010001"), lines{"BATCH OK 000000"});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, lamp_mode::steady);
    EXPECT_EQ(desk.device.state().volume[0], 0x0100);
    EXPECT_EQ(desk.ask(opcode::batch, "10020C02 10020C10"), lines{"BATCH OK 0000"});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, lamp_mode::flash);
}

TEST(HandsetBatch, GoesOnBehindAnItemThatFails) {
    auto profile = sim::desk_profile();
    profile.ring_modes = 0;
    bench desk(profile);
    desk.open_session();

    // A lamp that is not there, a short one, a ring that this handset does not have, a good one.
    EXPECT_EQ(desk.ask(opcode::batch, "1002FF04 10010C 1103010000 10020C04"),
              lines{"BATCH OK 05040800"});
    EXPECT_EQ(desk.device.state().pairs[12].lamp, lamp_mode::steady);
}

TEST(HandsetBatch, CarriesOutNothingWhenItIsMalformed) {
    bench desk;
    desk.open_session();
    std::string many;
    for (int i = 0; i < 56; ++i) many += "10020C04";

    EXPECT_EQ(desk.ask(opcode::batch, "10020C04 1902AABB"), lines{"BATCH BAD_OPCODE"});
    EXPECT_EQ(desk.ask(opcode::batch, "10020C04 180410020C04"), lines{"BATCH BAD_OPCODE"});
    EXPECT_EQ(desk.ask(opcode::batch, "10020C04 1003"), lines{"BATCH BAD_LENGTH"});
    EXPECT_EQ(desk.ask(opcode::batch, many), lines{"BATCH BAD_LENGTH"});

    EXPECT_EQ(desk.device.state().pairs[12].lamp, lamp_mode::off);
    EXPECT_EQ(desk.ask(opcode::batch, many.substr(8)), lines{"BATCH OK " + std::string(110, '0')});
}

TEST(HandsetBatch, LightsAPanelOf64InFiveReports) {
    auto panel = sim::desk_profile();
    while (panel.buttons.size() < 12 + 64) panel.buttons.push_back(panel.buttons.back());
    bench desk(panel);
    desk.open_session();
    std::string lamps;
    for (int i = 12; i < 76; ++i)
        lamps += "1002" + to_hex(std::array{static_cast<std::uint8_t>(i)}) + "04";

    const auto before = desk.messages.size();
    desk.ask(opcode::batch, lamps.substr(0, 8 * 55));
    desk.ask(opcode::batch, lamps.substr(8 * 55));

    EXPECT_EQ(desk.messages.size(), before + 2);  // answers; 4 + 1 reports of 55 bytes went down
    for (std::size_t i = 12; i < 76; ++i)
        EXPECT_EQ(desk.device.state().pairs[i].lamp, lamp_mode::steady);
}

}  // namespace
}  // namespace offhook::test
