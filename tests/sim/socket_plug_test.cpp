// Reports over a byte stream, over real sockets: firmware-protocol.md appendix B.
#include "sim/plug/socket_plug.hpp"

#include "driver/protocol/report_descriptor.hpp"
#include "sim/plug/usb_ids.hpp"
#include "tests/sim/stream_client.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

namespace stream = protocol::stream;
using test::from_hex;
using test::stream_client;
using test::to_hex;

// A rack of four desk phones, the first three of them plugged in, behind a real socket.
class SocketPlug : public testing::Test {
protected:
    SocketPlug() {
        for (std::size_t i = 0; i < 3; ++i) handsets.plug_in(i);
    }

    stream_client connect(std::uint16_t handset) {
        stream_client client(context, plug.where());
        client.send(stream::select{stream::version, handset});
        if (handsets.at(handset).is_plugged()) {
            (void)client.next_of<stream::plug>();
        } else {
            // Its answer shows that the SELECT before it was taken.
            client.send(stream::get_feature{0, 0x22});
            (void)client.next_of<stream::feature>();
        }
        return client;
    }

    void press(std::size_t number, std::uint8_t button) {
        handsets.act(number, [=](handset& one, time_point now) { return one.press(now, button); });
    }

    test::temporary_folder folder;
    boost::asio::io_context context;
    rack handsets{desk_profile(), {.count = 4, .seed = 0, .now = [] { return time_point{}; }}};
    socket_plug plug{context, handsets, test::place_in(folder, "sim")};
};

stream::output output(std::string_view hex, std::size_t length) {
    auto report = from_hex(hex);
    report.resize(length);
    return {report};
}

TEST_F(SocketPlug, TellsHowManyHandsetsThereAre) {
    stream_client client(context, plug.where());

    client.send(stream::list{});
    EXPECT_EQ(client.next_of<stream::handsets>().count, 4);
    client.send(stream::list{});
    EXPECT_EQ(client.next_of<stream::handsets>().count, 4);
    client.send(stream::select{stream::version, 2});
    EXPECT_EQ(client.next_of<stream::plug>().handset, 2);
}

TEST_F(SocketPlug, TellsWhatIsPluggedIn) {
    stream_client client(context, plug.where());

    client.send(stream::select{stream::version, 1});

    const auto told = client.next_of<stream::plug>();
    EXPECT_EQ(told.handset, 1);
    EXPECT_EQ(told.vendor, usb_vendor);
    EXPECT_EQ(told.product, usb_product);
    EXPECT_EQ(told.release, usb_release);
    EXPECT_EQ(told.name, "Desk");
    EXPECT_EQ(told.serial, "SIM-0001");
    EXPECT_TRUE(std::ranges::equal(told.descriptor, protocol::report_descriptor()));
}

TEST_F(SocketPlug, WorksOverTcpAsWell) {
    socket_plug tcp(context, handsets, {"127.0.0.1", 0, {}});
    stream_client client(context, tcp.where());

    client.send(stream::select{});

    EXPECT_EQ(client.next_of<stream::plug>().serial, "SIM-0000");
}

TEST_F(SocketPlug, TellsOfALatePlugAndOfEachUnplug) {
    auto client = connect(3);

    handsets.plug_in(3);
    EXPECT_EQ(client.next_of<stream::plug>().serial, "SIM-0003");
    EXPECT_EQ(to_hex(client.next_of<stream::input>().report).substr(0, 8), "21000095");  // RESET
    handsets.pull_out(3);
    EXPECT_EQ(client.next_of<stream::unplug>(), stream::unplug{});
    handsets.plug_in(3);
    EXPECT_EQ(client.next_of<stream::plug>().serial, "SIM-0003");
}

TEST_F(SocketPlug, CarriesReportsBothWays) {
    auto client = connect(0);

    client.send(output("06 01 50", 3));

    EXPECT_EQ(to_hex(client.next_of<stream::input>().report), "0802");
}

TEST_F(SocketPlug, DropsReportsForAHandsetThatIsNotThere) {
    auto client = connect(3);
    client.send(output("03 02 00", 3));
    client.send(stream::get_feature{1, 0x22});

    EXPECT_EQ(client.next_of<stream::feature>(),
              (stream::feature{1, stream::feature_error::not_plugged, {}}));
    EXPECT_EQ(handsets.at(3).state().ring.mode, 0);
    client.send(stream::set_feature{2, from_hex("0500")});
    EXPECT_EQ(client.next_of<stream::feature_set>().error, stream::feature_error::not_plugged);
}

TEST_F(SocketPlug, ReadsFeatureReportsAndStallsOnOthers) {
    auto client = connect(0);

    client.send(stream::get_feature{0x1234, 0x05});
    EXPECT_EQ(client.next_of<stream::feature>(),
              (stream::feature{0x1234, stream::feature_error::none, from_hex("05021802")}));
    client.send(stream::get_feature{7, 0x21});
    EXPECT_EQ(client.next_of<stream::feature>(),
              (stream::feature{7, stream::feature_error::no_such_report, {}}));
    client.send(stream::set_feature{8, from_hex("05021802")});
    EXPECT_EQ(client.next_of<stream::feature_set>(),
              (stream::feature_set{8, stream::feature_error::no_such_report}));
}

TEST_F(SocketPlug, TellsEveryHostOfAHandsetAndNoOther) {
    auto one = connect(0);
    auto two = connect(0);
    auto other = connect(1);

    press(0, 5);
    press(1, 6);

    EXPECT_EQ(to_hex(one.next_of<stream::input>().report), "0200000600000000");
    EXPECT_EQ(to_hex(two.next_of<stream::input>().report), "0200000600000000");
    EXPECT_EQ(to_hex(other.next_of<stream::input>().report), "0200000700000000");
}

TEST_F(SocketPlug, TakesFramesCutAnywhereAndManyInOnePiece) {
    protocol::byte_vector bytes;
    stream::append(bytes, stream::list{});
    stream::append(bytes, stream::select{});
    stream::append(bytes, output("06 01 50", 3));
    stream::append(bytes, output("06 01 50", 3));

    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        SCOPED_TRACE(cut);
        stream_client client(context, plug.where());
        client.socket.write(protocol::bytes_view(bytes).first(cut));
        context.poll();
        client.socket.write(protocol::bytes_view(bytes).subspan(cut));

        EXPECT_EQ(client.next_of<stream::handsets>().count, 4);
        EXPECT_EQ(client.next_of<stream::plug>().handset, 0);
        EXPECT_EQ(to_hex(client.next_of<stream::input>().report), "0802");
        EXPECT_EQ(to_hex(client.next_of<stream::input>().report), "0802");
    }
}

TEST_F(SocketPlug, RefusesWithOneLineWhatItCannotUse) {
    struct row {
        const char* name;
        const char* bytes;
        stream::refusal code;
        const char* text;
    };
    using enum stream::refusal;
    for (const auto& [name, bytes, code, text] :
         {row{"frame of no bytes", "0000", malformed, "frame length"},
          row{"frame too long", "0112 01", malformed, "frame length"},
          row{"unknown verb", "0100 7F", malformed, "unknown opcode"},
          row{"cut body", "0300 01 4F48", malformed, "wrong length"},
          row{"another magic", "0700 01 4F484C 01 0000", malformed, "wrong magic"},
          row{"another stream version",
              "0700 01 4F484B 02 0000",
              other_version,
              "stream version 2"},
          row{"another version of LIST", "0500 05 4F484B 09", other_version, "stream version 9"},
          row{"no such handset",
              "0700 01 4F484B 01 0900",
              no_such_handset,
              "no handset 9; there are 4 (0 to 3)"},
          row{"a report first", "0400 02 030201", malformed, "must be SELECT or LIST"},
          row{"a plug's own verb", "0100 82", malformed, "must be SELECT or LIST"},
          row{"SELECT twice",
              "0700 01 4F484B 01 0300 0700 01 4F484B 01 0300",
              malformed,
              "after SELECT"},
          row{"a plug's verb later", "0700 01 4F484B 01 0300 0100 82", malformed, "after SELECT"},
          row{"a report of no bytes",
              "0700 01 4F484B 01 0300 0100 02",
              malformed,
              "wrong length"}}) {
        SCOPED_TRACE(name);
        stream_client client(context, plug.where());

        client.socket.write(from_hex(bytes));

        const auto refused = client.next_of<stream::refused>();
        EXPECT_EQ(refused.code, code);
        EXPECT_NE(refused.text.find(text), std::string::npos) << refused.text;
        EXPECT_EQ(refused.text.find('\n'), std::string::npos);
        EXPECT_TRUE(client.socket.is_closed());
    }
}

#ifndef _WIN32  // it knows how little a Unix socket holds; TCP on loopback holds megabytes
TEST_F(SocketPlug, DisconnectsASlowHostAndNoOther) {
    auto slow = connect(0);
    auto quick = connect(0);
    ASSERT_EQ(plug.hosts(), 2U);
    std::size_t pressed = 0;

    // The slow host reads nothing. The system's own buffers take a good deal first.
    while (plug.hosts() == 2 && pressed < 100000) {
        press(0, 1);
        handsets.act(0, [](handset& one, time_point now) { return one.release(now, 1); });
        for (int i = 0; i < 2; ++i) (void)quick.next_of<stream::input>();
        pressed += 2;
    }

    EXPECT_EQ(plug.hosts(), 1U);
    EXPECT_GT(pressed, socket_plug::most_unread);
    press(0, 5);
    EXPECT_EQ(to_hex(quick.next_of<stream::input>().report), "0200000600000000");
    while (slow.next()) {
    }
}
#endif

TEST_F(SocketPlug, ForgetsAHostThatLeaves) {
    auto client = connect(0);
    ASSERT_EQ(plug.hosts(), 1U);

    client.socket.close();
    while (plug.hosts() != 0) context.run_one();

    press(0, 5);
}

}  // namespace
}  // namespace offhook::sim
