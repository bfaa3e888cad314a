#include "tests/driver/transport/socket_fixture.hpp"

// Connecting, the plug that is waited for, and why there is no connection.
namespace offhook::transport::test {
namespace {

using SocketTransportOpen = socket_fixture;
INSTANTIATE_TEST_SUITE_P(, SocketTransportOpen, both_kinds(), kind_name);

TEST_P(SocketTransportOpen, SelectsItsHandsetAndTellsWhatWasPlugged) {
    make(plug_->address(3));
    subject_->open();
    plug_->accept();
    EXPECT_EQ(plug_->receive(9), (bytes{0x07, 0x00, 0x01, 'O', 'H', 'K', 1, 3, 0}));

    plug_->send(plug_frame(3));
    loop_.run_until([&] { return !told_.opened.empty(); });

    const auto& device = told_.opened.front();
    EXPECT_EQ(device.vendor, 0x1209);
    EXPECT_EQ(device.product, 0x4F53);
    EXPECT_EQ(device.release, 0x0100);
    EXPECT_EQ(device.name, "Desk");
    EXPECT_EQ(device.serial, "S1");
    EXPECT_EQ(device.path, "sim:" + listen_text(plug_->address()) + "/3");
}

TEST_P(SocketTransportOpen, WaitsForThePlug) {
    select();
    loop_.run_ready();
    EXPECT_TRUE(told_.order.empty());

    plug_->send(plug_frame());
    loop_.run_until([&] { return !told_.order.empty(); });

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
}

TEST_P(SocketTransportOpen, IsOpenedOnce) {
    select();
    subject_->open();
    plug_->send(plug_frame());
    loop_.run_until([&] { return !told_.opened.empty(); });

    subject_->open();
    subject_->write_report(bytes{0x03, 1}, told_.on_written());

    EXPECT_EQ(plug_->receive(5), frame(2, {3, 1}));
}

TEST_P(SocketTransportOpen, SaysThatNoSimulatorListensAndHowToStartOne) {
    const auto place = listen_text(plug_->address());
    plug_->stop_listening();

    subject_->open();
    EXPECT_TRUE(told_.order.empty());
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::no_such_device);
    EXPECT_EQ(
        told_.details.front(),
        "no simulator listens at " + place + "; start one with offhook-sim --listen " + place);
}

TEST_P(SocketTransportOpen, IsLostWhenThePeerClosesBeforeThePlug) {
    select();

    plug_->close();
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::unplugged);
    EXPECT_EQ(told_.order.size(), 1U);
}

TEST_P(SocketTransportOpen, RefusesWhatCannotBeWritten) {
    subject_->write_report(bytes{0x03}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    EXPECT_TRUE(told_.order.empty());
    loop_.run_until([&] { return told_.order.size() == 2; });
    EXPECT_EQ(told_.written.front(), errc::not_open);
    EXPECT_EQ(told_.feature_results.front(), errc::not_open);

    open();
    subject_->write_report({}, told_.on_written());
    subject_->write_report(bytes(1025), told_.on_written());
    loop_.run_until([&] { return told_.written.size() == 3; });
    EXPECT_EQ(told_.written[1], errc::io_error);
    EXPECT_EQ(told_.written[2], errc::io_error);
}

TEST_P(SocketTransportOpen, TakesNothingAfterItWasLost) {
    open();
    plug_->close();
    run_until_lost();

    subject_->write_report(bytes{0x03}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    loop_.run_until([&] { return !told_.features.empty(); });

    EXPECT_EQ(told_.written.front(), errc::not_open);
    EXPECT_EQ(told_.feature_results.front(), errc::not_open);
    EXPECT_EQ(told_.lost.size(), 1U);
}

class SocketTransportHost : public socket_fixture {};
INSTANTIATE_TEST_SUITE_P(, SocketTransportHost, testing::Values(hand_plug::kind::tcp), kind_name);

TEST_P(SocketTransportHost, MayBeAName) {
    make(tcp_address{"localhost", plug_->port(), 0});

    open();

    EXPECT_EQ(told_.opened.front().path, "sim:localhost:" + std::to_string(plug_->port()));
}

TEST_P(SocketTransportHost, IsNamedWhenItCannotBeResolved) {
    const std::string no_name(64, 'a');  // too long for a label: no name server is asked
    make(tcp_address{no_name, 7310, 0});

    subject_->open();
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::no_such_device);
    EXPECT_NE(told_.details.front().find("the host name " + no_name), std::string::npos);
}

TEST_P(SocketTransportHost, ThatDoesNotAnswerIsGivenUpAfterTheLimit) {
    // A listener whose queue is full drops what asks for more, as a filter on the way does.
    using boost::asio::ip::tcp;
    tcp::acceptor full(loop_.context(), tcp::v4());
    full.bind({boost::asio::ip::address_v4::loopback(), 0});
    full.listen(0);
    std::vector<tcp::socket> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.emplace_back(loop_.context()).async_connect(full.local_endpoint(), [](error_code) {
        });
    }
    make(tcp_address{"127.0.0.1", full.local_endpoint().port(), 0}, std::chrono::milliseconds(30));

    subject_->open();
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::no_such_device);
    EXPECT_NE(told_.details.front().find("no answer from 127.0.0.1:"), std::string::npos);
    EXPECT_NE(told_.details.front().find("within 30 ms"), std::string::npos);
}

class SocketTransportPath : public socket_fixture {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SocketTransportPath);
INSTANTIATE_TEST_SUITE_P(, SocketTransportPath, unix_kind(), kind_name);

TEST_P(SocketTransportPath, ThatDoesNotExistIsNamed) {
    make(unix_address{"/nowhere/plug", 0});

    subject_->open();
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::no_such_device);
    EXPECT_EQ(told_.details.front(),
              "no simulator listens at unix:/nowhere/plug; "
              "start one with offhook-sim --listen unix:/nowhere/plug");
}

TEST_P(SocketTransportPath, ThatIsTooLongIsAnError) {
    make(unix_address{std::string(200, 'p'), 0});

    subject_->open();
    EXPECT_TRUE(told_.order.empty());
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::io_error);
}

}  // namespace
}  // namespace offhook::transport::test
