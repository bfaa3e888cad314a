// A handset's transfers: what is held, what ends, and every race with UNLINK, in virtual time.
#include "sim/plug/usb_device.hpp"

#include "sim/plug/input_valve.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>
#include <boost/endian/conversion.hpp>

namespace offhook::sim {
namespace {

using namespace std::chrono_literals;
using protocol::byte_vector;
using protocol::bytes_view;
using test::from_hex;
using test::to_hex;
using usbip::direction;

// Answers each output report at once with the same bytes, if it is told to.
class echoing_reports final : public usb_reports {
public:
    std::function<void(bytes_view)> answer = [](bytes_view) {};
    std::vector<std::string> outputs;

    void output(bytes_view report) override {
        outputs.push_back(to_hex(report));
        answer(report);
    }
    std::optional<byte_vector> get_feature(std::uint8_t) override { return from_hex("05021802"); }
    bool set_feature(bytes_view) override { return false; }
};

// A device, and a host that reads what becomes of its transfers: "7 done 0802", "8 taken 3",
// "9 failed -32", "unlink 10: -104".
class UsbDevice : public testing::Test {
protected:
    explicit UsbDevice(usb_pace pace = usb_pace::off)
        : device({"O", "D", "1", usb_speed::full}, pace, reports, bytes) {}

    void ask_in(std::uint32_t number, std::uint32_t length = 64) {
        usbip::submit urb;
        urb.number = number;
        urb.way = direction::in;
        urb.endpoint = 1;
        urb.length = length;
        ins.insert(number);
        ASSERT_TRUE(device.submit(now, urb));
    }

    void write_out(std::uint32_t number, std::string_view hex) {
        const auto data = from_hex(hex);
        usbip::submit urb;
        urb.number = number;
        urb.endpoint = 1;
        urb.length = static_cast<std::uint32_t>(data.size());
        urb.data = data;
        ASSERT_TRUE(device.submit(now, urb));
    }

    void ask_control(std::uint32_t number, std::string_view setup, std::uint32_t length) {
        usbip::submit urb;
        urb.number = number;
        urb.way = direction::in;
        urb.length = length;
        const auto eight = from_hex(setup);
        std::copy_n(eight.begin(), 8, urb.setup.begin());
        ins.insert(number);
        ASSERT_TRUE(device.submit(now, urb));
    }

    void unlink(std::uint32_t number, std::uint32_t victim) { device.unlink({number, victim}); }

    void input(std::string_view hex) { device.input(now, from_hex(hex)); }

    // What the host has been told since the last call.
    std::vector<std::string> told() {
        std::vector<std::string> heard;
        bytes_view rest(bytes);
        while (!rest.empty()) rest = rest.subspan(tell(rest, heard));
        bytes.clear();
        return heard;
    }

    // Lets time pass, each deadline at its time; tells at which microsecond something was told.
    std::vector<std::string> run(std::chrono::microseconds span) {
        std::vector<std::string> heard;
        const auto begin = now;
        const auto end = now + span;
        for (auto due = device.next_deadline(); due && *due <= end; due = device.next_deadline()) {
            now = *due;
            device.on_time(now);
            const auto at = std::chrono::duration_cast<std::chrono::microseconds>(now - begin);
            for (const auto& one : told()) heard.push_back(std::to_string(at.count()) + ": " + one);
        }
        now = end;
        return heard;
    }

    using lines = std::vector<std::string>;

    time_point now = time_point{} + 1000s;
    byte_vector bytes;
    echoing_reports reports;
    usb_device device;
    std::set<std::uint32_t> ins;

private:
    std::size_t tell(bytes_view rest, std::vector<std::string>& into) const {
        const auto word = [&](std::size_t at) {
            return boost::endian::load_big_u32(rest.data() + at);
        };
        const auto number = std::to_string(word(4));
        const auto status = static_cast<std::int32_t>(word(20));
        const auto length = word(24);
        if (word(0) == 4) {
            into.push_back("unlink " + number + ": " + std::to_string(status));
            return 48;
        }
        EXPECT_EQ(word(0), 3U);
        if (status != 0) {
            EXPECT_EQ(length, 0U);
            into.push_back(number + " failed " + std::to_string(status));
            return 48;
        }
        if (ins.count(word(4)) == 0) {
            into.push_back(number + " taken " + std::to_string(length));
            return 48;
        }
        into.push_back(number + " done " + to_hex(rest.subspan(48, length)));
        return 48 + length;
    }
};

TEST_F(UsbDevice, HoldsAnInTransferUntilThereIsAReport) {
    ask_in(7);
    EXPECT_EQ(told(), lines{});
    EXPECT_EQ(device.next_deadline(), std::nullopt);

    input("0802");
    EXPECT_EQ(told(), lines{"7 done 0802"});
    input("0803");
    EXPECT_EQ(told(), lines{});
    ask_in(8);
    EXPECT_EQ(told(), lines{"8 done 0803"});
}

TEST_F(UsbDevice, EndsInTransfersInTheirOrder) {
    ask_in(1);
    ask_in(2);
    ask_in(3);

    input("0101");
    input("0102");

    EXPECT_EQ(told(), (lines{"1 done 0101", "2 done 0102"}));
}

TEST_F(UsbDevice, TakesAnOutputReportBeforeItAnswers) {
    reports.answer = [&](bytes_view report) { device.input(now, report); };
    ask_in(1);

    write_out(2, "060150");

    EXPECT_EQ(told(), (lines{"2 taken 3", "1 done 060150"}));
    EXPECT_EQ(reports.outputs, std::vector<std::string>{"060150"});
}

TEST_F(UsbDevice, ClipsControlAnswersToBothLengths) {
    ask_control(1, "8006000100001200", 64);
    ask_control(2, "8006000100000800", 64);
    ask_control(3, "8006000100001200", 4);
    ask_control(4, "8006000F00000500", 5);

    EXPECT_EQ(told(),
              (lines{"1 done 120100020000004009120100000101020301",
                     "2 done 1201000200000040",
                     "3 done 12010002",
                     "4 failed -32"}));
}

TEST_F(UsbDevice, StallsOnEndpointsThatItDoesNotHave) {
    usbip::submit urb;
    urb.endpoint = 2;
    urb.number = 5;
    EXPECT_TRUE(device.submit(now, urb));
    urb.way = direction::in;
    urb.number = 6;
    EXPECT_TRUE(device.submit(now, urb));

    EXPECT_EQ(told(), (lines{"5 failed -32", "6 failed -32"}));
}

TEST_F(UsbDevice, StallsOnAHaltedEndpointUntilItIsCleared) {
    usbip::submit halt;
    halt.number = 1;
    halt.setup = {0x02, 0x03, 0, 0, 0x01, 0, 0, 0};
    EXPECT_TRUE(device.submit(now, halt));
    write_out(2, "0302");
    halt.number = 3;
    halt.setup[1] = 0x01;
    EXPECT_TRUE(device.submit(now, halt));
    write_out(4, "0302");

    EXPECT_EQ(told(), (lines{"1 taken 0", "2 failed -32", "3 taken 0", "4 taken 2"}));
    EXPECT_EQ(reports.outputs.size(), 1U);
}

TEST_F(UsbDevice, UnlinksWhatIsHeldAndNeverEndsItAgain) {
    ask_in(7);
    ask_in(8);
    unlink(9, 7);
    EXPECT_EQ(told(), lines{"unlink 9: -104"});

    input("0802");

    EXPECT_EQ(told(), lines{"8 done 0802"});
}

TEST_F(UsbDevice, AnswersAnUnlinkThatComesTooLate) {
    ask_in(7);
    input("0802");
    unlink(9, 7);
    unlink(10, 7);
    unlink(11, 12345);

    EXPECT_EQ(told(), (lines{"7 done 0802", "unlink 9: 0", "unlink 10: 0", "unlink 11: 0"}));
}

TEST_F(UsbDevice, LosesNoReportByAnUnlink) {
    ask_in(7);
    unlink(8, 7);
    input("0802");
    ask_in(9);

    EXPECT_EQ(told(), (lines{"unlink 8: -104", "9 done 0802"}));
}

TEST_F(UsbDevice, KeepsSixtyFourReportsThatNobodyAsksFor) {
    for (int i = 0; i < 70; ++i) input("0101");
    EXPECT_EQ(device.dropped(), 6U);

    for (std::uint32_t i = 0; i < 65; ++i) ask_in(i);

    EXPECT_EQ(told().size(), usb_device::most_reports);
}

TEST_F(UsbDevice, FailsATransferThatHasNoRoomForItsReport) {
    ask_in(7, 4);
    input("0200000600000000");

    EXPECT_EQ(told(), lines{"7 failed -75"});
}

TEST_F(UsbDevice, RefusesToHoldMoreTransfersThanARealHostHas) {
    usbip::submit urb;
    urb.way = direction::in;
    urb.endpoint = 1;
    for (std::size_t i = 0; i < usb_device::most_transfers; ++i) {
        ASSERT_TRUE(device.submit(now, urb));
    }

    EXPECT_FALSE(device.submit(now, urb));
    EXPECT_TRUE(bytes.empty());
}

// Every order of one transfer, its report and its UNLINK: it ends once, or is taken back, never
// both.
TEST_F(UsbDevice, EndsEachTransferOnceInEveryOrderOfEvents) {
    std::vector<int> order{0, 1, 2, 3, 4};
    int runs = 0;
    do {
        const auto place = [&](int what) { return std::find(order.begin(), order.end(), what); };
        if (place(1) < place(0) || place(3) < place(2)) continue;  // unlink after its transfer
        byte_vector out;
        usb_device one({"O", "D", "1", usb_speed::full}, usb_pace::off, reports, out);
        for (const int what : order) {
            usbip::submit urb;
            urb.way = direction::in;
            urb.endpoint = 1;
            urb.length = 64;
            urb.number = what == 0 ? 1U : 2U;
            switch (what) {
                case 0:
                case 2: ASSERT_TRUE(one.submit(now, urb)); break;
                case 1: one.unlink({11, 1}); break;
                case 3: one.unlink({12, 2}); break;
                default: one.input(now, from_hex("0802"));
            }
        }
        bytes = out;
        ins = {1, 2};
        int ended = 0;
        int taken_back = 0;
        for (const auto& line : told()) {
            ended += line.find("done") != std::string::npos ? 1 : 0;
            taken_back += line.find("-104") != std::string::npos ? 1 : 0;
        }
        EXPECT_LE(ended, 1);
        EXPECT_EQ(ended + taken_back, 2) << "run " << runs;
        ++runs;
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_EQ(runs, 30);
}

class PacedUsbDevice : public UsbDevice {
protected:
    PacedUsbDevice() : UsbDevice(usb_pace::full_speed) {}
};

TEST_F(PacedUsbDevice, TakesOneOutputReportAFrame) {
    now += 300us;
    write_out(1, "0101");
    write_out(2, "0102");
    write_out(3, "0103");
    EXPECT_EQ(told(), lines{});

    EXPECT_EQ(run(5ms), (lines{"700: 1 taken 2", "1700: 2 taken 2", "2700: 3 taken 2"}));
    EXPECT_EQ(device.next_deadline(), std::nullopt);
}

TEST_F(PacedUsbDevice, GivesAnInputReportAtTheEndOfTheFrame) {
    ask_in(1);
    ask_in(2);
    now += 100us;
    input("0101");
    input("0102");

    EXPECT_EQ(run(5ms), (lines{"900: 1 done 0101", "1900: 2 done 0102"}));
}

TEST_F(PacedUsbDevice, TakesTwoFramesForAReportAndItsAnswer) {
    reports.answer = [&](bytes_view report) { device.input(now, report); };
    std::uint32_t number = 0;
    int operations = 0;
    const auto begin = now;
    while (now < begin + 1s) {
        ask_in(++number);
        write_out(++number, "0101");
        while (told() != lines{std::to_string(number - 1) + " done 0101"}) {
            now = device.next_deadline().value();
            device.on_time(now);
        }
        ++operations;
        now += 20us;  // the host's own work
    }
    EXPECT_EQ(operations, 500);
}

TEST_F(PacedUsbDevice, MovesAReportEachWayInEveryFrame) {
    reports.answer = [&](bytes_view report) { device.input(now, report); };
    std::uint32_t number = 0;
    for (; number < 16; ++number) ask_in(number);
    for (; number < 32; ++number) write_out(number, "0101");

    const auto heard = run(17ms);

    EXPECT_EQ(heard.size(), 32U);
    EXPECT_EQ(heard.back(), "17000: 15 done 0101");
}

TEST_F(PacedUsbDevice, MakesUpForFramesThatItMissed) {
    for (std::uint32_t i = 1; i <= 4; ++i) write_out(i, "0101");

    now += 3500us;
    device.on_time(now);
    EXPECT_EQ(told().size(), 3U);
    EXPECT_EQ(device.next_deadline(), now + 500us);
}

TEST_F(PacedUsbDevice, AnswersInTheFrameOfTheReportHoweverLateItIs) {
    reports.answer = [&](bytes_view report) { device.input(now, report); };
    ask_in(1);
    write_out(2, "0101");

    now += 2500us;
    device.on_time(now);
    EXPECT_EQ(told(), (lines{"2 taken 2", "1 done 0101"}));
}

TEST_F(PacedUsbDevice, UnlinksAnOutputReportThatTheBusHasNotMoved) {
    write_out(1, "0101");
    unlink(2, 1);

    EXPECT_EQ(told(), lines{"unlink 2: -104"});
    EXPECT_EQ(run(3ms), lines{});
    EXPECT_TRUE(reports.outputs.empty());
}

TEST_F(PacedUsbDevice, HasNothingToWaitForWhileIdle) {
    EXPECT_EQ(device.next_deadline(), std::nullopt);
    ask_in(1);
    EXPECT_EQ(device.next_deadline(), std::nullopt);
    unlink(2, 1);
    input("0101");
    EXPECT_EQ(device.next_deadline(), std::nullopt);
}

TEST(UsbPolls, HaveTheFramesOfTheBus) {
    usb_polls full(usb_pace::full_speed);
    usb_polls high(usb_pace::high_speed);
    const auto start = time_point{} + 5s;

    EXPECT_EQ(full.next(start), start + 1ms);
    EXPECT_EQ(full.next(start + 999us), start + 1ms);
    EXPECT_EQ(high.next(start + 130us), start + 250us);
    full.served(start + 1ms);
    EXPECT_EQ(full.next(start), start + 2ms);
    EXPECT_FALSE(usb_polls(usb_pace::off).are_paced());
}

TEST(InputValve, LetsABurstThroughAndTheRestLater) {
    input_valve valve;
    auto now = time_point{} + 5s;
    for (std::size_t i = 0; i < input_valve::burst; ++i) EXPECT_TRUE(valve.take(now)) << i;
    EXPECT_FALSE(valve.take(now + 3ms));
    EXPECT_EQ(valve.next(), now + input_valve::span);

    now = valve.next();
    EXPECT_TRUE(valve.take(now));
    EXPECT_LT(input_valve::burst, 64U);  // what hidraw keeps for a reader
}

class TroubledUsbDevice : public UsbDevice {
protected:
    void suffer(const usb_trouble& trouble) { device.set_trouble(now, trouble); }
};

TEST_F(TroubledUsbDevice, NeverTakesAnOutputReport) {
    suffer({.on_output = usb_trouble::output::hold});
    write_out(1, "0101");
    EXPECT_EQ(told(), lines{});
    unlink(2, 1);
    EXPECT_EQ(told(), lines{"unlink 2: -104"});
    EXPECT_TRUE(reports.outputs.empty());

    write_out(3, "0102");
    suffer({});
    EXPECT_EQ(told(), lines{"3 taken 2"});
    EXPECT_EQ(reports.outputs, std::vector<std::string>{"0102"});
}

TEST_F(TroubledUsbDevice, RefusesAnOutputReport) {
    suffer({.on_output = usb_trouble::output::stall});
    write_out(1, "0101");

    EXPECT_EQ(told(), lines{"1 failed -32"});
    EXPECT_TRUE(reports.outputs.empty());
}

TEST_F(TroubledUsbDevice, AsksToBePulledOut) {
    suffer({.on_output = usb_trouble::output::unplug});
    EXPECT_FALSE(device.is_pulled());
    write_out(1, "0101");

    EXPECT_TRUE(device.is_pulled());
    EXPECT_EQ(told(), lines{});
}

TEST_F(TroubledUsbDevice, CutsOneInputReport) {
    suffer({.cut_next_input = 1});
    ask_in(1);
    ask_in(2);
    input("0802");
    input("0802");
    EXPECT_EQ(told(), (lines{"1 done 08", "2 done 0802"}));

    suffer({.cut_next_input = 0});
    ask_in(3);
    input("0802");
    EXPECT_EQ(told(), lines{"3 done "});
}

TEST_F(TroubledUsbDevice, DoesNotAnswerGetReport) {
    suffer({.on_get_report = usb_trouble::request::hold});
    ask_control(1, "A101050300000400", 4);
    ask_control(2, "8008000000000100", 1);
    EXPECT_EQ(told(), lines{"2 done 01"});
    unlink(3, 1);
    EXPECT_EQ(told(), lines{"unlink 3: -104"});

    suffer({.on_get_report = usb_trouble::request::stall});
    ask_control(4, "A101050300000400", 4);
    EXPECT_EQ(told(), lines{"4 failed -32"});
    suffer({});
    ask_control(5, "A101050300000400", 4);
    EXPECT_EQ(told(), lines{"5 done 05021802"});
}

TEST_F(TroubledUsbDevice, FallsSilentButIsUnlinked) {
    suffer({.silent = true});
    ask_in(1);
    write_out(2, "0101");
    ask_control(3, "8008000000000100", 1);
    input("0802");
    EXPECT_EQ(told(), lines{});
    unlink(4, 1);
    unlink(5, 2);
    unlink(6, 3);

    EXPECT_EQ(told(), (lines{"unlink 4: -104", "unlink 5: -104", "unlink 6: -104"}));
}

}  // namespace
}  // namespace offhook::sim
