// USB/IP over real sockets: lists, imports, reports, and hosts that mean no good.
#include "sim/plug/usbip_plug.hpp"

#include "sim/plug/usb_link.hpp"
#include "tests/sim/stream_client.hpp"
#include "tests/sim/usbip_client.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

using protocol::byte_vector;
using test::from_hex;
using test::to_hex;
using test::usbip_client;

constexpr std::uint32_t ok = 0;
constexpr std::uint32_t busy = 2;
constexpr std::uint32_t no_device = 4;

// A rack of three desk phones, the first two of them plugged in, behind a real socket.
class UsbipPlug : public testing::Test {
protected:
    UsbipPlug() {
        for (std::size_t i = 0; i < 2; ++i) handsets.plug_in(i);
    }

    usbip_client connect() { return {context, plug.where()}; }

    usbip_client imported(std::string_view bus_id) {
        auto host = connect();
        EXPECT_EQ(host.import(bus_id), ok);
        return host;
    }

    void press(std::size_t number, std::uint8_t button) {
        handsets.act(number, [=](handset& one, time_point now) { return one.press(now, button); });
    }

    test::temporary_folder folder;
    boost::asio::io_context context;
    rack handsets{desk_profile(), {.count = 3, .seed = 0, .now = [] { return time_point{}; }}};
    usbip_plug plug{context, handsets, test::place_in(folder, "usbip"), {}};
};

TEST_F(UsbipPlug, ListsWhatIsPluggedIn) {
    auto host = connect();

    host.send(from_hex("0111800500000000"));

    EXPECT_EQ(to_hex(host.socket.read(12)), "011100050000000000000002");
    for (const std::string name : {"312D3100", "312D3200"}) {
        const auto device = host.socket.read(316);
        ASSERT_EQ(device.size(), 316U);
        EXPECT_EQ(to_hex(protocol::bytes_view(device).subspan(256, 4)), name);
        EXPECT_EQ(to_hex(protocol::bytes_view(device).subspan(296)),
                  "00000002"
                  "120900010100"
                  "000000010101"
                  "03000000");
    }
    EXPECT_TRUE(host.socket.is_closed());
}

TEST_F(UsbipPlug, ListsThousandsToAHostThatReadsLater) {
    constexpr std::size_t many = 5000;
    rack crowd(desk_profile(), {.count = many, .seed = 0, .now = [] { return time_point{}; }});
    for (std::size_t i = 0; i < many; ++i) crowd.plug_in(i);
    usbip_plug big(context, crowd, test::place_in(folder, "big"), {});
    usbip_client host(context, big.where());
    host.send(from_hex("0111800500000000"));
    context.poll();

    const auto list = host.socket.read(12 + many * 316);

    ASSERT_EQ(list.size(), 12 + many * 316);
    EXPECT_EQ(to_hex(protocol::bytes_view(list).last(60).first(12)),
              "312D3530303000000000"
              "0000");
    EXPECT_TRUE(host.socket.is_closed());
}

TEST_F(UsbipPlug, ImportsAndDescribes) {
    auto host = imported("1-2");
    EXPECT_EQ(host.device.size(), usbip::device_size);
    EXPECT_TRUE(plug.is_attached(1));

    host.send(usbip_client::control(1, 0x8006030309040001));

    const auto reply = host.next(true);
    EXPECT_EQ(reply.command, 3U);
    EXPECT_EQ(reply.status, 0);
    EXPECT_EQ(to_hex(reply.data),
              "12035300490"
              "04D002D0030003000300031"
              "00");  // "SIM-0001"
}

TEST_F(UsbipPlug, WorksOverTcpAsWell) {
    usbip_plug tcp(context, handsets, {"127.0.0.1", 0, {}}, {});
    usbip_client host(context, tcp.where());

    EXPECT_EQ(host.import("1-1"), ok);
    press(0, 5);
    host.send(usbip_client::in(1));
    EXPECT_EQ(to_hex(host.next(true).data), "0200000600000000");
}

TEST_F(UsbipPlug, RefusesWhatIsNotThere) {
    for (const auto* bus_id :
         {"1-3", "1-4", "1-0", "1-01", "2-1", "1-", "", "1-1x", "1-18446744073709551617"}) {
        auto host = connect();
        EXPECT_EQ(host.import(bus_id), no_device) << bus_id;
        EXPECT_TRUE(host.socket.is_closed());
    }
}

TEST_F(UsbipPlug, CarriesReportsBothWays) {
    auto host = imported("1-1");
    host.send(usbip_client::in(1));

    host.send(usbip_client::out(2, from_hex("060150")));

    EXPECT_EQ(host.next().number, 2U);
    const auto report = host.next(true);
    EXPECT_EQ(report.number, 1U);
    EXPECT_EQ(to_hex(report.data), "0802");
    press(0, 5);
    host.send(usbip_client::in(3));
    EXPECT_EQ(to_hex(host.next(true).data), "0200000600000000");
}

TEST_F(UsbipPlug, TakesMessagesCutAnywhereAndManyInOnePiece) {
    byte_vector bytes = usbip_client::import_request("1-1");
    for (const auto& part : {usbip_client::in(1),
                             usbip_client::out(2, from_hex("060150")),
                             usbip_client::control(3, 0x8008000000000100),
                             usbip_client::in(4),
                             usbip_client::unlink(5, 4)}) {
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
    for (std::size_t cut = 1; cut <= bytes.size(); cut += 7) {
        SCOPED_TRACE(cut);
        auto host = connect();
        host.socket.write(protocol::bytes_view(bytes).first(cut));
        context.poll();
        host.socket.write(protocol::bytes_view(bytes).subspan(cut));

        EXPECT_EQ(host.socket.read(8 + usbip::device_size).size(), 8 + usbip::device_size);
        EXPECT_EQ(host.next().number, 2U);
        EXPECT_EQ(to_hex(host.next(true).data), "0802");
        EXPECT_EQ(host.next(true).number, 3U);
        EXPECT_EQ(host.next().status, -104);
    }
}

TEST_F(UsbipPlug, GivesAHandsetToOneHostAtATime) {
    auto first = imported("1-1");
    auto second = connect();
    second.send(usbip_client::import_request("1-1"));
    auto other = imported("1-2");  // is not kept waiting by that

    const auto answer = second.socket.read(8);  // after the time of a handover

    EXPECT_EQ(to_hex(answer), "0111000300000002");
    EXPECT_EQ(answer[7], busy);
    EXPECT_TRUE(second.socket.is_closed());
    EXPECT_TRUE(plug.is_attached(0));
}

TEST_F(UsbipPlug, HandsAHandsetOverAsSoonAsItIsFree) {
    auto first = std::make_optional(imported("1-1"));
    auto second = connect();
    auto third = connect();
    second.send(usbip_client::import_request("1-1"));
    context.poll();
    third.send(usbip_client::import_request("1-1"));
    context.poll();

    first->socket.close();

    EXPECT_EQ(to_hex(second.socket.read(8)), "0111000300000000");
    EXPECT_EQ(to_hex(third.socket.read(8)), "0111000300000002");
}

TEST_F(UsbipPlug, IsImportedAThousandTimesWithoutARefusal) {
    auto before = std::make_unique<usbip_client>(imported("1-1"));
    for (int i = 0; i < 1000; ++i) {
        auto next = std::make_unique<usbip_client>(context, plug.where());
        before->socket.close();
        ASSERT_EQ(next->import("1-1"), ok) << i;
        std::swap(before, next);
    }
}

TEST_F(UsbipPlug, EndsTheConnectionWhenTheCableIsPulledOut) {
    auto host = imported("1-1");
    host.send(usbip_client::in(1));
    context.poll();

    handsets.pull_out(0);

    EXPECT_EQ(host.next().command, 0U);
    EXPECT_FALSE(plug.is_attached(0));
    EXPECT_EQ(connect().import("1-1"), no_device);
    handsets.plug_in(0);
    EXPECT_EQ(connect().import("1-1"), ok);
}

TEST_F(UsbipPlug, TellsAWaitingHostThatTheHandsetHasGone) {
    auto host = imported("1-1");
    auto next = connect();
    next.send(usbip_client::import_request("1-1"));
    context.poll();

    handsets.pull_out(0);

    EXPECT_EQ(to_hex(next.socket.read(8)), "0111000300000004");
}

TEST_F(UsbipPlug, PullsTheCableAsAnAnswer) {
    auto host = imported("1-1");
    plug.set_trouble(0, {.on_output = usb_trouble::output::unplug});

    host.send(usbip_client::out(1, from_hex("060150")));

    EXPECT_EQ(host.next().command, 0U);
    EXPECT_FALSE(handsets.at(0).is_plugged());
}

TEST_F(UsbipPlug, KeepsATroubleForTheNextHost) {
    plug.set_trouble(0, {.on_output = usb_trouble::output::stall});
    auto host = imported("1-1");

    host.send(usbip_client::out(1, from_hex("060150")));

    EXPECT_EQ(host.next().status, -32);
}

TEST_F(UsbipPlug, ClosesOnWhatIsNoUsbIp) {
    for (const auto* hex : {"474554202F20485454502F312E310D0A",  // GET / HTTP/1.1
                            "0110800300000000",
                            "0111800700000000"}) {
        auto host = connect();
        host.send(from_hex(hex));
        EXPECT_TRUE(host.socket.is_closed()) << hex;
    }
    auto host = imported("1-1");
    host.send(byte_vector(48, 0xFF));
    EXPECT_TRUE(host.socket.is_closed());
    EXPECT_EQ(connect().import("1-1"), ok);
}

TEST_F(UsbipPlug, ClosesOnAHostWithTooManyTransfers) {
    auto host = imported("1-1");
    byte_vector flood;
    for (std::uint32_t i = 0; i <= usb_device::most_transfers; ++i) {
        const auto one = usbip_client::in(i);
        flood.insert(flood.end(), one.begin(), one.end());
    }

    host.send(flood);

    EXPECT_TRUE(host.socket.is_closed());
}

#ifndef _WIN32  // it knows how little a Unix socket holds; TCP on loopback holds megabytes
TEST_F(UsbipPlug, ReadsNoFurtherThanAHostTakes) {
    auto host = imported("1-1");
    constexpr std::uint32_t many = 20000;
    std::uint32_t sent = 0;
    // Asks for descriptors and reads none of them, until nothing is taken any more.
    byte_vector batch;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const auto one = usbip_client::control(i, 0x8006000200000001);
        batch.insert(batch.end(), one.begin(), one.end());
    }
    bool taken = true;
    for (; taken && sent < many; sent += 100) {
        taken = host.socket.try_write(batch);
        context.poll();
    }
    EXPECT_FALSE(taken) << "the plug has taken " << sent << " requests that nobody reads the "
                        << "answers of";
    EXPECT_TRUE(plug.is_attached(0));
}
#endif

TEST_F(UsbipPlug, MovesReportsInTheFramesOfAPacedBus) {
    usbip_plug paced(context,
                     handsets,
                     test::place_in(folder, "paced"),
                     {.speed = usb_speed::full, .pace = usb_pace::full_speed});
    usbip_client host(context, paced.where());
    ASSERT_EQ(host.import("1-1"), ok);
    const auto begin = std::chrono::steady_clock::now();
    constexpr std::uint32_t operations = 20;
    for (std::uint32_t i = 0; i < operations; ++i) {
        host.send(usbip_client::in(2 * i));
        host.send(usbip_client::out(2 * i + 1, from_hex("060150")));
        ASSERT_EQ(host.next().number, 2 * i + 1);
        ASSERT_EQ(to_hex(host.next(true).data), "0802");
    }
    // Two frames each, of which the first may be cut short.
    EXPECT_GE(std::chrono::steady_clock::now() - begin,
              std::chrono::milliseconds(2 * operations - 1));
}

}  // namespace
}  // namespace offhook::sim
