#include "tests/driver/transport/socket_fixture.hpp"

#include <numeric>

// Reports in both directions, features, and what ends a connection. Source of the bytes:
// firmware-protocol.md appendix B.
namespace offhook::transport::test {
namespace {

using SocketTransport = socket_fixture;
INSTANTIATE_TEST_SUITE_P(, SocketTransport, both_kinds(), kind_name);

TEST_P(SocketTransport, HandsOverAllReportsOfOneSegmentInOneTurnAndInOrder) {
    open();

    plug_->send(joined(input_frame({0x08, 1}), input_frame({0x08, 2}), input_frame({0x21})));
    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.reports, (std::vector{bytes{0x08, 1}, bytes{0x08, 2}, bytes{0x21}}));
}

TEST_P(SocketTransport, TakesFramesThatAreCutAnywhere) {
    const auto stream = joined(plug_frame(), input_frame({0x08, 1}), unplug_frame());
    for (std::size_t cut = 1; cut < stream.size(); ++cut) {
        SCOPED_TRACE(cut);
        begin_again();
        select();

        const auto middle = stream.begin() + static_cast<std::ptrdiff_t>(cut);
        plug_->send({stream.begin(), middle});
        loop_.run_ready();
        plug_->send({middle, stream.end()});
        run_until_lost();

        EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "report", "lost"}));
        EXPECT_EQ(told_.lost.front(), errc::unplugged);
    }
}

TEST_P(SocketTransport, TakesAStreamByteByByte) {
    select();

    for (const auto byte : joined(plug_frame(), input_frame({0x08, 1}), input_frame({0x08, 2}))) {
        plug_->send({byte});
        loop_.run_ready();
    }

    EXPECT_EQ(told_.reports, (std::vector{bytes{0x08, 1}, bytes{0x08, 2}}));
}

TEST_P(SocketTransport, WritesReportsInOrderAndTellsOfEachLater) {
    open();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    subject_->write_report(bytes{0x03, 3}, told_.on_written());
    EXPECT_TRUE(told_.written.empty());
    loop_.run_until([&] { return told_.written.size() == 3; });

    EXPECT_EQ(told_.written, std::vector<error_code>(3));
    EXPECT_EQ(plug_->receive(15), joined(frame(2, {3, 1}), frame(2, {3, 2}), frame(2, {3, 3})));
}

TEST_P(SocketTransport, WritesTheFirstReportInsideTheCall) {
    open();
    loop_.run_ready();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());

    // Nothing of the transport has run since.
    bytes seen(5);
    EXPECT_EQ(boost::asio::read(plug_->socket(), boost::asio::buffer(seen)), 5U);
    EXPECT_EQ(seen, frame(2, {3, 1}));
    EXPECT_TRUE(told_.written.empty());
}

TEST_P(SocketTransport, WritesFromInsideAHandlerInTheOrderOfTheCalls) {
    open();

    subject_->write_report(bytes{0x03, 1}, [&](error_code) {
        subject_->write_report(bytes{0x03, 3}, told_.on_written());
    });
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    loop_.run_until([&] { return told_.written.size() == 2; });

    EXPECT_EQ(plug_->receive(15), joined(frame(2, {3, 1}), frame(2, {3, 2}), frame(2, {3, 3})));
}

TEST_P(SocketTransport, TellsThatAReportIsWrittenBeforeItTellsTheAnswer) {
    open();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    plug_->send(input_frame({0x08, 1}));
    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "written", "report"}));
}

TEST_P(SocketTransport, KeepsWhatAPeerDoesNotReadAndSendsItInOrderLater) {
    open();
    constexpr std::size_t count = 4000;  // 4 MB: more than two socket buffers
    bytes report(1000);
    for (std::size_t i = 0; i < count; ++i) {
        report[0] = static_cast<std::uint8_t>(i % 251);
        subject_->write_report(report, told_.on_written());
    }
    loop_.run_ready();
    EXPECT_LT(told_.written.size(), count);

    for (std::size_t i = 0; i < count; ++i) {
        report[0] = static_cast<std::uint8_t>(i % 251);
        ASSERT_EQ(plug_->receive(1003), frame(2, report)) << i;
    }
    loop_.run_until([&] { return told_.written.size() == count; });

    EXPECT_EQ(told_.written, std::vector<error_code>(count));
}

TEST_P(SocketTransport, GivesReportsThatWereNotTakenTheReasonOfTheLoss) {
    open();
    constexpr std::size_t count = 4000;
    for (std::size_t i = 0; i < count; ++i) subject_->write_report(bytes(1000), told_.on_written());

    plug_->send(unplug_frame());
    run_until_lost();

    ASSERT_EQ(told_.written.size(), count);
    EXPECT_EQ(told_.written.front(), error_code{});
    EXPECT_EQ(told_.written.back(), errc::unplugged);
    EXPECT_EQ(told_.order.back(), "lost");
}

TEST_P(SocketTransport, AsksForFeaturesByTagAndTakesAnswersInAnyOrder) {
    open();

    subject_->get_feature(0x22, 17, told_.on_feature());
    subject_->get_feature(0x05, 4, told_.on_feature());
    EXPECT_EQ(plug_->receive(12), joined(frame(3, {0, 0, 0x22}), frame(3, {1, 0, 0x05})));
    plug_->send(joined(frame(0x84, {1, 0, 0, 0x05, 2, 24, 2}), frame(0x84, {0, 0, 0, 0x22, 9})));
    loop_.run_until([&] { return told_.features.size() == 2; });

    EXPECT_EQ(told_.features, (std::vector{bytes{0x05, 2, 24, 2}, bytes{0x22, 9}}));
    EXPECT_EQ(told_.feature_results, std::vector<error_code>(2));
}

TEST_P(SocketTransport, TellsWhyThereIsNoFeature) {
    open();
    for (int i = 0; i < 3; ++i) subject_->get_feature(0x22, 17, told_.on_feature());

    plug_->send(joined(frame(0x84, {0, 0, 1}), frame(0x84, {1, 0, 2}), frame(0x84, {2, 0, 77})));
    loop_.run_until([&] { return told_.features.size() == 3; });

    EXPECT_EQ(told_.feature_results,
              (std::vector<error_code>{errc::no_such_report, errc::unplugged, errc::io_error}));
}

TEST_P(SocketTransport, CutsAFeatureToTheLengthThatWasAskedFor) {
    open();
    subject_->get_feature(0x22, 3, told_.on_feature());

    plug_->send(frame(0x84, {0, 0, 0, 0x22, 1, 2, 3, 4}));
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.features.front(), (bytes{0x22, 1, 2}));
}

TEST_P(SocketTransport, DropsAnswersThatNobodyWaitsFor) {
    open();

    plug_->send(joined(frame(0x84, {9, 0, 0, 0x22}), input_frame({0x08, 1})));
    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "report"}));
}

TEST_P(SocketTransport, EndsFeaturesWithTheReasonOfTheLossBeforeIt) {
    open();
    subject_->get_feature(0x22, 17, told_.on_feature());

    plug_->send(unplug_frame());
    run_until_lost();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "feature", "lost"}));
    EXPECT_EQ(told_.feature_results.front(), errc::unplugged);
}

TEST_P(SocketTransport, IsLostOnUnplugAndClosesTheConnection) {
    open();

    plug_->send(joined(unplug_frame(), plug_frame()));
    run_until_lost();

    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::unplugged});
    EXPECT_NE(told_.details.front().find("was unplugged"), std::string::npos);
    EXPECT_TRUE(plug_->sees_the_end());
    EXPECT_EQ(told_.opened.size(), 1U);
}

TEST_P(SocketTransport, IsLostWhenThePeerCloses) {
    open();

    plug_->close();
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::unplugged);
    EXPECT_NE(told_.details.front().find("closed the connection"), std::string::npos);
}

TEST_P(SocketTransport, TellsTheWordsOfARefusal) {
    select();

    plug_->send(refused_frame(2, "no handset 9; there are 4\n(0 to 3)"));
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::refused);
    EXPECT_EQ(told_.details.front(),
              "the simulator at " + listen_text(plug_->address()) +
                  " refused: no handset 9; there are 4?(0 to 3)");
}

TEST_P(SocketTransport, FindsTheRefusalThatMadeItsWriteFail) {
    open();
    plug_->send(refused_frame(3, "malformed frame"));
    plug_->close();

    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::refused);
}

struct malformed_row {
    const char* name;
    bytes stream;  // after PLUG
};

const malformed_row malformed_rows[] = {
    {"length 0", text_bytes("\x00\x00")},
    {"length 4609", text_bytes("\x01\x12")},
    {"a banner of another protocol", text_bytes("SSH-2.0")},
    {"unknown verb", frame(0x99)},
    {"a verb of the host's", frame(0x02, bytes(2))},
    {"handsets, not asked for", frame(0x86, bytes(2))},
    {"empty input report", frame(0x83)},
    {"input report of 1025 bytes", frame(0x83, bytes(1025))},
    {"second plug", plug_frame()},
    {"feature without its error", frame(0x84, bytes(2))},
    {"fine feature without a report", frame(0x84, bytes(3))},
    {"feature report of 1025 bytes", frame(0x84, bytes(3 + 1025))},
    {"refusal without a code", frame(0x87)},
};

TEST_P(SocketTransport, EndsAtAMalformedStreamAndSaysWhat) {
    for (const auto& row : malformed_rows) {
        SCOPED_TRACE(row.name);
        begin_again();
        open();

        plug_->send(row.stream);
        run_until_lost();

        EXPECT_EQ(told_.lost, std::vector<error_code>{errc::malformed_stream});
        EXPECT_NE(told_.details.front().find("does not speak"), std::string::npos);
        EXPECT_TRUE(plug_->sees_the_end());
    }
}

TEST_P(SocketTransport, TakesNoReportAndNoOtherHandsetBeforeThePlug) {
    for (const auto& stream : std::vector{input_frame({0x08, 1}), plug_frame(5)}) {
        begin_again();
        select();

        plug_->send(stream);
        run_until_lost();

        EXPECT_EQ(told_.order, std::vector<std::string>{"lost"});
        EXPECT_EQ(told_.lost.front(), errc::malformed_stream);
    }
}

TEST_P(SocketTransport, TakesTheLongestReportsThatTheStreamHas) {
    open();
    const bytes longest(1024, 0x42);

    plug_->send(input_frame(longest));
    subject_->write_report(longest, told_.on_written());
    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.reports.front(), longest);
    EXPECT_EQ(plug_->receive(1027), frame(2, longest));
}

}  // namespace
}  // namespace offhook::transport::test
