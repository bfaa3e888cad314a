// The operator channel: sim/control/README.md.
#include "sim/control/control_server.hpp"
#include "sim/control/control_session.hpp"
#include "tests/sim/stream_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace offhook::sim {
namespace {

namespace json = boost::json;

// Keeps what is sent, and has room for as much as it is told to.
struct recording_sink final : control_sink {
    void send(std::string_view message) override { all.emplace_back(message); }
    bool has_room() const override { return room; }

    std::string taken() {
        if (all.empty()) return {};
        auto first = std::move(all.front());
        all.erase(all.begin());
        return first;
    }

    std::vector<std::string> all;
    bool room = true;
};

// Two desk phones, the first of them plugged in.
class Control : public testing::Test {
protected:
    Control() { handsets.plug_in(0); }

    // The answer, which comes behind what happened because of the request.
    std::string ask(std::string_view line) {
        session.on_message(line);
        if (sink.all.empty()) return {};
        auto last = std::move(sink.all.back());
        sink.all.pop_back();
        return last;
    }

    json::object state(std::size_t number = 0) {
        const auto line = ask(R"({"do":"state","handset":)" + std::to_string(number) + "}");
        return json::parse(line).at("state").as_object();
    }

    json::value news() { return json::parse(sink.taken()); }

    const handset& device() const { return handsets.at(0); }

    void advance(int ms) {
        clock += milliseconds(ms);
        handsets.on_time();
    }

    time_point clock{};
    rack handsets{desk_profile(), {.count = 2, .seed = 0, .now = [this] { return clock; }}};
    control_hub hub{handsets};
    recording_sink sink;
    control_session session{hub, sink};
};

TEST_F(Control, SaysHello) {
    hub.add_plug("socket 127.0.0.1:7310");
    const auto said = json::parse(ask(R"({"do":"hello"})"));
    EXPECT_EQ(said.at("ok"), true);
    EXPECT_EQ(said.at("offhook"), 2);
    EXPECT_EQ(said.at("handsets"), 2);
    EXPECT_EQ(said.at("simulated"), true);
    EXPECT_EQ(said.at("plugs"), json::array{"socket 127.0.0.1:7310"});
}

TEST_F(Control, SpeaksWithWhoeverKnowsOneOfItsVersions) {
    EXPECT_TRUE(ask(R"({"do":"hello","version":1})").starts_with(R"({"ok":true)"));
    EXPECT_TRUE(ask(R"({"do":"hello","version":2})").starts_with(R"({"ok":true)"));
    EXPECT_NE(ask(R"({"do":"hello","version":3})").find("version 3 is not spoken here"),
              std::string::npos);
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
                            {"function_name", "hold"},
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
         {row{"", "not one JSON object"},
          row{"{", "not one JSON object"},
          row{"[1]", "a request looks like"},
          row{"{}", "'do' is missing; allowed: hello, list"},
          row{R"({"do":5})", "'do' is 5; allowed: hello"},
          row{R"({"do":"Hello"})", R"('do' is \"Hello\"; allowed: hello)"},
          row{R"({"do":"dance"})", R"('do' is \"dance\"; allowed)"},
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
    control_hub bare_hub(bare);
    recording_sink said;
    control_session asked(bare_hub, said);

    for (const auto& [line, wrong] :
         {std::pair{R"({"do":"hook","device":"headset","mode":"mic"})",
                    "this handset has no headset; it has: handset, speaker"},
          std::pair{R"({"do":"hook","device":"handset","mode":"mic"})",
                    "its handset cannot be mic; it can: onhook, micspeaker"},
          std::pair{R"({"do":"gain","device":"speaker","level":1})",
                    "this handset has no gain for its speaker"},
          std::pair{R"({"do":"press","key":"3"})", "pair 3 of this handset has no button"}}) {
        asked.on_message(line);
        EXPECT_NE(said.all.back().find(wrong), std::string::npos) << said.all.back();
    }
}

TEST_F(Control, TurnsTheWheelByNotches) {
    ask(R"({"do":"wheel","device":"handset","notches":2})");
    EXPECT_EQ(device().state().volume[0], 0x8000 + 2 * 4096);
    ask(R"({"do":"wheel","device":"handset","notches":-16})");
    EXPECT_EQ(device().state().volume[0], 0);
    EXPECT_NE(ask(R"({"do":"wheel","device":"handset","notches":17})")
                  .find("allowed: a whole number from -16 to 16"),
              std::string::npos);
}

TEST_F(Control, PressesTheKeyForMuteWhereverItIs) {
    ask(R"({"do":"subscribe","to":["changes"]})");
    EXPECT_EQ(ask(R"({"do":"mute"})"), R"({"ok":true})");
    EXPECT_EQ(news().at("state").at("buttons").at(20).at("state"), "down");
    EXPECT_EQ(news().at("state").at("buttons").at(20).at("state"), "up");
}

TEST_F(Control, SetsWhatTheDeviceChangesByItself) {
    EXPECT_EQ(ask(R"({"do":"ring","mode":2,"volume":9})"), R"({"ok":true})");
    EXPECT_EQ(device().state().ring, (protocol::ring_setting{2, 9}));
    ask(R"({"do":"display","row":1,"column":2,"text":"Hi"})");
    EXPECT_EQ(device().state().display.substr(24, 6), u"  Hi  ");
    ask(R"({"do":"label","key":12,"label":"Anna"})");
    EXPECT_EQ(device().button_info(12).label, u"Anna");
    EXPECT_EQ(device().button_info(12).function, 0x1EU);
    EXPECT_NE(ask(R"({"do":"ring","mode":5})").find("from 0 to 4"), std::string::npos);
    EXPECT_NE(ask(R"({"do":"display","row":2,"text":"x"})").find("from 0 to 1"), std::string::npos);
}

TEST_F(Control, SetsAnyPartOfTheStateOrNothing) {
    EXPECT_EQ(ask(R"({"do":"set","state":{"hook":{"handset":"micspeaker"},"volume":{"speaker":7},)"
                  R"("ring":{"mode":1,"volume":5},"display":["Line one","Line two"],)"
                  R"("buttons":[{"id":13,"lamp":"wink","label":"Bob","state":"down"}]}})"),
              R"({"ok":true})");
    const auto shown = device().state();
    EXPECT_EQ(shown.hook[0], protocol::hook_mode::mic_speaker);
    EXPECT_EQ(shown.volume[1], 7);
    EXPECT_EQ(shown.ring.mode, 1);
    EXPECT_EQ(shown.display.substr(24, 8), u"Line two");
    EXPECT_EQ(shown.pairs[13].lamp, protocol::lamp_mode::wink);
    EXPECT_EQ(shown.pairs[13].button, protocol::button_state::down);
    EXPECT_EQ(device().button_info(13).label, u"Bob");

    const auto before = device().revision();
    EXPECT_NE(ask(R"({"do":"set","state":{"ring":{"mode":2},"volume":{"phone":7}}})")
                  .find("volume: 'device' is 'phone'"),
              std::string::npos);
    EXPECT_NE(ask(R"({"do":"set","state":{"rnig":{"mode":2}}})").find("'state' has 'rnig'"),
              std::string::npos);
    EXPECT_EQ(device().revision(), before);
}

TEST_F(Control, ComesBackAsAnotherHandset) {
    EXPECT_EQ(ask(R"({"do":"replug","serial":"NEW-1","product":"Other","after_ms":500})"),
              R"({"ok":true})");
    EXPECT_FALSE(device().is_plugged());
    advance(499);
    EXPECT_FALSE(device().is_plugged());
    advance(1);
    EXPECT_TRUE(device().is_plugged());
    EXPECT_EQ(device().serial(), "NEW-1");
    EXPECT_EQ(device().what().product, "Other");
    ask(R"({"do":"replug"})");
    EXPECT_EQ(device().serial(), "NEW-1");
    EXPECT_NE(ask(R"({"do":"replug","serial":""})").find("'serial' is empty"), std::string::npos);
}

TEST_F(Control, LosesPowerForAWhile) {
    ask(R"({"do":"power","off_ms":100})");
    EXPECT_FALSE(device().is_plugged());
    advance(100);
    EXPECT_TRUE(device().is_plugged());
    EXPECT_NE(ask(R"({"do":"power","handset":1})").find("no power to lose"), std::string::npos);
}

TEST_F(Control, ListsAndDescribesTheHandsets) {
    const auto list = json::parse(ask(R"({"do":"list"})")).at("handsets").as_array();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[1],
              (json::object{{"handset", 1},
                            {"serial", "SIM-0001"},
                            {"product", "Desk"},
                            {"plugged", false},
                            {"session", false}}));
    const auto what = json::parse(ask(R"({"do":"describe"})")).at("profile");
    EXPECT_EQ(what.at("columns"), 24);
    EXPECT_EQ(what.at("hooks").at("headset").at("gain"), true);
    EXPECT_EQ(what.at("buttons").at(12).at("lamps").as_array().size(), 6U);
    EXPECT_EQ(what.at("buttons").at(0).at("lamps").as_array().size(), 0U);
    EXPECT_EQ(json::parse(ask(R"({"do":"state","handset":"all"})")).at("states").as_array().size(),
              2U);
}

TEST_F(Control, SendsTheWholeStateOnceAndThenWhatDiffers) {
    ask(R"({"do":"subscribe","handset":"all","deltas":true})");
    EXPECT_EQ(news().at("state").as_object().size(), device().is_plugged() ? 17U : 0U);
    EXPECT_EQ(news().at("handset"), 1);

    ask(R"({"do":"ring","mode":1})");
    const auto delta = news().at("state");
    EXPECT_EQ(delta, (json::object{{"ring", {{"mode", 1}, {"volume", 65535}}}}));
    ask(R"({"do":"unsubscribe","handset":"all"})");
    ask(R"({"do":"ring","mode":0})");
    EXPECT_TRUE(sink.all.empty());
}

TEST_F(Control, TellsOnlyTheNewestOnceThereIsRoom) {
    ask(R"({"do":"subscribe","to":["changes","reports"]})");
    sink.room = false;
    ask(R"({"do":"ring","mode":1})");
    ask(R"({"do":"ring","mode":2})");
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");  // one report 02
    EXPECT_TRUE(sink.all.empty());
    sink.room = true;
    session.on_room();
    EXPECT_EQ(news().at("state").at("ring").at("mode"), 2);
    EXPECT_EQ(news(), (json::object{{"event", "missed"}, {"reports", 1}}));
    EXPECT_TRUE(sink.all.empty());
}

TEST_F(Control, TellsReportsInPlainWords) {
    ask(R"({"do":"subscribe","to":["reports"]})");
    clock += milliseconds(40);
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");
    EXPECT_EQ(news(),
              (json::object{{"event", "report"},
                            {"handset", 0},
                            {"at_ms", 40},
                            {"way", "to-host"},
                            {"hex", "0201000000000000"},
                            {"text", "telephony: off-hook"}}));
}

TEST_F(Control, WaitsUntilTheStateIsAsWanted) {
    session.on_message(R"({"do":"wait","until":{"ring":{"mode":1}},"within_ms":100,"id":7})");
    EXPECT_TRUE(sink.all.empty());
    advance(50);
    EXPECT_EQ(ask(R"({"do":"display","text":"Anna","id":8})"), R"({"id":8,"ok":true})");
    EXPECT_TRUE(sink.all.empty());
    session.on_message(R"({"do":"ring","mode":1,"id":9})");
    EXPECT_EQ(sink.taken(), R"({"id":7,"ok":true})");
    EXPECT_EQ(sink.taken(), R"({"id":9,"ok":true})");
    // What holds already needs no waiting.
    EXPECT_EQ(ask(R"({"do":"wait","until":{"display":[{"has":"Ann"}]}})"), R"({"ok":true})");
    advance(1000);
    EXPECT_TRUE(sink.all.empty());
}

TEST_F(Control, SaysWhatHasNotComeInTime) {
    session.on_message(R"({"do":"wait","until":{"ring":{"mode":3}},"within_ms":100,"id":7})");
    advance(99);
    EXPECT_TRUE(sink.all.empty());
    advance(1);
    EXPECT_EQ(sink.taken(),
              R"({"id":7,"ok":false,"error":"not within 100 ms: ring.mode is 0, wanted 3",)"
              R"("timed_out":true})");
}

TEST_F(Control, ForgetsAWaitWithItsSession) {
    {
        recording_sink other;
        control_session gone(hub, other);
        gone.on_message(R"({"do":"wait","until":{"ring":{"mode":3}},"within_ms":100})");
    }
    advance(100);
}

// A sink that ends its session when it is told of a change, as a broken socket does.
struct breaking_sink final : control_sink {
    void send(std::string_view) override { session.reset(); }
    bool has_room() const override { return true; }
    std::optional<control_session> session;
};

TEST_F(Control, MayEndFromInsideOfItsSink) {
    breaking_sink sinks[2];
    for (auto& one : sinks) {
        one.session.emplace(hub, one);
        one.session->subscribe(control_session::topic::changes, {0}, false);
    }
    ask(R"({"do":"ring","mode":1})");
    EXPECT_FALSE(sinks[0].session || sinks[1].session);
    sinks[0].session.emplace(hub, sinks[0]);
    sinks[0].session->on_message(R"({"do":"subscribe","deltas":true,"to":["changes","reports"]})");
    EXPECT_FALSE(sinks[0].session);
}

// The same over a real socket.
class ControlServer : public Control {
protected:
    test::temporary_folder folder;
    boost::asio::io_context context;
    control_server server{context, hub, test::place_in(folder, "control")};
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
