// The operator channel: sim/control/README.md.
#include "sim/control/control_server.hpp"

#include "tests/sim/stream_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace offhook::sim {
namespace {

namespace json = boost::json;

// Two desk phones, the first of them plugged in.
class Control : public testing::Test {
protected:
    Control() { handsets.plug_in(0); }

    std::string ask(std::string_view line) { return protocol.on_line(line).line; }

    json::object state(std::size_t number = 0) {
        const auto line = ask(R"({"do":"state","handset":)" + std::to_string(number) + "}");
        return json::parse(line).at("state").as_object();
    }

    const handset& device() const { return handsets.at(0); }

    rack handsets{desk_profile(), {.count = 2, .seed = 0, .now = [] { return time_point{}; }}};
    control_protocol protocol{handsets};
};

TEST_F(Control, SaysHello) {
    EXPECT_EQ(ask(R"({"do":"hello"})"), R"({"ok":true,"offhook":1,"handsets":2})");
}

TEST_F(Control, GivesBackTheId) {
    EXPECT_EQ(ask(R"({"do":"press","key":"1","id":7})"), R"({"id":7,"ok":true})");
    EXPECT_EQ(ask(R"({"do":"release","key":"1","id":"a b"})"), R"({"id":"a b","ok":true})");
    EXPECT_TRUE(
        ask(R"({"do":"nothing","id":{"x":1}})").starts_with(R"({"id":{"x":1},"ok":false,)"));
}

TEST_F(Control, DoesWhatAPersonDoes) {
    EXPECT_EQ(ask(R"({"do":"hook","device":"headset","mode":"mic"})"), R"({"ok":true})");
    EXPECT_EQ(device().state().hook[2], protocol::hook_mode::mic);
    ask(R"({"do":"press","key":"star"})");
    ask(R"({"do":"press","key":16})");
    EXPECT_EQ(device().state().pairs[10].button, protocol::button_state::down);
    EXPECT_EQ(device().state().pairs[16].button, protocol::button_state::down);
    ask(R"({"do":"release","key":16})");
    EXPECT_EQ(device().state().pairs[16].button, protocol::button_state::up);
    ask(R"({"do":"volume","device":"speaker","level":65535})");
    ask(R"({"do":"gain","device":"handset","level":0})");
    EXPECT_EQ(device().state().volume[1], 65535);
    EXPECT_EQ(device().state().gain[0], 0);
    ask(R"({"do":"lamp","lamp":12,"mode":"flash"})");
    EXPECT_EQ(device().state().pairs[12].lamp, protocol::lamp_mode::flash);
    ask(R"({"do":"area","area":0,"data":"313233343536373839"})");
    EXPECT_EQ(device().area(0).size(), 9U);
    EXPECT_EQ(ask(R"({"do":"vendor","data":"BEEF"})"), R"({"ok":true})");
}

TEST_F(Control, PlugsUnplugsAndReboots) {
    EXPECT_EQ(ask(R"({"do":"plug","handset":1})"), R"({"ok":true})");
    EXPECT_TRUE(handsets.at(1).is_plugged());
    ask(R"({"do":"unplug","handset":1})");
    EXPECT_FALSE(handsets.at(1).is_plugged());
    ask(R"({"do":"press","key":5})");
    ask(R"({"do":"reboot"})");
    EXPECT_EQ(device().state().pairs[5].button, protocol::button_state::up);
}

TEST_F(Control, ShowsEverythingThatAPersonCanSee) {
    ask(R"({"do":"area","area":0,"data":"313233343536373839"})");
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");

    const auto shown = state();

    EXPECT_EQ(shown.at("handset"), 0);
    EXPECT_EQ(shown.at("plugged"), true);
    EXPECT_EQ(shown.at("session"), false);
    EXPECT_EQ(shown.at("display"), (json::array{std::string(24, ' '), std::string(24, ' ')}));
    EXPECT_EQ(shown.at("ring"), (json::object{{"mode", 0}, {"volume", 0}}));
    EXPECT_EQ(
        shown.at("hook"),
        (json::object{{"handset", "micspeaker"}, {"speaker", "onhook"}, {"headset", "onhook"}}));
    EXPECT_EQ(shown.at("volume").at("speaker"), 32768);
    EXPECT_EQ(shown.at("buttons").as_array().size(), 28U);
    EXPECT_EQ(shown.at("buttons").at(16),
              (json::object{{"id", 16},
                            {"label", "Hold"},
                            {"mode", "feature"},
                            {"function", 4},
                            {"state", "up"},
                            {"lamp", "off"}}));
    EXPECT_EQ(shown.at("buttons").at(0).at("lamp"), "none");
    EXPECT_EQ(shown.at("areas").at(0),
              (json::object{{"id", 0}, {"size", 65536}, {"used", 9}, {"crc32", "cbf43926"}}));
    EXPECT_EQ(shown.at("vendor"), "");
    EXPECT_EQ(shown.at("requests"), 0);
    EXPECT_EQ(state(1).at("plugged"), false);
}

TEST_F(Control, SaysWhatIsWrongAndWhatIsAllowedAndDoesNothing) {
    struct row {
        const char* line;
        const char* wrong;
    };
    const auto before = device().revision();
    for (const auto& [line, wrong] :
         {row{"", "not a JSON object"},
          row{"{", "not a JSON object"},
          row{"[1]", "a request looks like"},
          row{"{}", "'do' is missing; allowed: hello, state"},
          row{R"({"do":5})", "'do' is 5; allowed: hello"},
          row{R"({"do":"Hello"})", R"('do' is \"Hello\"; allowed: hello)"},
          row{R"({"do":"faults"})", R"('do' is \"faults\"; allowed)"},
          row{R"({"do":"press"})", "'key' is missing; allowed: "},
          row{R"({"do":"press","key":"#"})", "'key' is "},
          row{R"({"do":"press","key":"10"})", "'key' is "},
          row{R"({"do":"press","key":28})", "there is no button 28; this handset has 0 to 27"},
          row{R"({"do":"press","key":-1})", "'key' is -1"},
          row{R"({"do":"press","key":1.5})", "'key' is 1.5"},
          row{R"({"do":"press","key":"1","kye":2})",
              "unknown field 'kye'; allowed here: do, id, handset, key"},
          row{R"({"do":"hook","mode":"mic"})",
              "'device' is missing; allowed: handset, speaker, headset"},
          row{R"({"do":"hook","device":"handset","mode":"up"})", "'mode' is 'up'; allowed: onhook"},
          row{R"({"do":"volume","device":"handset","level":65536})",
              "'level' is 65536; allowed: a whole number from 0 to 65535"},
          row{R"({"do":"volume","device":"handset"})", "'level' is missing"},
          row{R"({"do":"gain","device":7,"level":1})", "'device' is 7"},
          row{R"({"do":"lamp","lamp":0,"mode":"flash"})", "no lamp 0 that can be flash"},
          row{R"({"do":"lamp","lamp":12,"mode":"dummy"})", "'mode' is 'dummy'; allowed: off"},
          row{R"({"do":"area","area":2,"data":""})", "there is no area 2; this handset has 2"},
          row{R"({"do":"area","area":0,"data":"1"})", "allowed: pairs of hex digits"},
          row{R"({"do":"vendor","data":"zz"})", "allowed: pairs of hex digits"},
          row{R"({"do":"state","handset":2})",
              "'handset' is 2; allowed: a whole number from 0 to 1"},
          row{R"({"do":"press","key":1,"handset":1})", "handset 1 is not plugged in"},
          row{R"({"do":"plug","now":true})", "unknown field 'now'"}}) {
        SCOPED_TRACE(line);
        const auto said = ask(line);
        EXPECT_TRUE(said.starts_with(R"({"ok":false,"error":")")) << said;
        EXPECT_NE(said.find(wrong), std::string::npos) << said;
        EXPECT_EQ(said.find('\n'), std::string::npos);
    }
    EXPECT_EQ(device().revision(), before);
}

TEST_F(Control, KnowsWhatThisHandsetDoesNotHave) {
    auto profile = desk_profile();
    profile.hooks[2] = {};
    profile.hooks[0].modes = 0x09;
    profile.hooks[1].gain = false;
    profile.buttons[3].info.mode = protocol::button_mode::dummy;
    rack bare(profile, {.count = 1, .seed = 0, .now = [] { return time_point{}; }});
    bare.plug_in(0);
    control_protocol asked(bare);

    for (const auto& [line, wrong] :
         {std::pair{R"({"do":"hook","device":"headset","mode":"mic"})",
                    "this handset has no headset; it has: handset, speaker"},
          std::pair{R"({"do":"hook","device":"handset","mode":"mic"})",
                    "its handset cannot be mic; it can: onhook, micspeaker"},
          std::pair{R"({"do":"gain","device":"speaker","level":1})",
                    "this handset has no gain for its speaker"},
          std::pair{R"({"do":"press","key":"3"})", "pair 3 of this handset has no button"}}) {
        EXPECT_NE(asked.on_line(line).line.find(wrong), std::string::npos)
            << asked.on_line(line).line;
    }
}

// The same over a real socket.
class ControlServer : public Control {
protected:
    test::temporary_folder folder;
    boost::asio::io_context context;
    control_server server{context, handsets, {{}, 0, folder.file("control")}};
};

TEST_F(ControlServer, AnswersEachLineInOrder) {
    test::socket_client client(context, server.where());

    client.write("{\"do\":\"hello\",\"id\":1}\r\n\n{\"do\":\"hello\",\"id\":2}\nnonsense\n");

    EXPECT_TRUE(client.read_line().starts_with(R"({"id":1,"ok":true)"));
    EXPECT_TRUE(client.read_line().starts_with(R"({"id":2,"ok":true)"));
    EXPECT_TRUE(client.read_line().starts_with(R"({"ok":false)"));
}

TEST_F(ControlServer, TellsASubscriberOfEachChangeOfItsHandset) {
    test::socket_client watcher(context, server.where());
    test::socket_client actor(context, server.where());
    watcher.write("{\"do\":\"subscribe\"}\n");
    ASSERT_EQ(watcher.read_line(), R"({"ok":true})");

    actor.write("{\"do\":\"plug\",\"handset\":1}\n{\"do\":\"tap\",\"key\":\"5\"}\n");

    const auto down = json::parse(watcher.read_line());
    EXPECT_EQ(down.at("event"), "changed");
    EXPECT_EQ(down.at("handset"), 0);
    EXPECT_EQ(down.at("state").at("buttons").at(5).at("state"), "down");
    const auto up = json::parse(watcher.read_line());
    EXPECT_EQ(up.at("state").at("buttons").at(5).at("state"), "up");
    EXPECT_EQ(actor.read_line(), R"({"ok":true})");
    EXPECT_EQ(actor.read_line(), R"({"ok":true})");
}

TEST_F(ControlServer, TellsASlowSubscriberTheNewestStateOnceThereIsRoom) {
    test::socket_client watcher(context, server.where());
    watcher.write("{\"do\":\"subscribe\"}\n");
    ASSERT_EQ(watcher.read_line(), R"({"ok":true})");
    constexpr int turns = 2000;  // some 5 MB of states, far above what a socket holds
    for (std::uint16_t level = 1; level <= turns; ++level) {
        handsets.act(0, [=](handset& one, time_point now) {
            return one.turn_gain(now, protocol::hook_device::handset, level);
        });
    }

    int told = 0;
    std::int64_t newest = 0;
    while (newest != turns) {
        newest = json::parse(watcher.read_line()).at("state").at("gain").at("handset").as_int64();
        ++told;
    }
    EXPECT_LT(told, turns);
}

TEST_F(ControlServer, RefusesALineThatIsTooLong) {
    test::socket_client client(context, server.where());

    client.write(std::string(control_server::longest_line + 5000, 'x'));

    EXPECT_EQ(client.read_line(), R"({"ok":false,"error":"the line is longer than 262144 bytes"})");
    EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace offhook::sim
