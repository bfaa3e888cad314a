#include "sim/plug/memory_plug.hpp"

#include "driver/protocol/frame.hpp"
#include "driver/protocol/hello.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

using protocol::opcode;

std::vector<std::uint8_t> hello_report() {
    const auto payload = protocol::encoded(protocol::hello{{}, 1, 0});
    const auto report = protocol::encode_frame(protocol::report_id::frame_to_device,
                                               {0, 8, opcode::hello, 0, 0, 10, payload});
    return {report.begin(), report.end()};
}

// What a rack tells its plugs and watchers, in order.
class recording_plug final : public plug {
public:
    std::vector<std::string> heard;

    void on_plugged(std::size_t number) override { note("plugged", number); }
    void on_unplugged(std::size_t number) override { note("unplugged", number); }
    void on_input(std::size_t number, protocol::bytes_view) override { note("input", number); }
    void on_told() override { heard.emplace_back("told"); }

private:
    void note(const char* what, std::size_t number) {
        heard.push_back(what + (" " + std::to_string(number)));
    }
};

TEST(Rack, NumbersItsHandsetsFromSim0000) {
    const rack handsets(desk_profile(),
                        {.count = 10001, .seed = 0, .now = [] { return time_point{}; }});

    EXPECT_EQ(handsets.at(0).serial(), "SIM-0000");
    EXPECT_EQ(handsets.at(999).serial(), "SIM-0999");
    EXPECT_EQ(handsets.at(10000).serial(), "SIM-10000");
}

TEST(Rack, TellsEveryPlugAndEndsEachOccasion) {
    rack handsets(desk_profile(), {.count = 2, .seed = 0, .now = [] { return time_point{}; }});
    recording_plug one;
    recording_plug two;
    handsets.attach(one);
    handsets.attach(two);

    handsets.plug_in(1);
    handsets.plug_in(1);
    handsets.act(1, [](handset& device, time_point now) { return device.press(now, 5); });
    handsets.pull_out(1);
    handsets.pull_out(1);

    EXPECT_EQ(one.heard,
              (std::vector<std::string>{
                  "plugged 1", "input 1", "told", "input 1", "told", "unplugged 1", "told"}));
    EXPECT_EQ(two.heard, one.heard);
}

TEST(Rack, TellsOfChangesAndOfNothingElse) {
    rack handsets(desk_profile(), {.count = 2, .seed = 0, .now = [] { return time_point{}; }});
    std::vector<std::size_t> changed;
    handsets.watch([&](std::size_t number, bool is_change) {
        if (is_change) changed.push_back(number);
    });

    handsets.plug_in(0);
    EXPECT_EQ(changed, std::vector<std::size_t>{0});
    handsets.output(0, std::vector<std::uint8_t>{0x20, 1});
    EXPECT_EQ(changed, std::vector<std::size_t>{0});
    handsets.act(0, [](handset& device, time_point now) { return device.press(now, 5); });
    EXPECT_EQ(changed, (std::vector<std::size_t>{0, 0}));
}

TEST(Rack, TellsEachReportOnTheWire) {
    rack handsets(desk_profile(), {.count = 2, .seed = 0, .now = [] { return time_point{}; }});
    std::vector<std::pair<rack::way, std::uint8_t>> heard;
    handsets.listen([&](std::size_t number, rack::way where, protocol::bytes_view report) {
        EXPECT_EQ(number, 1U);
        heard.emplace_back(where, report[0]);
    });

    handsets.plug_in(1);  // RESET
    handsets.output(1, std::vector<std::uint8_t>{0x03, 0, 0});

    EXPECT_EQ(heard,
              (std::vector<std::pair<rack::way, std::uint8_t>>{{rack::way::to_host, 0x21},
                                                               {rack::way::to_device, 0x03}}));
}

TEST(Rack, CallsBackWhenTheTimeHasCome) {
    auto now = time_point{};
    rack handsets(desk_profile(), {.count = 1, .seed = 0, .now = [&] { return now; }});
    int earlier = 0;
    std::string called;
    handsets.watch_deadline([&] { ++earlier; });
    handsets.call_at(now + milliseconds(20), [&] { called += "b"; });
    handsets.call_at(now + milliseconds(10), [&] { called += "a"; });
    handsets.call_at(now + milliseconds(10), [&] { called += "A"; });
    EXPECT_EQ(earlier, 2);
    EXPECT_EQ(handsets.next_deadline(), now + milliseconds(10));

    now += milliseconds(10);
    handsets.on_time();
    EXPECT_EQ(called, "aA");
    now += milliseconds(10);
    handsets.on_time();
    EXPECT_EQ(called, "aAb");
    EXPECT_EQ(handsets.next_deadline(), std::nullopt);
}

TEST(Rack, MakesAnotherHandsetOfOneThatIsOut) {
    rack handsets(desk_profile(), {.count = 1, .seed = 0, .now = [] { return time_point{}; }});

    handsets.rename(0, "OTHER-1", "Other");
    EXPECT_EQ(handsets.at(0).serial(), "OTHER-1");
    EXPECT_EQ(handsets.at(0).what().product, "Other");
    handsets.plug_in(0);
    handsets.rename(0, "OTHER-2", "Other");
    EXPECT_EQ(handsets.at(0).serial(), "OTHER-1");
}

TEST(Rack, WakesUpOnlyForWhatIsDue) {
    auto now = time_point{};
    rack handsets(desk_profile(), {.count = 100, .seed = 0, .now = [&] { return now; }});
    int earlier = 0;
    handsets.watch_deadline([&] { ++earlier; });
    for (std::size_t i = 0; i < handsets.size(); ++i) handsets.plug_in(i);
    EXPECT_EQ(handsets.next_deadline(), std::nullopt);  // no session: nothing to wait for

    handsets.output(7, hello_report());
    EXPECT_EQ(handsets.next_deadline(), now + std::chrono::seconds(10));
    EXPECT_EQ(earlier, 1);
    now += std::chrono::seconds(3);
    handsets.output(7, hello_report());  // puts the end of the session off
    EXPECT_EQ(earlier, 1);

    now = *handsets.next_deadline();
    handsets.on_time();
    EXPECT_NE(handsets.at(7).session(), 0);
    EXPECT_EQ(handsets.next_deadline(), time_point{} + std::chrono::seconds(13));
    now = *handsets.next_deadline();
    handsets.on_time();
    EXPECT_EQ(handsets.at(7).session(), 0);
    EXPECT_EQ(handsets.next_deadline(), std::nullopt);
}

TEST(MemoryPlug, CarriesReportsInVirtualTime) {
    std::size_t inputs = 0;
    std::vector<std::string> cable;
    memory_plug plug(desk_profile(),
                     1,
                     {.on_plugged = [&] { cable.emplace_back("in"); },
                      .on_unplugged = [&] { cable.emplace_back("out"); },
                      .on_input = [&](protocol::bytes_view) { ++inputs; }});

    plug.handsets().plug_in(0);
    EXPECT_EQ(inputs, 1U);  // RESET
    plug.output(hello_report());
    EXPECT_EQ(inputs, 2U);
    plug.advance(std::chrono::seconds(11));
    EXPECT_EQ(plug.device().session(), 0);
    EXPECT_EQ(plug.device().numbers().expired, 1U);
    plug.handsets().pull_out(0);

    EXPECT_EQ(cable, (std::vector<std::string>{"in", "out"}));
    EXPECT_EQ(plug.now(), time_point{} + std::chrono::seconds(11));
}

}  // namespace
}  // namespace offhook::sim
