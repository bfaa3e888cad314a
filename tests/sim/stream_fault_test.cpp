// Faults of the stream itself, over a real socket: firmware-protocol.md §14.1, appendix B.
#include "sim/control/control_hub.hpp"
#include "sim/plug/rack_timer.hpp"
#include "sim/plug/socket_plug.hpp"
#include "tests/sim/stream_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

namespace stream = protocol::stream;

class StreamFaults : public testing::Test {
protected:
    StreamFaults() {
        handsets.plug_in(0);
        host.send(stream::select{1, 0});
        (void)host.next_of<stream::plug>();
    }

    void fault(fault_kind what, std::size_t count, bool now) {
        fault_rule rule;
        rule.what = what;
        rule.count = count;
        rule.now = now;
        (void)handsets.add_fault(rule);
    }

    test::temporary_folder folder;
    boost::asio::io_context context;
    rack handsets{desk_profile(),
                  {.count = 1, .seed = 0, .now = [] { return std::chrono::steady_clock::now(); }}};
    rack_timer timer{context, handsets};
    socket_plug plug{context, handsets, test::place_in(folder, "sim")};
    test::stream_client host{context, plug.where()};
};

TEST_F(StreamFaults, SlicedFramesArriveWhole) {
    fault(fault_kind::slice, 1, false);
    host.send(stream::get_feature{7, 0x22});
    const auto answer = host.next_of<stream::feature>();
    EXPECT_EQ(answer.tag, 7);
    EXPECT_EQ(answer.report.size(), 17U);
}

TEST_F(StreamFaults, AResetConnectionIsGoneAndANewOneIsTaken) {
    fault(fault_kind::reset, 0, true);
    EXPECT_FALSE(host.next());
    EXPECT_EQ(plug.hosts(), 0U);
    test::stream_client again(context, plug.where());
    again.send(stream::select{1, 0});
    EXPECT_EQ(again.next_of<stream::plug>().serial, "SIM-0000");
}

TEST_F(StreamFaults, AHalfOpenConnectionStaysAndCarriesNothing) {
    fault(fault_kind::half_open, 0, true);
    host.send(stream::get_feature{7, 0x22});
    test::stream_client other(context, plug.where());
    other.send(stream::select{1, 0});
    (void)other.next_of<stream::plug>();
    other.send(stream::get_feature{8, 0x22});
    EXPECT_EQ(other.next_of<stream::feature>().tag, 8);
    EXPECT_EQ(plug.hosts(), 2U);
    host.socket.close();
    while (plug.hosts() == 2) context.run_one();
}

TEST_F(StreamFaults, AStalledFeatureReportIsRefused) {
    fault(fault_kind::stall, 0, false);
    host.send(stream::get_feature{7, 0x22});
    EXPECT_EQ(host.next_of<stream::feature>().error, stream::feature_error::no_such_report);
}

}  // namespace
}  // namespace offhook::sim
