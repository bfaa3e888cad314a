#include "driver/report_link.hpp"

#include "driver/protocol/frame.hpp"
#include "driver/protocol/message.hpp"
#include "driver/protocol/standard_report.hpp"
#include "driver/transport/transport_error.hpp"
#include "tests/support/fake_transport.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

using namespace offhook;
using namespace offhook::test;

namespace {

/// A link on a fake cable, and what it tells, as lines.
class ReportLink : public testing::Test {
protected:
    boost::asio::io_context context;
    fake_cable cable;
    std::vector<std::string> told;
    std::unique_ptr<report_link> link;

    void SetUp() override {
        report_link_events events;
        events.on_open = [this](const auto&) { told.emplace_back("open"); };
        events.on_report = [this](protocol::bytes_view report) {
            told.push_back("report of " + std::to_string(report.size()));
        };
        events.on_lost = [this](boost::system::error_code reason, const std::string&) {
            told.push_back("lost: " + reason.message());
        };
        link = std::make_unique<report_link>(
            context.get_executor(), cable.factory(), std::move(events));
    }

    void TearDown() override {
        link.reset();
        drain();
        EXPECT_EQ(cable.open_now, 0) << "a transport stays open";
    }

    void drain() {
        context.restart();
        context.run();
    }

    void write_ping() {
        const auto reports = protocol::split(protocol::report_id::frame_to_device,
                                             {0, 8, protocol::opcode::ping, 0, {}});
        link->write({reports[0].begin(), reports[0].end()},
                    [this](auto error) { told.push_back(error ? "not written" : "written"); });
    }
};

TEST_F(ReportLink, OpensAndSaysNothingToTheDeviceOfItsOwnAccord) {
    drain();
    EXPECT_EQ(told, std::vector<std::string>{"open"});
    EXPECT_EQ(cable.opened, 1);
    EXPECT_TRUE(cable.requests.empty());
}

TEST_F(ReportLink, ReadsTheIdentity) {
    using enum protocol::report_id;
    drain();
    link->get_feature(static_cast<std::uint8_t>(identity),
                      protocol::length_of(identity),
                      [this](auto error, protocol::bytes_view report) {
                          ASSERT_FALSE(error);
                          const auto read = protocol::identity_report::decode(report);
                          told.push_back("major " + std::to_string(read.value().major));
                      });
    drain();
    EXPECT_EQ(told.back(), "major 1");
}

TEST_F(ReportLink, WritesReportsAndTellsWhatComes) {
    drain();
    write_ping();
    drain();
    ASSERT_EQ(cable.requests.size(), 1U);
    EXPECT_EQ(cable.requests[0].code, protocol::opcode::ping);
    cable.send({7, 1, protocol::opcode::taken, 0, {}});
    drain();
    EXPECT_EQ(std::count(told.begin(), told.end(), "written"), 1);
    EXPECT_EQ(told.back(), "report of 64");
}

TEST_F(ReportLink, TellsThatTheDeviceWasPulledOut) {
    drain();
    cable.pull_out();
    drain();
    EXPECT_TRUE(told.back().starts_with("lost: ")) << told.back();
}

TEST_F(ReportLink, TellsNothingOnceItIsDestroyed) {
    drain();
    write_ping();
    link.reset();
    drain();
    cable.send({7, 1, protocol::opcode::taken, 0, {}});
    drain();
    EXPECT_EQ(told, std::vector<std::string>{"open"});
    EXPECT_TRUE(cable.requests.empty());
}

TEST_F(ReportLink, TellsNothingWhenItIsDestroyedBeforeItIsOpen) {
    link.reset();
    drain();
    EXPECT_TRUE(told.empty());
}

}  // namespace
