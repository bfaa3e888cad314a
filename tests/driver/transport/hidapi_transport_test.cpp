#include "driver/transport/transport_error.hpp"
#include "tests/driver/transport/hid_fixture.hpp"

// Reports, features, loss and closing of an open HID device. The traps of hidapi are numbered as in
// the complaints of its users: 1 close during read, 4 and 6 return values, 12 any -1 means lost.
namespace offhook::transport::test {
namespace {

using HidapiTransport = hid_fixture;

TEST_F(HidapiTransport, HandsOverReportsThatAreThereTogetherInOneTurn) {
    hid_->change([](auto& state) {
        state.inputs = {bytes{0x08, 1}, bytes{0x08, 2}, bytes{0x21, 3}};
    });
    open();

    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.reports, (std::vector{bytes{0x08, 1}, bytes{0x08, 2}, bytes{0x21, 3}}));
}

TEST_F(HidapiTransport, KeepsTheOrderOfMoreReportsThanOneBatchHas) {
    hid_->change([](auto& state) {
        for (int i = 0; i < 200; ++i) state.inputs.push_back({0x08, static_cast<std::uint8_t>(i)});
    });
    open();

    loop_.run_until([&] { return told_.reports.size() == 200; });

    for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(told_.reports[i].back(), i);
}

TEST_F(HidapiTransport, TakesAReadOfZeroForATimeOut) {
    open();
    hid_->change([](auto& state) { state.inputs = {bytes(), bytes(), bytes{0x08, 1}}; });

    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "report"}));
}

TEST_F(HidapiTransport, WritesReportsInOrderAndTellsOfEachLater) {
    open();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    EXPECT_TRUE(told_.written.empty());
    loop_.run_until([&] { return told_.written.size() == 2; });

    EXPECT_EQ(told_.written, std::vector<error_code>(2));
    wait_until([](const auto& state) {
        return state.written == std::vector{bytes{0x03, 1}, bytes{0x03, 2}};
    });
}

TEST_F(HidapiTransport, TakesEveryResultOfAWriteButMinusOneForSuccess) {
    open();
    for (const int result : {1, 64, 65, 1000}) {
        SCOPED_TRACE(result);
        hid_->change([&](auto& state) { state.write_result = result; });
        told_.written.clear();

        subject_->write_report(bytes{0x03, 1}, told_.on_written());
        loop_.run_until([&] { return !told_.written.empty(); });

        EXPECT_EQ(told_.written.front(), error_code{});
    }
    EXPECT_TRUE(told_.lost.empty());
}

TEST_F(HidapiTransport, ReadsOnWhileAWriteIsHeldByTheSystem) {
    hid_->change([](auto& state) { state.writes_block = true; });
    open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    wait_until([](const auto& state) { return state.writes_begun == 1; });

    send({0x08, 1});
    loop_.run_until([&] { return !told_.reports.empty(); });
    EXPECT_TRUE(told_.written.empty());

    hid_->change([](auto& state) { state.writes_block = false; });
    loop_.run_until([&] { return !told_.written.empty(); });
}

TEST_F(HidapiTransport, IsLostWhenAReadFails) {
    open();
    hid_->change([](auto& state) { state.writes_block = true; });
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());

    hid_->change([](auto& state) { state.reads_fail = true; });
    run_until_lost();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "written", "feature", "lost"}));
    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::unplugged});
    EXPECT_EQ(told_.written.front(), errc::unplugged);
    EXPECT_EQ(told_.feature_results.front(), errc::unplugged);
    EXPECT_NE(told_.details.front().find("the fake says no"), std::string::npos);
}

TEST_F(HidapiTransport, HandsOverWhatWasReadBeforeTheLoss) {
    open();

    hid_->change([](auto& state) {
        state.inputs = {bytes{0x08, 1}};
        state.reads_fail = true;
    });
    run_until_lost();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "report", "lost"}));
}

TEST_F(HidapiTransport, IsLostWhenAWriteFails) {
    open();
    hid_->change([](auto& state) { state.write_result = -1; });

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    run_until_lost();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "written", "written", "lost"}));
    EXPECT_EQ(told_.written, std::vector<error_code>(2, errc::io_error));
    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::io_error});
    EXPECT_EQ(told_.details.front(), "writing to /dev/hidraw9 failed: the fake says no");
}

TEST_F(HidapiTransport, IsLostWhenSomethingIsThrownInItsThreads) {
    const auto reads = [](auto& state) { state.reads_throw = true; };
    const auto writes = [](auto& state) { state.writes_throw = true; };
    const auto lists = [](auto& state) { state.enumeration_throws = true; };

    open();
    hid_->change(reads);
    run_until_lost();
    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::io_error});
    EXPECT_EQ(told_.details.back(), "the read is a bug");
    subject_->close();
    hid_->change([](auto& state) { state.reads_throw = false; });

    told_ = {};
    make({});
    open();
    hid_->change(writes);
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    run_until_lost();
    EXPECT_EQ(told_.details.back(), "the write is a bug");
    subject_->close();

    told_ = {};
    hid_->change(lists);
    make({});
    subject_->open();
    run_until_lost();
    EXPECT_EQ(told_.details.back(), "the list is a bug");
}

TEST_F(HidapiTransport, IsUnpluggedWhenAWriteFailsAndTheNodeIsGone) {
    open();
    hid_->change([](auto& state) {
        state.write_result = -1;
        state.is_plugged = false;
    });

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::unplugged);
}

TEST_F(HidapiTransport, TakesNothingAfterItWasLost) {
    open();
    hid_->change([](auto& state) { state.reads_fail = true; });
    run_until_lost();

    subject_->write_report(bytes{0x03}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.written.front(), errc::not_open);
    EXPECT_EQ(told_.feature_results.front(), errc::not_open);
}

TEST_F(HidapiTransport, ReadsAFeatureIntoABufferOfTheLengthAsked) {
    hid_->change([](auto& state) { state.feature = {0x22, 'P', 'H'}; });
    open();

    subject_->get_feature(0x22, 5, told_.on_feature());
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.feature_results.front(), error_code{});
    EXPECT_EQ(told_.features.front(), (bytes{0x22, 'P', 'H'}));
    wait_until([](const auto& state) {
        return state.features_asked == std::vector<bytes>{bytes{0x22, 0, 0, 0, 0}};
    });
}

TEST_F(HidapiTransport, NeverGivesMoreOfAFeatureThanTheBufferHolds) {
    hid_->change([](auto& state) { state.feature = bytes(64, 0x22); });
    open();

    subject_->get_feature(0x22, 17, told_.on_feature());
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.features.front(), bytes(17, 0x22));
}

TEST_F(HidapiTransport, HasNoSuchFeatureWhileTheDeviceIsThere) {
    hid_->change([](auto& state) { state.features_fail = true; });
    open();

    subject_->get_feature(0x22, 17, told_.on_feature());
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.feature_results.front(), errc::no_such_report);
    EXPECT_TRUE(told_.lost.empty());
}

TEST_F(HidapiTransport, IsLostWhenAFeatureFailsAndTheNodeIsGone) {
    open();
    hid_->change([](auto& state) {
        state.features_fail = true;
        state.is_plugged = false;
    });

    subject_->get_feature(0x22, 17, told_.on_feature());
    run_until_lost();

    EXPECT_EQ(told_.feature_results.front(), errc::unplugged);
    EXPECT_EQ(told_.lost.front(), errc::unplugged);
}

TEST_F(HidapiTransport, UsesEachHandleInOneThreadThatAlsoClosesIt) {
    open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    send({0x08, 1});
    loop_.run_until([&] { return told_.order.size() == 4; });

    subject_->close();
    let_threads_end();
    wait_until([](const auto& state) { return state.open_now == 0; });

    hid_->change([](auto& state) {
        ASSERT_EQ(state.users.size(), 2U);
        EXPECT_EQ(state.users[0].size(), 1U);
        EXPECT_EQ(state.users[1].size(), 1U);
        EXPECT_NE(state.users[0], state.users[1]);
    });
}

TEST_F(HidapiTransport, SharesTheHandleOfADeviceThatOpensOnce) {
    hid_->change([](auto& state) { state.handles_allowed = 1; });
    open();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    send({0x08, 1});
    loop_.run_until([&] { return told_.order.size() == 3; });
    hid_->change([](auto& state) { state.write_result = -1; });
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    run_until_lost();

    EXPECT_EQ(told_.details.front(),
              "writing to /dev/hidraw9 failed: the system reported an error");
    let_threads_end();
    wait_until([](const auto& state) { return state.open_now == 0; });
    hid_->change([](auto& state) { EXPECT_EQ(state.error_texts, 0U); });
}

TEST_F(HidapiTransport, InterruptsTheReadThatIsUnderWayWhenItCloses) {
    open();

    subject_->close();

    hid_->change([](auto& state) { EXPECT_EQ(state.interruptions, 1U); });
}

TEST_F(HidapiTransport, ClosesAtOnceWhileAReadAndAWriteAreHeld) {
    hid_->change([](auto& state) { state.writes_block = true; });
    open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    wait_until([](const auto& state) { return state.writes_begun == 1; });

    subject_->close();
    let_threads_end();
    wait_until([](const auto& state) { return state.open_now == 0; });
    loop_.run_ready();

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
    hid_->change([](auto& state) { EXPECT_EQ(state.writes_begun, 1U); });
}

TEST_F(HidapiTransport, IsSilentAfterCloseFromInsideACall) {
    told_.when_report = [&] { std::exchange(subject_, nullptr)->close(); };
    hid_->change([](auto& state) { state.inputs = {bytes{0x08, 1}, bytes{0x08, 2}}; });
    open();
    loop_.run_until([&] { return !told_.reports.empty(); });

    hid_->change([](auto& state) { state.reads_fail = true; });
    wait_until([](const auto& state) { return state.open_now == 0; });
    loop_.run_ready();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "report"}));
}

TEST_F(HidapiTransport, IsSilentAfterCloseFromInsideAHandlerOfALoss) {
    open();
    hid_->change([](auto& state) { state.writes_block = true; });
    subject_->write_report(bytes{0x03, 1}, [&](error_code) { subject_->close(); });
    subject_->write_report(bytes{0x03, 2}, told_.on_written());

    hid_->change([](auto& state) { state.reads_fail = true; });
    let_threads_end();
    wait_until([](const auto& state) { return state.open_now == 0; });
    loop_.run_ready();

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
}

TEST_F(HidapiTransport, DropsWhatWasToldBeforeCloseAndNotHeardYet) {
    open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    wait_until([](const auto& state) { return state.writes_begun == 1; });
    hid_->change([](auto& state) { state.reads_fail = true; });
    wait_until([](const auto& state) { return state.open_now == 0; });

    subject_->close();
    loop_.run_ready();

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
}

TEST_F(HidapiTransport, EndsItsThreadsWhenItIsLetGoOfWithoutClose) {
    open();
    subject_.reset();

    let_threads_end();
    wait_until([](const auto& state) { return state.open_now == 0; });
}

TEST(HidapiTransportThreads, DoNotTouchAnExecutorThatIsGone) {
    const auto hid = std::make_shared<fake_hid>();
    const auto runtime = std::make_shared<hidapi_runtime>(hid);
    hid->change([](auto& state) { state.writes_block = true; });
    {
        event_loop loop;
        recording_listener told;
        const auto subject =
            std::make_shared<hidapi_transport>(loop.executor(), told, hid_address{}, runtime);
        subject->open();
        loop.run_until([&] { return !told.opened.empty(); });
        subject->write_report(bytes{0x03, 1}, told.on_written());
        ASSERT_TRUE(hid->wait_until([](const auto& state) { return state.writes_begun == 1; }));
        subject->close();
    }

    hid->change([](auto& state) {
        state.writes_block = false;
        state.reads_fail = true;
    });

    EXPECT_TRUE(runtime->stop());
}

}  // namespace
}  // namespace offhook::transport::test
