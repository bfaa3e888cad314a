#include "tests/driver/transport/socket_fixture.hpp"

// close() at any moment: silent at once, and nothing stays behind.
namespace offhook::transport::test {
namespace {

class SocketTransportClose : public socket_fixture {
protected:
    /// After close(): nothing was told since, and nobody keeps the transport.
    void expect_silence(std::size_t told_before) {
        const std::weak_ptr<socket_transport> gone = subject_;
        subject_->write_report(bytes{0x03}, told_.on_written());
        subject_->get_feature(0x22, 17, told_.on_feature());
        subject_->open();
        subject_->close();
        subject_.reset();
        loop_.run_until([&] { return gone.expired(); });  // Windows ends what was under way later
        loop_.run_ready();
        EXPECT_EQ(told_.order.size(), told_before);
    }
};
INSTANTIATE_TEST_SUITE_P(, SocketTransportClose, both_kinds(), kind_name);

TEST_P(SocketTransportClose, BeforeOpen) {
    subject_->close();

    expect_silence(0);
}

TEST_P(SocketTransportClose, WhileConnecting) {
    subject_->open();
    subject_->close();

    expect_silence(0);
}

TEST_P(SocketTransportClose, WhileANameIsLookedUp) {
    make(tcp_address{"localhost", 1, 0});
    subject_->open();
    subject_->close();
    const std::weak_ptr<socket_transport> gone = subject_;
    subject_.reset();

    loop_.run_until([&] { return gone.expired(); });
    EXPECT_TRUE(told_.order.empty());
}

TEST_P(SocketTransportClose, WhileThePlugIsWaitedFor) {
    select();
    plug_->send(plug_frame());
    subject_->close();

    expect_silence(0);
    EXPECT_TRUE(plug_->sees_the_end());
}

TEST_P(SocketTransportClose, WithReportsOnTheirWayInBothDirections) {
    open();
    plug_->send(input_frame({0x08, 1}));
    subject_->write_report(bytes{0x03, 1}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    subject_->close();

    expect_silence(1);
}

TEST_P(SocketTransportClose, WhileThePeerDoesNotRead) {
    open();
    for (int i = 0; i < 4000; ++i) subject_->write_report(bytes(1000), nullptr);
    loop_.run_ready();
    subject_->close();

    expect_silence(1);
}

TEST_P(SocketTransportClose, LetsAReportOutThatWasWrittenJustBefore) {
    open();
    subject_->write_report(bytes{0x03, 1}, nullptr);
    subject_->close();

    EXPECT_EQ(plug_->receive(5), frame(2, {3, 1}));
}

TEST_P(SocketTransportClose, FromInsideOnOpen) {
    told_.when_open = [&] { subject_->close(); };
    select();
    plug_->send(joined(plug_frame(), input_frame({0x08, 1}), unplug_frame()));
    loop_.run_until([&] { return !told_.order.empty(); });

    expect_silence(1);
}

TEST_P(SocketTransportClose, FromInsideOnReport) {
    told_.when_report = [&] { subject_->close(); };
    open();
    plug_->send(joined(input_frame({0x08, 1}), input_frame({0x08, 2}), unplug_frame()));
    loop_.run_until([&] { return !told_.reports.empty(); });

    expect_silence(2);
}

TEST_P(SocketTransportClose, FromInsideOnReportThatLetsGoOfTheTransport) {
    told_.when_report = [&] { std::exchange(subject_, nullptr)->close(); };
    open();
    plug_->send(joined(input_frame({0x08, 1}), input_frame({0x08, 2})));
    loop_.run_until([&] { return !told_.reports.empty(); });

    EXPECT_EQ(told_.reports.size(), 1U);
}

TEST_P(SocketTransportClose, FromInsideOnLost) {
    told_.when_lost = [&] { std::exchange(subject_, nullptr)->close(); };
    open();
    plug_->close();
    run_until_lost();
    loop_.run_ready();

    EXPECT_EQ(told_.order, (std::vector<std::string>{"open", "lost"}));
}

TEST_P(SocketTransportClose, FromInsideAWriteHandler) {
    open();
    subject_->write_report(bytes{0x03, 1}, [&](error_code) { subject_->close(); });
    subject_->write_report(bytes{0x03, 2}, told_.on_written());
    loop_.run_ready();

    expect_silence(1);
}

TEST_P(SocketTransportClose, FromInsideAHandlerOfALoss) {
    open();
    subject_->get_feature(0x22, 17, [&](error_code, bytes_view) { subject_->close(); });
    subject_->get_feature(0x22, 17, told_.on_feature());
    plug_->send(unplug_frame());
    EXPECT_TRUE((plug_->receive(12), plug_->sees_the_end()));

    expect_silence(1);
}

TEST_P(SocketTransportClose, KeepsHandlersAliveThatOwnTheCaller) {
    open();
    auto owner = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = owner;
    subject_->get_feature(0x22, 17, [owner = std::move(owner)](error_code, bytes_view) {});
    EXPECT_FALSE(watch.expired());
    subject_->close();

    EXPECT_TRUE(watch.expired());
}

TEST_P(SocketTransportClose, IsNotNeededWhenTheLoopIsDestroyed) {
    open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());

    subject_.reset();  // what is pending keeps it; the loop's end frees it (checked by ASan)
    EXPECT_TRUE(told_.written.empty());
}

}  // namespace
}  // namespace offhook::transport::test
