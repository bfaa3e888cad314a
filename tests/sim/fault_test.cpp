// Each fault against the real driver, in virtual time. What must happen: firmware-protocol.md
// §14.1.
#include "driver/protocol/report_id.hpp"
#include "sim/control/control_session.hpp"
#include "sim/plug/memory_plug.hpp"
#include "tests/support/engine_shell.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace offhook::sim {
namespace {

namespace json = boost::json;
using protocol::lamp_mode;

struct quiet_sink final : control_sink {
    void send(std::string_view message) override { last = message; }
    bool has_room() const override { return true; }
    std::string last;
};

// The driver's session machine and a handset in the same process, with the operator who breaks it.
class Faults : public testing::Test {
protected:
    Faults() {
        host.start();
        sim.handsets().plug_in(0);
        run(2000);
        host.forget_events();
    }

    // Whatever was broken: the rules are off now, and driver and handset must agree in the end.
    void TearDown() override {
        ask(R"({"do":"clear"})");
        ask(R"({"do":"plug"})");
        run(60000);
        EXPECT_TRUE(host.machine().is_connected());
        EXPECT_EQ(host.open_commands(), 0U);
        EXPECT_TRUE(host.violations().empty()) << host.violations().front();
        const auto ours = host.machine().current().state();
        EXPECT_EQ(ours.hook, device().state().hook);
        EXPECT_EQ(ours.ring, device().state().ring);
        for (std::size_t i = 0; i < ours.pairs.size(); ++i) {
            EXPECT_EQ(ours.pairs[i].lamp, device().state().pairs[i].lamp) << i;
        }
    }

    void ask(std::string_view request) {
        session.on_message(request);
        EXPECT_NE(sink.last.find(R"("ok":true)"), std::string::npos) << sink.last;
    }

    engine::command_id light(lamp_mode mode) {
        return host.submit(protocol::setting(protocol::lamp_setting{12, mode}));
    }

    // How lighting a lamp ends within that time; an error of its own when it does not end.
    boost::system::error_code lighting(int within_ms, lamp_mode mode = lamp_mode::flash) {
        const auto id = light(mode);
        run(within_ms);
        const auto end = host.end_of(id);
        return end ? end->error : make_error_code(boost::system::errc::operation_in_progress);
    }

    void run(int ms) {
        const auto end = host.now() + milliseconds(ms);
        for (grant();; grant()) {
            auto due = end;
            if (const auto its = host.machine().deadline()) due = std::min(due, *its);
            if (const auto its = sim.handsets().next_deadline()) {
                due = std::min(due, host.now() + std::max(*its - sim.now(), {}));
            }
            const auto step = due - host.now();
            host.set_now(due);
            sim.advance(std::chrono::duration_cast<milliseconds>(step));
            if (const auto its = host.machine().deadline(); its && *its <= due) host.on_time();
            const auto its = sim.handsets().next_deadline();
            if (due == end && !(its && *its <= sim.now())) break;
        }
        grant();
    }

    const handset& device() const { return sim.device(); }
    const counters& numbers() const { return device().numbers(); }

    test::engine_shell host;
    bool wants_to_open = false;
    memory_plug sim{desk_profile(),
                    1,
                    {{},
                     [this] { host.on_lost(); },
                     [this](protocol::bytes_view report) { host.on_report(report); }}};
    control_hub hub{sim.handsets()};
    quiet_sink sink;
    control_session session{hub, sink};

private:
    void grant() {
        while (const auto wish = host.next_wish()) {
            using kind = test::engine_shell::wish;
            if (wish->what == kind::open) wants_to_open = true;
            if (wish->what == kind::identity) identify();
            if (wish->what != kind::write) continue;
            for (const auto& report : wish->data.reports) sim.output(report);
            host.on_written(wish->data.token);
        }
        if (!wants_to_open || !device().is_plugged()) return;
        wants_to_open = false;
        host.on_opened();
        grant();
    }

    void identify() {
        const auto id = static_cast<std::uint8_t>(protocol::report_id::identity);
        const auto report = sim.handsets().get_feature(0, id);
        if (report) return host.on_identity(*report);
        host.on_identity(make_error_code(boost::system::errc::broken_pipe));
    }
};

TEST_F(Faults, NothingGoesWrongWithoutARule) {
    EXPECT_EQ(lighting(0), boost::system::error_code());
    EXPECT_EQ(numbers().repetitions, 0U);
}

TEST_F(Faults, ALostAnswerIsAskedForAgainAndTheRequestCarriedOutOnce) {
    ask(R"({"do":"fault","what":"drop","of":["LAMP"],"nth":1})");
    EXPECT_EQ(lighting(600), boost::system::error_code());
    EXPECT_EQ(numbers().repetitions, 1U);  // answered from its slot, not carried out again
}

TEST_F(Faults, ALostRequestIsSentAgain) {
    ask(R"({"do":"fault","what":"drop","at":"request","of":["LAMP"],"nth":1})");
    EXPECT_EQ(lighting(1000), boost::system::error_code());
    EXPECT_EQ(numbers().repetitions, 0U);
}

TEST_F(Faults, AnswersThatNeverComeEndInATimeOut) {
    ask(R"({"do":"fault","what":"drop","of":["LAMP"]})");
    EXPECT_EQ(lighting(5000), make_error_code(engine::errc::timed_out));
}

TEST_F(Faults, ALateAnswerIsWaitedForAndAVeryLateOneDropped) {
    ask(R"({"do":"fault","what":"late","of":["LAMP"],"ms":200,"jitter_ms":100,"seed":7})");
    EXPECT_EQ(lighting(199), make_error_code(boost::system::errc::operation_in_progress));
    run(101);
    EXPECT_EQ(host.open_commands(), 0U);
    ask(R"({"do":"clear"})");
    ask(R"({"do":"fault","what":"late","of":["LAMP"],"ms":8000})");
    EXPECT_EQ(lighting(20000, lamp_mode::wink), make_error_code(engine::errc::timed_out));
}

TEST_F(Faults, ADoubledAnswerEndsTheRequestOnce) {
    ask(R"({"do":"fault","what":"twice","of":["LAMP"]})");
    EXPECT_EQ(lighting(0), boost::system::error_code());
}

TEST_F(Faults, AnswersThatOvertakeEachOtherFindTheirRequests) {
    ask(R"({"do":"fault","what":"swap","at":"answer","of":["LAMP"],"nth":1,"ms":50})");
    const auto lamp = light(lamp_mode::steady);
    const auto ring = host.submit(protocol::setting(protocol::ring_setting{1, 9}));
    run(10);
    EXPECT_EQ(host.end_of(lamp)->error, boost::system::error_code());
    EXPECT_EQ(host.end_of(ring)->error, boost::system::error_code());
}

TEST_F(Faults, AnswersOfAnotherRequestOrSessionAreDropped) {
    for (const char* what : {"wrong-sequence", "wrong-session"}) {
        SCOPED_TRACE(what);
        ask(R"({"do":"fault","of":["LAMP"],"times":1,"what":")" + std::string(what) + "\"}");
        const auto before = numbers().repetitions;
        EXPECT_EQ(lighting(1000, before == 0 ? lamp_mode::wink : lamp_mode::flutter),
                  boost::system::error_code());
        EXPECT_EQ(numbers().repetitions, before + 1);
        ask(R"({"do":"clear"})");
    }
}

TEST_F(Faults, BrokenReportsAreDroppedAndAskedForAgain) {
    for (const char* how : {R"("what":"short","bytes":9)",
                            R"("what":"long","bytes":5)",
                            R"("what":"flip","byte":3,"mask":255)"}) {
        SCOPED_TRACE(how);
        ask(R"({"do":"fault","of":["LAMP"],"times":1,)" + std::string(how) + "}");
        const auto mode =
            device().state().pairs[12].lamp == lamp_mode::wink ? lamp_mode::flash : lamp_mode::wink;
        EXPECT_EQ(lighting(1000, mode), boost::system::error_code());
        ask(R"({"do":"clear"})");
    }
}

TEST_F(Faults, EachRefusalReachesTheCaller) {
    for (const char* name : {"BAD_OPCODE",
                             "BAD_LENGTH",
                             "BAD_PARAMETER",
                             "UNSUPPORTED",
                             "TIMED_OUT",
                             "NO_SPACE",
                             "BAD_STATE",
                             "BAD_CRC",
                             "HARDWARE_FAULT"}) {
        SCOPED_TRACE(name);
        ask(R"({"do":"fault","what":"refuse","of":["LAMP"],"status":")" + std::string(name) +
            "\"}");
        const auto error = lighting(100);
        EXPECT_EQ(error.category(), engine::device_category()) << error.message();
        EXPECT_NE(error.value(), 0);
        ask(R"({"do":"clear"})");
    }
}

TEST_F(Faults, BusyIsAskedAgainUntilItIsNot) {
    ask(R"({"do":"fault","what":"refuse","of":["LAMP"],"status":"BUSY","detail":30,"times":3})");
    EXPECT_EQ(lighting(89), make_error_code(boost::system::errc::operation_in_progress));
    run(10);
    EXPECT_EQ(host.open_commands(), 0U);
    EXPECT_EQ(device().state().pairs[12].lamp, lamp_mode::flash);
}

TEST_F(Faults, BusyForEverEndsInATimeOut) {
    ask(R"({"do":"fault","what":"refuse","of":["LAMP"],"status":"BUSY","detail":30})");
    EXPECT_EQ(lighting(5000).failed(), true);
    EXPECT_EQ(host.open_commands(), 0U);
}

TEST_F(Faults, PendingForEverEndsAfterThirtySeconds) {
    ask(R"({"do":"fault","what":"pending","of":["LAMP"],"ms":250})");
    const auto id = light(lamp_mode::flash);
    run(29000);
    EXPECT_FALSE(host.end_of(id));
    run(2000);
    EXPECT_EQ(host.end_of(id)->error, make_error_code(engine::errc::timed_out));
    EXPECT_EQ(device().state().pairs[12].lamp, lamp_mode::off);
}

TEST_F(Faults, AStallLosesTheLinkUntilItIsOver) {
    ask(R"({"do":"fault","what":"stall"})");
    EXPECT_TRUE(lighting(20000).failed());
    EXPECT_FALSE(host.machine().is_connected());
}

TEST_F(Faults, PulledOutWhileIdleBeforeOrBehindTheRequest) {
    for (const char* when : {R"("now":true)",
                             R"("at":"request","of":["LAMP"],"times":1)",
                             R"("at":"answer","of":["LAMP"],"times":1)"}) {
        SCOPED_TRACE(when);
        host.forget_events();
        ask(R"({"do":"fault","what":"unplug","back_ms":500,)" + std::string(when) + "}");
        const auto id = light(lamp_mode::steady);
        run(400);
        EXPECT_FALSE(device().is_plugged());
        EXPECT_EQ(host.events_of<engine::disconnected>().size(), 1U);
        run(10000);
        EXPECT_EQ(host.events_of<engine::connected>().size(), 1U);
        ASSERT_TRUE(host.end_of(id));
        // Accepted and then lost: the caller knows, and the lamp shows what was wanted or was told
        // to have failed.
        ask(R"({"do":"clear"})");
    }
}

TEST_F(Faults, ARebootIsResynchronisedAndTheRequestRepeated) {
    ask(R"({"do":"fault","what":"reboot","of":["LAMP"],"nth":1})");
    EXPECT_EQ(lighting(10000), boost::system::error_code());
    EXPECT_EQ(device().state().pairs[12].lamp, lamp_mode::flash);
}

TEST_F(Faults, AHandsetThatHangsIsGivenUpAndFoundAgain) {
    ask(R"({"do":"fault","what":"hang","now":true})");
    EXPECT_TRUE(lighting(20000).failed());
    EXPECT_FALSE(host.machine().is_connected());
    EXPECT_EQ(host.open_commands(), 0U);
}

TEST_F(Faults, AShortHangIsRiddenOut) {
    ask(R"({"do":"fault","what":"hang","now":true,"ms":700})");
    EXPECT_EQ(lighting(3000), boost::system::error_code());
    EXPECT_TRUE(host.events_of<engine::disconnected>().empty());
}

TEST_F(Faults, AFloodLosesEventsAndNotTheState) {
    ask(R"({"do":"fault","what":"flood","now":true,"count":5000})");
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");
    EXPECT_EQ(lighting(1000), boost::system::error_code());
    EXPECT_EQ(host.machine().current().state().hook[0], protocol::hook_mode::mic_speaker);
}

TEST_F(Faults, AStuckKeyIsDownUntilItComesUp) {
    ask(R"({"do":"fault","what":"stuck","key":"5"})");
    ask(R"({"do":"tap","key":"5"})");
    run(10);
    EXPECT_EQ(host.machine().current().state().pairs[5].button, protocol::button_state::down);
    ask(R"({"do":"clear"})");
    ask(R"({"do":"release","key":"5"})");
    run(10);
    EXPECT_EQ(host.machine().current().state().pairs[5].button, protocol::button_state::up);
}

TEST_F(Faults, ABouncingHookIsToldAsItBounces) {
    ask(R"({"do":"fault","what":"bounce","count":3,"ms":5})");
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");
    run(100);
    EXPECT_EQ(host.events_of<protocol::hook_changed>().size(), 7U);
    EXPECT_EQ(host.machine().current().state().hook[0], protocol::hook_mode::mic_speaker);
}

TEST_F(Faults, ALostEventIsNoticedByItsNumber) {
    ask(R"({"do":"fault","what":"drop","at":"event","of":["HOOK_CHANGED"],"nth":1})");
    ask(R"({"do":"hook","device":"handset","mode":"micspeaker"})");
    run(10);
    EXPECT_EQ(host.machine().current().state().hook[0], protocol::hook_mode::on_hook);
    run(5000);  // the next PING tells
    EXPECT_EQ(host.machine().current().state().hook[0], protocol::hook_mode::mic_speaker);
}

TEST_F(Faults, AreChosenByEveryTimesChanceAndWhile) {
    ask(R"({"do":"fault","what":"drop","at":"request","of":["LAMP"],"every":2,"times":1})");
    EXPECT_EQ(lighting(1, lamp_mode::wink), boost::system::error_code());
    EXPECT_EQ(lighting(1, lamp_mode::flash),
              make_error_code(boost::system::errc::operation_in_progress));
    run(1000);
    ask(R"({"do":"clear"})");
    ask(R"({"do":"fault","what":"refuse","status":"BAD_STATE","of":["LAMP"],"while":{"ring":{"mode":1}}})");
    EXPECT_EQ(lighting(1, lamp_mode::wink), boost::system::error_code());
    ask(R"({"do":"ring","mode":1})");
    EXPECT_EQ(lighting(1, lamp_mode::flash), engine::refusal(protocol::status::bad_state));
}

TEST_F(Faults, ByChanceAreTheSameWithTheSameSeed) {
    std::vector<std::string> runs;
    for (int i = 0; i < 2; ++i) {
        ask(R"({"do":"fault","what":"refuse","status":"BAD_STATE","of":["LAMP"],"chance":0.5,"seed":42})");
        std::string ends;
        for (int n = 0; n < 40; ++n) {
            const auto mode = n % 2 == 0 ? lamp_mode::wink : lamp_mode::flash;
            ends += lighting(1, mode).failed() ? 'x' : '.';
        }
        runs.push_back(ends);
        ask(R"({"do":"clear"})");
        (void)lighting(1, lamp_mode::off);
    }
    EXPECT_EQ(runs[0], runs[1]);
    EXPECT_NE(runs[0].find('x'), std::string::npos);
    EXPECT_NE(runs[0].find('.'), std::string::npos);
}

TEST_F(Faults, AreShownWhenTheyAreOnAndWhenTheyStrike) {
    quiet_sink watching;
    control_session watcher(hub, watching);
    watcher.on_message(R"({"do":"subscribe","to":["faults"]})");
    ask(R"({"do":"fault","what":"drop","of":["LAMP"],"nth":1,"handset":"all"})");
    EXPECT_EQ(json::parse(watching.last).at("faults").at(0).at("text"),
              "drops the answer to LAMP, the 1st time");
    EXPECT_EQ(lighting(1000), boost::system::error_code());
    EXPECT_EQ(json::parse(watching.last).at("event"), "fault");
    session.on_message(R"({"do":"state"})");
    EXPECT_EQ(json::parse(sink.last).at("state").at("faults"),
              (json::array{"drops the answer to LAMP, the 1st time"}));
}

}  // namespace
}  // namespace offhook::sim
