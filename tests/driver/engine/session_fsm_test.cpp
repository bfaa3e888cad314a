#include "driver/engine/session_fsm.hpp"

#include "tests/support/canned_device.hpp"
#include "tests/support/engine_shell.hpp"

#include <gtest/gtest.h>
#include <set>

using namespace offhook;
using namespace offhook::test;
using namespace std::chrono_literals;
using engine::errc;
using protocol::lamp_mode;
using protocol::opcode;
using protocol::status;

namespace {

/// A machine and a device that answers what the test does not hold back.
class SessionFsm : public testing::Test {
protected:
    engine_shell host;
    canned_device device;
    std::vector<protocol::message> written;  // in all
    std::set<opcode> held_back;              // requests that get no answer
    int opened = 0;
    bool plugged = true;

    ~SessionFsm() override {
        for (const auto& line : host.violations()) ADD_FAILURE() << line;
    }

    /// Answers until nothing is wanted any more.
    void settle() {
        while (const auto wish = host.next_wish()) {
            switch (wish->what) {
                case engine_shell::wish::open:
                    ++opened;
                    if (plugged) host.on_opened();
                    break;
                case engine_shell::wish::identity: host.on_identity(device.identity()); break;
                case engine_shell::wish::write: answer(wish->data); break;
            }
        }
    }

    void pass(engine::milliseconds span) {
        const auto end = host.now() + span;
        settle();
        for (auto due = host.machine().deadline(); due && *due <= end;
             due = host.machine().deadline()) {
            host.set_now(*due);
            host.on_time();
            settle();
        }
        host.set_now(end);
    }

    void connect() {
        host.start();
        settle();
        ASSERT_TRUE(host.machine().is_connected());
        host.forget_events();
        written.clear();
    }

    engine::command_id submit(engine::command what) {
        const auto id = host.submit(std::move(what));
        settle();
        return id;
    }

    void tell(const protocol::event& what) {
        host.on_message(device.event(what));
        settle();
    }

    void lose_event() { (void)device.event(protocol::session_taken{}); }

    [[nodiscard]] std::size_t count(opcode code) const {
        return static_cast<std::size_t>(
            std::ranges::count(written, code, &protocol::message::code));
    }

    [[nodiscard]] boost::system::error_code error_of(engine::command_id id) const {
        const auto end = host.end_of(id);
        EXPECT_TRUE(end);
        return end ? end->error : errc::bad_answer;
    }

private:
    void answer(const engine::transmission& what) {
        written.push_back(message_of(what));
        const auto request = written.back();
        host.on_written(what.token);
        if (held_back.contains(request.code)) return;
        host.on_message(device.answer(request));
    }
};

protocol::lamp_setting steady(std::uint8_t number) {
    return {number, lamp_mode::steady};
}

}  // namespace

TEST_F(SessionFsm, LearnsEverythingBeforeItIsConnected) {
    device.contents[0] = {1, 2, 3};
    host.start();
    settle();

    ASSERT_TRUE(host.machine().is_connected());
    EXPECT_EQ(host.machine().profile()->names.product, "Tiny");
    EXPECT_EQ(host.machine().current().state().display, u"    ");
    EXPECT_EQ(host.machine().current().button_info(1)->label, u"B");
    EXPECT_EQ(*host.machine().current().area(0), (protocol::byte_vector{1, 2, 3}));
    EXPECT_EQ(host.machine().counted().sessions, 1U);
    EXPECT_FALSE(host.machine().last_error());
}

TEST_F(SessionFsm, UsesANewNonceInEachHello) {
    held_back = {opcode::hello};
    host.start();
    pass(1500ms);

    ASSERT_EQ(count(opcode::hello), 2U);
    EXPECT_NE(written[0].payload, written[1].payload);
    host.on_message(device.answer(written[0]));
    EXPECT_EQ(host.machine().counted().sessions, 0U) << "an answer to the first HELLO is too late";
    host.on_message(device.answer(written[1]));
    EXPECT_EQ(host.machine().counted().sessions, 1U);
}

TEST_F(SessionFsm, BacksOffTwiceAsLongEachTimeUpToFiveSeconds) {
    plugged = false;
    host.start();
    settle();
    for (const auto wait : {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms}) {
        const auto before = opened;
        host.on_lost();
        pass(wait - 1ms);
        EXPECT_EQ(opened, before);
        pass(1ms);
        EXPECT_EQ(opened, before + 1);
    }
    EXPECT_EQ(host.notes().size(), 1U) << "the same reason is told once";
}

TEST_F(SessionFsm, BeginsWithAShortBackOffAfterItWasConnected) {
    plugged = false;
    host.start();
    settle();
    for (int i = 0; i < 5; ++i) {
        host.on_lost();
        pass(5s);
    }
    plugged = true;
    host.on_opened();
    settle();
    ASSERT_TRUE(host.machine().is_connected());
    const auto before = opened;

    host.on_lost();
    pass(100ms);

    EXPECT_EQ(opened, before + 1);
}

TEST_F(SessionFsm, SaysWhyADeviceIsNotUsed) {
    struct row {
        const char* name;
        void (*change)(canned_device&);
        errc reason;
    };
    const row rows[] = {
        {"another major version", [](canned_device& d) { d.terms.major = 2; }, errc::wrong_version},
        {"window 0", [](canned_device& d) { d.terms.window = 0; }, errc::bad_answer},
        {"window 9", [](canned_device& d) { d.terms.window = 9; }, errc::bad_answer},
        {"short messages", [](canned_device& d) { d.terms.max_message = 63; }, errc::bad_answer},
        {"long messages", [](canned_device& d) { d.terms.max_message = 1025; }, errc::bad_answer},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        engine_shell shell;
        canned_device odd;
        row.change(odd);
        shell.start();
        (void)shell.next_wish();
        shell.on_opened();
        (void)shell.next_wish();
        shell.on_identity(canned_device().identity());
        shell.on_message(odd.answer(message_of(shell.next_wish()->data)));
        EXPECT_EQ(shell.machine().last_error(), row.reason);
        EXPECT_EQ(shell.notes().size(), 1U);
    }
}

TEST_F(SessionFsm, SaysBothVersionsWhenTheyDiffer) {
    host.start();
    (void)host.next_wish();
    host.on_opened();
    (void)host.next_wish();
    device.terms.major = 3;
    host.on_identity(device.identity());

    EXPECT_EQ(host.machine().last_error(), errc::wrong_version);
    EXPECT_NE(host.notes().at(0).find("protocol 3, this driver speaks 1"), std::string::npos);
}

TEST_F(SessionFsm, DoesNotWriteToADeviceThatIsNoHandset) {
    host.start();
    (void)host.next_wish();
    host.on_opened();
    (void)host.next_wish();
    host.on_identity(protocol::byte_vector(17));

    EXPECT_EQ(host.machine().last_error(), errc::not_a_handset);
    EXPECT_FALSE(host.next_wish());
}

TEST_F(SessionFsm, GivesUpAnIdentityThatDoesNotCome) {
    host.start();
    (void)host.next_wish();
    host.on_opened();
    (void)host.next_wish();
    pass(5s);

    EXPECT_EQ(host.machine().last_error(), errc::timed_out);
}

TEST_F(SessionFsm, LeavesADeviceAloneThatEndsEverySession) {
    host.start();
    settle();
    held_back = {opcode::get_info};
    for (int i = 0; i < 4; ++i) {
        device.reset();
        host.on_message({0, 0, opcode::reset, 0, {1}});
        settle();
    }
    EXPECT_EQ(host.events_of<engine::disconnected>().size(), 1U);
    EXPECT_EQ(host.machine().last_error(), errc::session_lost);
}

TEST_F(SessionFsm, PingsOnceAHeartbeatWhenThereIsNothingElse) {
    connect();
    pass(1999ms);
    EXPECT_EQ(written.size(), 0U);
    pass(1ms);
    EXPECT_EQ(count(opcode::ping), 1U);
    pass(1s);
    (void)submit(steady(0));
    pass(1999ms);
    EXPECT_EQ(count(opcode::ping), 1U);
    pass(1ms);
    EXPECT_EQ(count(opcode::ping), 2U);
}

TEST_F(SessionFsm, TakesADeviceThatDoesNotAnswerPingForDead) {
    connect();
    held_back = {opcode::ping, opcode::lamp};
    pass(1900ms);
    const auto id = submit(protocol::ring_setting{1, 1});
    EXPECT_FALSE(error_of(id));
    pass(2s + 1999ms);
    EXPECT_TRUE(host.machine().is_connected());
    const auto open = submit(steady(0));
    pass(1ms);

    EXPECT_FALSE(host.machine().is_connected());
    EXPECT_EQ(error_of(open), errc::link_lost);
    EXPECT_EQ(host.events_of<engine::disconnected>().at(0).reason, errc::link_lost);
}

// A device ends a session in which it hears nothing for five heartbeats (§5.3).
TEST_F(SessionFsm, IsHeardAlsoWhenAllSlotsAreTaken) {
    device.terms.window = 1;
    connect();
    held_back = {opcode::display};
    const auto id = submit(protocol::display_setting{0, 0, u"slow"});
    for (int i = 0; i < 12; ++i) {
        host.on_message(response_to(written.at(0), status::pending, {0xE8, 3}));
        written.resize(1);
        pass(1s);
        if (i % 2 == 1) {
            EXPECT_GE(count(opcode::display), 2U) << i;
        }
    }
    host.on_message(device.answer(written.at(0)));
    settle();
    EXPECT_FALSE(error_of(id));
    EXPECT_EQ(count(opcode::ping), 1U) << "one ping waits, not a heap of them";
}

TEST_F(SessionFsm, DoesNotPingADeviceToDeathThatNamesNoHeartbeat) {
    device.terms.heartbeat_ms = 0;
    connect();
    pass(1s);

    EXPECT_LE(count(opcode::ping), 10U);
    EXPECT_GE(count(opcode::ping), 1U);
}

TEST_F(SessionFsm, LooksAgainWhenAnEventWasLost) {
    connect();
    lose_event();
    device.state.pairs[0].lamp = lamp_mode::flash;
    device.buttons[1].label = u"New";
    device.contents[0] = {5};

    tell(protocol::hook_changed{protocol::hook_device::speaker, protocol::hook_mode::mic});

    EXPECT_EQ(host.machine().counted().event_gaps, 1U);
    EXPECT_EQ(host.events_of<engine::lamp_changed>().size(), 1U);
    EXPECT_EQ(host.machine().current().button_info(1)->label, u"New");
    EXPECT_EQ(*host.machine().current().area(0), protocol::byte_vector{5});
}

TEST_F(SessionFsm, NoticesALostLastEventByThePing) {
    connect();
    lose_event();
    device.state.volume[0] = 77;

    pass(2s);

    EXPECT_EQ(host.machine().counted().event_gaps, 1U);
    EXPECT_EQ(host.machine().current().state().volume[0], 77);
}

// GET_STATE contains lamps and levels, but not that an area has changed.
TEST_F(SessionFsm, NoticesLostEventsByThePictureThatContainsThem) {
    connect();
    device.contents[0] = {9};
    held_back = {opcode::get_state};
    tell(protocol::state_changed{1});
    lose_event();
    held_back.clear();
    host.on_message(device.answer(written.at(0)));
    settle();

    EXPECT_EQ(*host.machine().current().area(0), protocol::byte_vector{9});
}

TEST_F(SessionFsm, DropsAnEventThatThePictureContains) {
    connect();
    const auto old = device.event(protocol::vendor_event{{1}});
    host.on_message(old);
    host.on_message(old);

    EXPECT_EQ(host.events_of<protocol::vendor_event>().size(), 1U);
    EXPECT_EQ(host.machine().counted().late_answers, 1U);
}

TEST_F(SessionFsm, ReadsAPictureAgainThatIsOlderThanAnEvent) {
    connect();
    held_back = {opcode::get_state};
    tell(protocol::state_changed{1});
    const auto old = device.answer(written.at(0));
    device.state.volume[0] = 9;
    tell(protocol::level_changed{opcode::volume, protocol::hook_device::handset, 9});
    held_back.clear();
    host.on_message(old);
    settle();

    EXPECT_EQ(host.machine().current().state().volume[0], 9);
    EXPECT_EQ(host.events_of<protocol::level_changed>().size(), 1U);
    EXPECT_EQ(count(opcode::get_state), 2U);
}

TEST_F(SessionFsm, DoesNotReadForEverWhenItsCounterWasPutAheadByABrokenEvent) {
    connect();
    auto broken = device.event(protocol::vendor_event{{1}});
    broken.sequence = static_cast<std::uint8_t>(broken.sequence + 40);
    host.on_message(broken);
    settle();  // would not come back
    device.state.volume[0] = 9;
    tell(protocol::level_changed{opcode::volume, protocol::hook_device::handset, 9});

    EXPECT_LE(count(opcode::get_state), 20U);
    EXPECT_EQ(host.machine().current().state().volume[0], 9);
}

TEST_F(SessionFsm, KeepsNothingOnceItHasStopped) {
    connect();
    held_back = {opcode::ul_read, opcode::get_button, opcode::vendor};
    tell(protocol::data_changed{0});
    tell(protocol::state_changed{protocol::state_changed::button_info});
    submit(engine::vendor_request{{1}});
    submit(engine::download{0, protocol::byte_vector(300)});
    EXPECT_GT(host.machine().outstanding(), 3U);

    host.stop();
    settle();

    EXPECT_TRUE(host.is_stopped());
    EXPECT_EQ(host.machine().outstanding(), 0U);
}

// The device may answer a repetition of GET_STATE from its slot (§4).
TEST_F(SessionFsm, ReadsAPictureAgainThatIsOlderThanASetting) {
    connect();
    held_back = {opcode::get_state};
    tell(protocol::state_changed{1});
    const auto old = device.answer(written.at(0));
    EXPECT_FALSE(error_of(submit(steady(1))));
    held_back.clear();
    host.on_message(old);
    settle();

    EXPECT_EQ(host.machine().current().state().pairs[1].lamp, lamp_mode::steady);
    EXPECT_EQ(host.events_of<engine::lamp_changed>().size(), 1U);
}

TEST_F(SessionFsm, AsksForThePictureUntilItComes) {
    connect();
    device.state.ring.mode = 2;
    held_back = {opcode::get_state};
    tell(protocol::state_changed{2});
    pass(4s);
    held_back.clear();
    pass(4s);

    EXPECT_EQ(host.machine().current().state().ring.mode, 2);
}

TEST_F(SessionFsm, ReadsTheLabelsThatHaveChanged) {
    connect();
    device.buttons[0].label = u"Z";
    tell(protocol::state_changed{protocol::state_changed::button_info});

    EXPECT_EQ(host.events_of<engine::button_info_changed>().size(), 1U);
    EXPECT_EQ(host.machine().current().button_info(0)->label, u"Z");
}

TEST_F(SessionFsm, ReadsTheLabelsThatHaveChangedWhileItConnects) {
    held_back = {opcode::get_state};
    host.start();
    settle();
    device.buttons[0].label = u"Z";
    tell(protocol::state_changed{protocol::state_changed::button_info});
    tell(protocol::data_changed{0});
    held_back.clear();
    pass(2s);

    ASSERT_TRUE(host.machine().is_connected());
    EXPECT_EQ(host.machine().current().button_info(0)->label, u"Z");
}

TEST_F(SessionFsm, BearsEventsBeforeItKnowsTheHandset) {
    held_back = {opcode::get_info};
    host.start();
    settle();

    tell(protocol::data_changed{0});
    tell(protocol::button_event{1, protocol::button_state::down, 0});
    tell(protocol::state_changed{63});

    EXPECT_TRUE(host.events().empty());
}

TEST_F(SessionFsm, CountsUnknownEventsAndTakesMalformedOnesForLost) {
    connect();
    auto unknown = device.event(protocol::vendor_event{{1}});
    unknown.code = static_cast<opcode>(0xB0);
    host.on_message(unknown);
    settle();
    EXPECT_TRUE(written.empty());
    auto broken = device.event(protocol::hook_changed{});
    broken.payload = {3, 1};
    host.on_message(broken);
    settle();

    EXPECT_EQ(count(opcode::get_state), 1U);
    EXPECT_EQ(host.machine().counted().malformed, 1U);
    EXPECT_EQ(host.machine().counted().event_gaps, 0U);
}

TEST_F(SessionFsm, DropsWhatBelongsToAnotherSession) {
    connect();
    auto event = device.event(protocol::vendor_event{{1}});
    event.session ^= 0xFF;
    host.on_message(event);
    host.on_report(protocol::byte_vector{0x21, 1, 2});

    EXPECT_TRUE(host.events().empty());
    EXPECT_EQ(host.machine().counted().late_answers, 1U);
    EXPECT_EQ(host.machine().counted().malformed, 1U);
}

TEST_F(SessionFsm, LooksAtTheLabelWhenNobodyKnowsWhetherItWasSet) {
    connect();
    held_back = {opcode::set_button};
    (void)submit(protocol::button_setting{0, protocol::button_mode::call, 1, u"New"});
    (void)device.answer(written.at(0));  // carried out, but the answer is lost
    host.cancel_all();
    pass(3s);

    EXPECT_EQ(host.machine().current().button_info(0)->label, u"New");
}

TEST_F(SessionFsm, LooksAtThePictureOnlyAfterTheCancelIsAnswered) {
    connect();
    held_back = {opcode::lamp, opcode::cancel};
    (void)submit(steady(0));
    host.cancel_all();
    settle();
    EXPECT_EQ(count(opcode::get_state), 0U);
    held_back.clear();
    host.on_message(response_to(written.at(0), status::cancelled));
    host.on_message(device.answer(written.at(1)));
    settle();

    EXPECT_EQ(count(opcode::get_state), 1U);
}

TEST_F(SessionFsm, DoesNotTakeTheEndOfACancelledDownloadForThatOfTheNext) {
    connect();
    held_back = {opcode::dl_begin};
    (void)submit(engine::download{0, {1, 2, 3}});
    host.cancel_all();
    const auto second = submit(engine::download{0, {4, 5, 6}});
    const auto first_begin = written.at(0);
    held_back.clear();
    host.on_message(device.answer(first_begin));
    settle();

    EXPECT_FALSE(error_of(second));
    EXPECT_EQ(count(opcode::dl_begin), 2U);
    EXPECT_EQ(count(opcode::dl_abort), 1U);
    EXPECT_EQ(device.contents[0], (protocol::byte_vector{4, 5, 6}));
    EXPECT_EQ(*host.machine().current().area(0), device.contents[0]);
}

TEST_F(SessionFsm, KnowsTheContentOfADownloadThatWasCancelledTooLate) {
    connect();
    held_back = {opcode::dl_end};
    (void)submit(engine::download{0, {1, 2, 3}});
    host.cancel_all();
    host.on_message(device.answer(written.back()));
    settle();

    EXPECT_EQ(*host.machine().current().area(0), (protocol::byte_vector{1, 2, 3}));
}

TEST_F(SessionFsm, EndsACommandThatComesAfterStop) {
    connect();
    held_back = {opcode::bye};
    host.stop();
    settle();

    EXPECT_EQ(error_of(submit(steady(0))), errc::stopped);
    EXPECT_EQ(error_of(submit(engine::download{0, {1}})), errc::stopped);
    pass(499ms);
    EXPECT_FALSE(host.is_stopped());
    pass(1ms);
    EXPECT_TRUE(host.is_stopped());
    EXPECT_EQ(host.machine().deadline(), std::nullopt);
    EXPECT_EQ(error_of(submit(steady(0))), errc::not_connected);
}

TEST_F(SessionFsm, StopsWhileItGreets) {
    held_back = {opcode::hello};
    host.start();
    settle();
    host.stop();
    pass(10s);

    EXPECT_TRUE(host.is_stopped());
    EXPECT_EQ(count(opcode::hello), 1U);
    EXPECT_EQ(host.machine().deadline(), std::nullopt);
}

TEST_F(SessionFsm, EndsCommandsAtOnceWithoutAHandset) {
    EXPECT_EQ(error_of(submit(steady(0))), errc::not_connected);
    EXPECT_EQ(error_of(submit(engine::vendor_request{{1}})), errc::not_connected);
    EXPECT_EQ(error_of(submit(engine::download{0, {1}})), errc::not_connected);
}

TEST_F(SessionFsm, RefusesWhatIsLongerThanAMessage) {
    connect();

    EXPECT_EQ(error_of(submit(engine::vendor_request{protocol::byte_vector(129)})),
              errc::too_large);
    EXPECT_EQ(error_of(submit(protocol::display_setting{0, 0, std::u16string(64, u'x')})),
              errc::too_large);
    EXPECT_TRUE(written.empty());
}

TEST_F(SessionFsm, HoldsCommandsWhileANewSessionIsMade) {
    connect();
    held_back = {opcode::get_info};
    device.reset();
    host.on_message({0, 0, opcode::reset, 0, {1}});
    settle();
    const auto id = submit(steady(1));
    EXPECT_FALSE(host.end_of(id));
    held_back.clear();
    pass(2s);

    EXPECT_FALSE(error_of(id));
    EXPECT_TRUE(host.events_of<engine::disconnected>().empty());
}

TEST_F(SessionFsm, RepeatsNoSettingForEverThatEndsTheSession) {
    connect();
    const auto id = host.submit(steady(1));
    for (int i = 0; i < 20 && !host.end_of(id); ++i) {
        while (const auto wish = host.next_wish()) {
            const auto request = message_of(wish->data);
            host.on_written(wish->data.token);
            if (request.code == opcode::lamp) device.reset();
            host.on_message(device.answer(request));
        }
    }
    EXPECT_EQ(error_of(id), errc::session_lost);
}

TEST_F(SessionFsm, BringsBackWhatWasWantedButNotTheHook) {
    connect();
    (void)submit(steady(1));
    (void)submit(protocol::volume_setting{{1, 5000}});
    (void)submit(protocol::display_setting{0, 0, u"Hi"});
    (void)submit(protocol::hook_setting{1, protocol::hook_mode::mic});
    canned_device fresh;
    device.state = fresh.state;
    host.forget_events();
    written.clear();

    device.reset();
    host.on_message({0, 0, opcode::reset, 0, {1}});
    settle();

    EXPECT_EQ(device.state.pairs[1].lamp, lamp_mode::steady);
    EXPECT_EQ(device.state.volume[0], 5000);
    EXPECT_EQ(device.state.display, u"Hi  ");
    EXPECT_EQ(device.state.hook[0], protocol::hook_mode::on_hook);
    EXPECT_EQ(count(opcode::get_state), 2U) << "once to compare, once to verify";
    EXPECT_EQ(host.events().size(), 1U) << "only the hook has changed";
    EXPECT_EQ(host.events_of<protocol::hook_changed>().size(), 1U);
}

TEST_F(SessionFsm, SaysWhatCouldNotBeBroughtBack) {
    connect();
    (void)submit(steady(1));
    device.state.pairs[1].lamp = lamp_mode::off;
    device.terms.capabilities &= ~static_cast<std::uint32_t>(protocol::capability::batch);
    held_back = {opcode::lamp};
    device.reset();
    host.on_message({0, 0, opcode::reset, 0, {1}});
    pass(10s);

    EXPECT_TRUE(host.machine().is_connected());
    ASSERT_FALSE(host.notes().empty());
    EXPECT_NE(host.notes().back().find("could not be brought back"), std::string::npos);
    EXPECT_EQ(host.events_of<engine::lamp_changed>().size(), 2U) << "on, and off for the owner";
}

TEST_F(SessionFsm, TellsTheChangesThatHappenedWhileItWasPulledOut) {
    connect();
    host.on_lost();
    device.reset();
    device.state.hook[0] = protocol::hook_mode::mic_speaker;
    device.buttons[0].label = u"Z";
    pass(1s);

    EXPECT_EQ(host.events_of<engine::connected>().size(), 1U);
    EXPECT_EQ(host.events_of<protocol::hook_changed>().size(), 1U);
    EXPECT_EQ(host.events_of<engine::button_info_changed>().size(), 1U);
}

TEST_F(SessionFsm, ReleasesAHeldButtonWhenItIsPulledOut) {
    connect();
    tell(protocol::button_event{1, protocol::button_state::down, 0});
    host.on_lost();

    const auto edges = host.events_of<protocol::button_event>();
    ASSERT_EQ(edges.size(), 2U);
    EXPECT_EQ(edges[1].state, protocol::button_state::up);
    EXPECT_TRUE(std::holds_alternative<engine::disconnected>(host.events().back()));
}

// What was seen in between, but not told, is neither forgotten nor told twice.
TEST_F(SessionFsm, TellsWhatItsOwnerKnowsWhenItIsLostAgainWhileItConnects) {
    connect();
    tell(protocol::button_event{1, protocol::button_state::down, 0});
    held_back = {opcode::get_button};
    device.reset();
    device.state.ring.mode = 2;
    host.on_message({0, 0, opcode::reset, 0, {1}});
    settle();
    host.on_lost();
    EXPECT_EQ(host.events_of<protocol::button_event>().size(), 2U);
    held_back.clear();
    device.reset();
    pass(1s);

    ASSERT_TRUE(host.machine().is_connected());
    EXPECT_EQ(host.events_of<engine::ring_mode_changed>().size(), 1U);
}

TEST_F(SessionFsm, LeavesTheHandsetToAnotherProgramForAWhile) {
    connect();
    tell(protocol::session_taken{});
    EXPECT_FALSE(host.machine().is_connected());
    const auto before = opened;
    pass(4999ms);
    EXPECT_EQ(opened, before);
    pass(1ms);
    EXPECT_TRUE(host.machine().is_connected());
}

TEST_F(SessionFsm, TellsTheEndOfACommandBeforeWhatItChanged) {
    connect();
    const auto id = host.submit(steady(0));
    const auto wish = host.next_wish();
    host.on_message(device.answer(message_of(wish->data)));

    EXPECT_FALSE(error_of(id));
    EXPECT_EQ(host.events_of<engine::lamp_changed>().size(), 1U);
    EXPECT_TRUE(host.ended_before_events());
}

TEST_F(SessionFsm, ClosesThePipeWhenTheTransportTakesNothing) {
    connect();
    const auto id = host.submit(steady(0));
    (void)host.next_wish();
    pass(2s);

    EXPECT_EQ(error_of(id), errc::timed_out);
    EXPECT_EQ(host.events_of<engine::disconnected>().size(), 1U);
}

TEST_F(SessionFsm, LooksAgainAfterAnAnswerThatHadToBeAskedForTwice) {
    connect();
    held_back = {opcode::volume};
    (void)submit(protocol::volume_setting{{1, 100}});
    (void)device.answer(written.at(0));  // carried out, the answer is lost
    device.state.volume[0] = 200;        // then the user turned it
    tell(protocol::level_changed{opcode::volume, protocol::hook_device::handset, 200});
    held_back.clear();
    pass(500ms);

    EXPECT_EQ(host.machine().current().state().volume[0], 200);
}
