#include "tests/tools/offhook/cli_fixture.hpp"

#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>

namespace offhook::tests {
namespace {

TEST_F(Cli, InfoTellsWhatTheHandsetIs) {
    const auto ended = offhook({"info"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    for (const auto* line :
         {"product        Desk\n",
          "serial number  SIM-0000\n",
          "firmware       1.2.3 (00010203)\n",
          "protocol       1.0 (this program speaks 1.0)\n",
          "acknowledged   by the handset's own answer (vendor pipe",
          "display        2 rows of 24\n",
          "ring           modes 0 (silent) to 4\n",
          "hook switch    handset onhook mic speaker micspeaker; speaker onhook",
          "data areas     0 (65536 bytes, read and write), 1 (256 bytes, read)\n",
          "vendor         requests up to 512 bytes\n",
          "driver         requests "}) {
        EXPECT_TRUE(contains(ended.out, line));
    }
    EXPECT_TRUE(contains(ended.out, "\n0 to 9    keypad   unknown"));
    EXPECT_TRUE(contains(ended.out, "\n10 *      keypad"));
    EXPECT_TRUE(contains(ended.out, "\n16        feature  hold"));
    EXPECT_EQ(ended.err, "");
}

TEST_F(Cli, InfoTellsTheSameToPrograms) {
    const auto told = offhook_json({"info"});
    EXPECT_EQ(told.at("product"), "Desk");
    EXPECT_EQ(told.at("protocol"), "1.0");
    EXPECT_EQ(told.at("rows"), 2);
    EXPECT_EQ(told.at("buttons").as_array().size(), 28U);
    EXPECT_EQ(told.at("areas").as_array().at(1).at("writable"), false);
    EXPECT_EQ(told.at("driver").at("sessions"), 1);
}

TEST_F(Cli, SetIsDoneByTheHandsetAndSaysSo) {
    struct row {
        std::vector<std::string> words;
        const char* told;
    };
    const row rows[] = {
        {{"lamp", "12", "steady"}, "lamp 12 steady: acknowledged by the handset after "},
        {{"lamp", "13", "0x10"}, "lamp 13 flash: acknowledged"},
        {{"display", "Grüße", "--row", "1", "--column", "4"},
         "display row 1, column 4: \"Grüße\": acknowledged"},
        {{"volume", "handset", "50%"}, "volume handset 50 % (32768): acknowledged"},
        {{"gain", "headset", "65535"}, "gain headset 100 % (65535): acknowledged"},
        {{"hook", "handset,speaker", "mic"}, "hook handset,speaker mic: acknowledged"},
        {{"button", "12", "--function", "park", "--label", "Park"},
         "button 12 call park \"Park\": acknowledged"},
        {{"data", "0", "313233343536373839"}, "data area 0, 9 bytes: acknowledged"},
    };
    for (const auto& each : rows) {
        auto words = each.words;
        words.insert(words.begin(), "set");
        const auto ended = offhook(words);
        EXPECT_EQ(ended.code, 0) << ended.err;
        EXPECT_TRUE(contains(ended.out, each.told));
    }
    const auto shown = sim.state();
    EXPECT_EQ(shown.at("buttons").at(12).at("lamp"), "steady");
    EXPECT_EQ(shown.at("buttons").at(13).at("lamp"), "flash");
    EXPECT_EQ(shown.at("buttons").at(12).at("label"), "Park");
    EXPECT_EQ(shown.at("buttons").at(12).at("function_name"), "park");
    EXPECT_EQ(shown.at("display").at(1), "    Grüße               ");
    EXPECT_EQ(shown.at("gain").at("headset"), 65535);
    EXPECT_EQ(shown.at("hook").at("speaker"), "mic");
    EXPECT_EQ(shown.at("areas").at(0).at("crc32"), "cbf43926");
    EXPECT_EQ(shown.at("session"), false);  // it said BYE
}

TEST_F(Cli, ARingIsHeardAsLongAsItIsWanted) {
    const std::vector<std::string> words{"set", "ring", "2", "--for", "3600", "--device"};
    auto arguments = words;
    arguments.push_back(sim.address());
    program ringing(arguments);
    EXPECT_TRUE(contains(ringing.next_line(), "ring 2, volume 50 % (32768): acknowledged"));
    EXPECT_EQ(sim.state().at("ring").at("mode"), 2);
    ringing.interrupt();
    EXPECT_EQ(ringing.wait().code, 0);
    EXPECT_EQ(sim.state().at("ring").at("mode"), 0);
}

TEST_F(Cli, ARefusalIsToldWithWhatTheHandsetHas) {
    const auto ended = offhook({"set", "lamp", "3", "steady"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err,
              "offhook: lamp 3 steady: not acknowledged: the handset refused: BAD_PARAMETER, byte "
              "1 of the request\noffhook: lamps: 12 to 27\n");
    const auto told = offhook_json({"set", "ring", "9", "--volume", "1%"}, 1);
    EXPECT_EQ(told.at("acknowledged"), false);
    EXPECT_TRUE(contains(boost::json::serialize(told), "BAD_PARAMETER"));
}

TEST_F(Cli, ASilentHandsetIsNoSuccess) {
    sim.operate(R"("do":"fault","what":"drop","of":["LAMP"])");
    const auto ended = offhook({"set", "lamp", "12", "steady"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(contains(ended.err, "not acknowledged: the handset did not answer in time"));
}

TEST_F(Cli, GetTellsWhatTheHandsetShows) {
    ASSERT_EQ(offhook({"set", "display", "Hello", "--clear"}).code, 0);
    ASSERT_EQ(offhook({"set", "lamp", "12", "wink"}).code, 0);
    EXPECT_EQ(offhook({"get", "lamp", "12"}).out, "wink\n");
    EXPECT_EQ(offhook({"get", "display"}).out,
              "Hello                   \n                        \n");
    EXPECT_EQ(offhook({"get", "hook"}).out, "handset onhook\nspeaker onhook\nheadset onhook\n");
    EXPECT_EQ(offhook({"get", "button", "16"}).out, "16 feature hold \"Hold\", up\n");
    EXPECT_TRUE(contains(offhook({"get"}).out, "lamp     12 wink\n"));
    EXPECT_EQ(offhook_json({"get", "lamp", "12"}).at("mode_value"), 8);
    EXPECT_EQ(offhook_json({"get"}).at("display").at(0), "Hello                   ");
    EXPECT_EQ(offhook_json({"get", "volume"}).at("volume").at("speaker"), 32768);
}

TEST_F(Cli, DataGoesInAndOutAsAFile) {
    const std::string content("melody\0\xFF", 8);
    const auto in = folder.write("in", content);
    ASSERT_EQ(offhook({"set", "data", "0", "@" + in}).code, 0);
    const auto ended = offhook({"get", "data", "0", "--output", folder.file("out")});
    EXPECT_EQ(ended.code, 0) << ended.err;
    std::ifstream file(folder.file("out"), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), content);
    EXPECT_EQ(offhook_json({"get", "data", "0"}).at("hex"), "6d656c6f647900ff");
    EXPECT_TRUE(contains(offhook({"get", "data", "0"}).out, "|melody..|"));
}

TEST_F(Cli, GetRefusesWhatTheHandsetHasNot) {
    const auto lamp = offhook({"get", "lamp", "3"});
    EXPECT_EQ(lamp.code, 1);
    EXPECT_EQ(lamp.err, "offhook: there is no lamp 3; lamps: 12 to 27\n");
    EXPECT_EQ(offhook({"get", "button", "200"}).code, 1);
    EXPECT_EQ(offhook({"get", "data", "7"}).code, 1);
}

TEST_F(Cli, AWrongCallIsToldBeforeAnythingIsTouched) {
    const auto before = sim.state().at("requests");
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"set", "lamp", "12", "blue"},
                                               {"set", "lamp", "12"},
                                               {"set", "volume", "handset", "101%"},
                                               {"set", "display", ""},
                                               {"set"},
                                               {"get", "moon"},
                                               {"get", "button"},
                                               {"get", "ring", "1"},
                                               {"send"},
                                               {"send", "xy"},
                                               {"watch", "--count", "many"},
                                               {"dance"}}) {
        const auto ended = offhook(words);
        EXPECT_EQ(ended.code, 2) << words.back();
        EXPECT_EQ(ended.out, "") << words.back();
        EXPECT_TRUE(ended.err.starts_with("offhook: ")) << ended.err;
    }
    EXPECT_EQ(sim.state().at("requests"), before);
}

TEST(CliAlone, EveryVerbHasHelpWithExitCodes) {
    EXPECT_EQ(run({"--help"}).code, 0);
    for (const auto* verb : {"list", "info", "watch", "get", "set", "send", "doctor"}) {
        const auto ended = run({verb, "--help"});
        EXPECT_EQ(ended.code, 0) << verb;
        EXPECT_TRUE(contains(ended.out, "Exit codes: 0")) << verb;
    }
    EXPECT_TRUE(run({"--version"}).out.starts_with("offhook 0."));
}

TEST(CliAlone, SaysWhyAHandsetCannotBeReached) {
    const auto nothing = run({"get", "lamp", "--device", "sim:unix:/no/such/socket"});
    EXPECT_EQ(nothing.code, 3);
    EXPECT_TRUE(contains(nothing.err, "/no/such/socket"));
    const auto wrong = run({"info", "--device", "usb:1"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(contains(wrong.err, "usb:1"));
}

TEST(CliAlone, AHandsetOfAnotherVersionIsNotSpokenTo) {
    const temporary_folder folder;
    const auto profile = folder.write("new.yaml", "firmware: {major: 2}\n");
    simulator sim(folder, {"--profile", profile});
    sim.start();
    const auto ended = run({"set", "lamp", "12", "on", "--device", sim.address()});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(contains(ended.err, "speaks protocol version 2.0, this program version 1.0"));
    EXPECT_EQ(sim.state().at("session"), false);
}

TEST(CliAlone, SeveralHandsetsHaveToBeToldApart) {
    const temporary_folder folder;
    simulator sim(folder, {"--handsets", "2"});
    sim.start();
    const auto several = run({"set", "lamp", "12", "on", "--device", sim.pattern()});
    EXPECT_EQ(several.code, 2);
    EXPECT_TRUE(contains(several.err, "there are 2 handsets: sim:unix:"));
    EXPECT_TRUE(contains(several.err, sim.address(1) + "; say which with --device ADDR"));
    const auto second = run({"set", "lamp", "12", "on"}, {{"OFFHOOK_DEVICES", sim.address(1)}});
    EXPECT_EQ(second.code, 0) << second.err;
    EXPECT_EQ(sim.state(1).at("buttons").at(12).at("lamp"), "steady");
    EXPECT_EQ(sim.state(0).at("buttons").at(12).at("lamp"), "off");
}

TEST(CliAlone, TheConfigurationFileNamesTheHandset) {
    const temporary_folder folder;
    simulator sim(folder);
    sim.start();
    const auto file =
        folder.write("offhook.yaml", "devices: [\"" + sim.address() + "\"]\nwrong: 1\n");
    const auto ended = run({"get", "lamp", "12"}, {{"OFFHOOK_CONFIG", file}});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out, "off\n");
    EXPECT_TRUE(contains(ended.err, "offhook: " + file + ":2:1: "));
}

}  // namespace
}  // namespace offhook::tests
