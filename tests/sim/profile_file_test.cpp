#include "sim/profile/profile_file.hpp"

#include "sim/control/control_hub.hpp"

#include "sim/handset/handset.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

std::string complaint(const std::string& text) {
    try {
        (void)parse_profile(text, "p.yaml");
    } catch (const profile_error& error) {
        return error.what();
    }
    return "none";
}

TEST(ProfileFile, OfTheDeskPhoneIsTheBuiltInOne) {
    EXPECT_EQ(load_profile("sim/profiles/desk.yaml"), desk_profile());
}

TEST(ProfileFile, OfThePanelHas64KeysWithLamps) {
    const auto panel = load_profile("sim/profiles/panel64.yaml");

    ASSERT_EQ(panel.buttons.size(), 76U);
    EXPECT_EQ(panel.buttons[12].label, u"Key 1");
    EXPECT_EQ(panel.buttons[75].label, u"Key 64");
    EXPECT_EQ(panel.buttons[75].info.lamp_modes, all_lamp_modes());
    EXPECT_EQ(panel.rows, 4);
    EXPECT_EQ(panel.columns, 40);
    EXPECT_LE(state_size_of(panel), panel.max_message);
}

TEST(ProfileFile, OfTheSmallOneHasTwoButtonsAndNothingElse) {
    const auto small = load_profile("sim/profiles/small.yaml");

    ASSERT_EQ(small.buttons.size(), 14U);
    EXPECT_EQ(small.buttons[0].info.mode, protocol::button_mode::dummy);  // §7.3
    EXPECT_EQ(small.buttons[12].info.lamp_modes, 0x16);
    EXPECT_EQ(small.buttons[13].info.function, 0x12U);
    EXPECT_EQ(capabilities_of(small), 0x1EU);  // lamps, ring, hook, volume
    EXPECT_EQ(small.max_message, 64);
}

TEST(ProfileFile, OfTheSlowOneTakesTime) {
    const auto slow = load_profile("sim/profiles/slow.yaml");

    EXPECT_EQ(slow.pace.latency.at(protocol::opcode::display), milliseconds(900));
    EXPECT_EQ(slow.pace.at_once, 2);
}

TEST(ProfileFile, IsTheBareMinimumWhenItIsAnEmptyMap) {
    const auto bare = parse_profile("{}", "p.yaml");

    EXPECT_EQ(bare.buttons.size(), 12U);
    EXPECT_EQ(bare.rows, 0);
}

TEST(ProfileFile, SaysWhereAMistakeIsAndWhatIsAllowed) {
    struct row {
        const char* name;
        const char* text;
        const char* complaint;
    };
    for (const auto& [name, text, expected] :
         {row{"unknown field",
              "product: X\nringing: 4\n",
              "p.yaml:2:1: unknown field 'ringing'; allowed: "},
          row{"doubled field",
              "ring_modes: 1\nring_modes: 2\n",
              "p.yaml:2:1: field 'ring_modes' is there twice"},
          row{"number too large",
              "ring_modes: 256\n",
              "p.yaml:1:13: 'ring_modes' is '256'; allowed: a whole number from 0 to 255"},
          row{"number below",
              "pipe: {max_message: 63}\n",
              "p.yaml:1:21: 'max_message' is '63'; allowed: a whole number from 64 to 1024"},
          row{"no number",
              "display: {rows: two, columns: 2}\n",
              "p.yaml:1:17: 'rows' is 'two'; allowed: a whole number"},
          row{"list for a number",
              "ring_modes: [1]\n",
              "p.yaml:1:13: 'ring_modes' is a list; allowed: a whole number"},
          row{"half a display",
              "display: {rows: 2}\n",
              "p.yaml:1:10: a display needs both 'rows' and 'columns'"},
          row{"no map",
              "display: 2\n",
              "p.yaml:1:10: this is '2'; allowed: a map with rows, columns"},
          row{"list at the top",
              "- product\n",
              "p.yaml:1:1: this is a list; allowed: a map with maker"},
          row{"empty file", "", "p.yaml:1:1: this is empty; allowed: a map with maker"},
          row{"flag", "keypad: maybe\n", "p.yaml:1:9: 'keypad' is 'maybe'; allowed: true, false"},
          row{"hook mode",
              "hooks: {handset: {modes: [up]}}\n",
              "p.yaml:1:27: 'modes' is 'up'; allowed: onhook, mic, speaker, micspeaker"},
          row{"hook modes no list",
              "hooks: {handset: {modes: mic}}\n",
              "p.yaml:1:26: 'modes' is 'mic'; allowed: a list of onhook"},
          row{"button mode",
              "buttons:\n  - {mode: big}\n",
              "p.yaml:2:12: 'mode' is 'big'; allowed: dummy, call"},
          row{"button function",
              "buttons:\n  - {function: dance}\n",
              "p.yaml:2:16: 'function' is 'dance'; allowed: a number, or a name of TAPI's"},
          row{"function too large",
              "buttons: [{function: 0x100000000}]\n",
              "p.yaml:1:22: 'function' is '0x100000000'"},
          row{"lamp",
              "buttons: [{lamp: red}]\n",
              "p.yaml:1:18: 'lamp' is 'red'; allowed: all, none, or a list"},
          row{"empty list of lamps",
              "buttons: [{lamp: []}]\n",
              "p.yaml:1:18: 'lamp' is a list; allowed: all, none"},
          row{"long label",
              "buttons: [{label: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}]\n",
              "p.yaml:1:19: the label is longer than 32 characters"},
          row{"too many buttons", "buttons: [{count: 244}]\n", "p.yaml:1:10: these are 256 pairs"},
          row{"buttons no list", "buttons: 4\n", "p.yaml:1:10: 'buttons' is '4'; allowed: a list"},
          row{"area without size",
              "areas: [{access: [read]}]\n",
              "p.yaml:1:9: an area needs 'size'"},
          row{"area too large",
              "areas: [{size: 65537}]\n",
              "p.yaml:1:16: 'size' is '65537'; allowed: a whole number from 1 to 65536"},
          row{"area use",
              "areas: [{size: 1, use: junk}]\n",
              "p.yaml:1:24: 'use' is 'junk'; allowed: storage, log"},
          row{"latency of nothing",
              "pace: {latency_ms: {DANCE: 1}}\n",
              "p.yaml:1:21: unknown request 'DANCE'; allowed: GET_INFO"},
          row{"latency of what is prompt",
              "pace: {latency_ms: {PING: 1}}\n",
              "p.yaml:1:21: unknown request 'PING'"},
          row{"latency no number",
              "pace: {latency_ms: {LAMP: x}}\n",
              "p.yaml:1:27: the latency of LAMP is no whole number"},
          row{"latency no map", "pace: {latency_ms: 4}\n", "p.yaml:1:20: 'latency_ms' is no map"},
          row{"state too large",
              "display: {rows: 100, columns: 100}\n",
              "p.yaml:1:1: display and buttons make a state of 20046 bytes, which does not fit "
              "in max_message (1024)"},
          row{"no YAML", "product: [\n", "this is no YAML: "}}) {
        SCOPED_TRACE(name);
        EXPECT_NE(complaint(text).find(expected), std::string::npos) << complaint(text);
    }
}

TEST(ProfileFile, TellsEveryMistakeAtOnce) {
    EXPECT_EQ(complaint("ring_modes: x\nkeypad: y\n"),
              "p.yaml:1:13: 'ring_modes' is 'x'; allowed: a whole number from 0 to 255\n"
              "p.yaml:2:9: 'keypad' is 'y'; allowed: true, false");
}

TEST(ProfileFile, ThatIsNotThereIsNamed) {
    try {
        (void)load_profile("/nowhere/p.yaml");
        FAIL() << "it was read";
    } catch (const profile_error& error) {
        EXPECT_STREQ(error.what(), "/nowhere/p.yaml: cannot be read: No such file or directory");
    }
}

TEST(ProfileFile, HasQuirksEachWithItsReason) {
    const auto what = parse_profile(
        "quirks: [{because: it is old, fault: {what: twice, of: [LAMP], every: 3}}]", "x");
    ASSERT_EQ(what.quirks.size(), 1U);
    EXPECT_EQ(what.quirks[0].reason, "it is old");
    rack handsets(what, {.count = 1, .seed = 0, .now = [] { return time_point{}; }});
    const control_hub hub(handsets);
    ASSERT_EQ(handsets.faults().rules().size(), 1U);
    EXPECT_EQ(handsets.faults().rules()[0].rule.every, 3U);
}

TEST(ProfileFile, SaysWhereAQuirkIsWrong) {
    try {
        (void)parse_profile(
            "quirks:\n  - {because: x, fault: {what: twcie}}\n  - {fault: {what: drop}}\n", "x");
        FAIL();
    } catch (const profile_error& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find("x:2:32: 'what' is 'twcie'"), std::string::npos) << text;
        EXPECT_NE(text.find("x:3:5: a quirk needs 'because'"), std::string::npos) << text;
    }
}

TEST(ProfileFile, LoadsAllThatShip) {
    const auto executive = load_profile("sim/profiles/executive.yaml");
    EXPECT_EQ(executive.buttons.size(), 12U + 64U);
    EXPECT_EQ(executive.rows * executive.columns, 160);
    const auto speakerphone = load_profile("sim/profiles/speakerphone.yaml");
    EXPECT_FALSE(speakerphone.hooks[0].present);
    EXPECT_TRUE(speakerphone.hooks[1].present);
    EXPECT_EQ(load_profile("sim/profiles/small.yaml").buttons.size(), 12U + 2U);
}

}  // namespace
}  // namespace offhook::sim
