#include "driver/transport/socket_presence.hpp"

#include "tests/driver/transport/hand_plug.hpp"
#include "tests/driver/transport/recording_presence.hpp"
#include "tests/driver/transport/stream_bytes.hpp"

namespace offhook::transport::test {
namespace {

using lines = std::vector<std::string>;

const bytes list_frame{0x05, 0x00, 0x05, 'O', 'H', 'K', 1};
const bytes select_frame{0x07, 0x00, 0x01, 'O', 'H', 'K', 1, 0, 0};

/// A presence and a simulator worked by hand.
class SocketPresence : public testing::Test {
protected:
    void TearDown() override {
        subject_->close();
        loop_.run_ready();
    }

    void start() {
        subject_->start();
        plug_->accept();
        ASSERT_EQ(plug_->receive(list_frame.size()), list_frame);
    }

    /// Answers LIST with one handset and takes the SELECT of the connection that follows.
    void start_with_one() {
        start();
        plug_->send(frame(0x86, {1, 0}));
        ASSERT_TRUE(plug_->sees_the_end());
        plug_->close();
        take_select();
    }

    void take_select() {
        plug_->accept();
        ASSERT_EQ(plug_->receive(select_frame.size()), select_frame);
    }

    void run_until_lines(std::size_t count) {
        loop_.run_until([&] { return told_.lines.size() >= count; });
    }

    [[nodiscard]] std::string at(const char* sign) const {
        return sign + to_string(std::get<tcp_address>(plug_->address()));
    }

    event_loop loop_;
    std::unique_ptr<hand_plug> plug_ = std::make_unique<hand_plug>(loop_, hand_plug::kind::tcp);
    recording_presence told_;
    std::shared_ptr<socket_presence> subject_ =
        std::make_shared<socket_presence>(loop_.executor(), plug_->address(), told_);
};

TEST_F(SocketPresence, TellsOfAHandsetThatIsThere) {
    start_with_one();
    plug_->send(plug_frame());
    run_until_lines(2);

    EXPECT_EQ(told_.lines, (lines{at("+"), "listed"}));
    EXPECT_EQ(told_.names, lines{"Desk"});
}

TEST_F(SocketPresence, IsListedAlsoWhenAHandsetIsNotPluggedIn) {
    start_with_one();
    run_until_lines(1);
    EXPECT_EQ(told_.lines, lines{"listed"});

    plug_->send(plug_frame());
    run_until_lines(2);

    EXPECT_EQ(told_.lines.back(), at("+"));
}

TEST_F(SocketPresence, TellsOfUnplugAndReplug) {
    start_with_one();
    plug_->send(plug_frame());
    run_until_lines(2);

    plug_->send(unplug_frame());
    run_until_lines(3);
    EXPECT_EQ(told_.lines.back(), at("-"));

    plug_->close();
    take_select();
    plug_->send(plug_frame());
    run_until_lines(4);
    EXPECT_EQ(told_.lines.back(), at("+"));
}

TEST_F(SocketPresence, FindsASimulatorThatWentAwayAndCameBack) {
    start_with_one();
    plug_->send(plug_frame());
    run_until_lines(2);

    plug_->close();
    run_until_lines(3);
    take_select();
    plug_->send(plug_frame());
    run_until_lines(4);

    EXPECT_EQ(told_.lines, (lines{at("+"), "listed", at("-"), at("+")}));
}

TEST_F(SocketPresence, IsListedWhenThereIsNoSimulator) {
    plug_->stop_listening();
    subject_->start();
    run_until_lines(1);

    EXPECT_EQ(told_.lines, lines{"listed"});
}

TEST_F(SocketPresence, DoesNotTakeAnotherAnswerForANumber) {
    for (const auto& answer : {frame(0x86), frame(0x99), plug_frame(), bytes{0, 0}}) {
        plug_ = std::make_unique<hand_plug>(loop_, hand_plug::kind::tcp);
        told_ = {};
        subject_->close();
        subject_ = std::make_shared<socket_presence>(loop_.executor(), plug_->address(), told_);
        start();
        plug_->send(answer);
        run_until_lines(1);

        EXPECT_EQ(told_.lines, lines{"listed"});
    }
}

TEST_F(SocketPresence, IsSilentAfterClose) {
    start_with_one();

    subject_->close();
    EXPECT_TRUE(plug_->sees_the_end());
    loop_.run_ready();

    EXPECT_TRUE(told_.lines.empty());
}

}  // namespace
}  // namespace offhook::transport::test
