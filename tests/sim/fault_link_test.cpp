#include "sim/fault/fault_link.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

using std::chrono::milliseconds;
using bytes = std::vector<std::uint8_t>;
using time_point = fault_link::time_point;

constexpr time_point start{};

std::vector<bytes> reports_of(const fault_link::deliveries& arrived) {
    std::vector<bytes> reports;
    for (const auto& one : arrived) reports.push_back(one.report);
    return reports;
}

// Reports 0, 1, 2, ... of one way, a millisecond apart, and everything that came of them.
std::vector<bytes> run(fault_link& link, std::size_t count, way where = way::to_host) {
    std::vector<bytes> arrived;
    auto now = start;
    const auto take = [&](const fault_link::deliveries& some) {
        for (const auto& report : reports_of(some)) arrived.push_back(report);
    };
    for (std::size_t i = 0; i < count; ++i) {
        take(link.pass(now, where, bytes{static_cast<std::uint8_t>(i), 0x40}));
        now += milliseconds(1);
    }
    while (const auto due = link.next_deadline()) take(link.on_time(*due));
    return arrived;
}

TEST(FaultLink, PassesEverythingOnWithoutAPlan) {
    fault_link link({});

    EXPECT_EQ(run(link, 3), (std::vector<bytes>{{0, 0x40}, {1, 0x40}, {2, 0x40}}));
    EXPECT_TRUE(link.happened().empty());
}

TEST(FaultLink, DoesWhatTheListSays) {
    struct row {
        const char* name;
        fault what;
        std::vector<bytes> arrived;
    };
    using kind = fault::kind;
    for (const auto& [name, what, arrived] :
         {row{"drop", {way::to_host, 1, kind::drop}, {{0, 0x40}, {2, 0x40}}},
          row{"duplicate",
              {way::to_host, 1, kind::duplicate},
              {{0, 0x40}, {1, 0x40}, {1, 0x40}, {2, 0x40}}},
          row{"flip",
              {way::to_host, 1, kind::flip, {}, 1, 0x41},
              {{0, 0x40}, {1, 0x01}, {2, 0x40}}},
          row{"flip behind the end",
              {way::to_host, 1, kind::flip, {}, 9},
              {{0, 0x40}, {1, 0x40}, {2, 0x40}}},
          row{"cut", {way::to_host, 1, kind::cut, {}, 1}, {{0, 0x40}, {1}, {2, 0x40}}},
          row{"of the other way",
              {way::to_device, 1, kind::drop},
              {{0, 0x40}, {1, 0x40}, {2, 0x40}}}}) {
        SCOPED_TRACE(name);
        fault_link link({.list = {what}});

        EXPECT_EQ(run(link, 3), arrived);
    }
}

TEST(FaultLink, HoldsUpADelayedReportAndWhatIsBehindIt) {
    fault_link link({.list = {{way::to_host, 0, fault::kind::delay, milliseconds(50)}}});

    EXPECT_TRUE(link.pass(start, way::to_host, bytes{1}).empty());
    EXPECT_TRUE(link.pass(start + milliseconds(10), way::to_host, bytes{2}).empty());
    EXPECT_EQ(link.next_deadline(), start + milliseconds(50));
    EXPECT_TRUE(link.on_time(start + milliseconds(49)).empty());
    EXPECT_EQ(reports_of(link.on_time(start + milliseconds(50))), (std::vector<bytes>{{1}, {2}}));
    EXPECT_EQ(link.next_deadline(), std::nullopt);
}

TEST(FaultLink, DoesNotHoldUpTheOtherWay) {
    fault_link link({.list = {{way::to_host, 0, fault::kind::delay, milliseconds(50)}}});
    ASSERT_TRUE(link.pass(start, way::to_host, bytes{1}).empty());

    EXPECT_EQ(link.pass(start, way::to_device, bytes{2}),
              (fault_link::deliveries{{way::to_device, {2}}}));
}

TEST(FaultLink, ForgetsWhatIsUnderWayWhenItIsCutOff) {
    fault_link link({.list = {{way::to_host, 0, fault::kind::delay, milliseconds(50)}}});
    ASSERT_TRUE(link.pass(start, way::to_host, bytes{1}).empty());

    link.cut_off();

    EXPECT_EQ(link.next_deadline(), std::nullopt);
}

TEST(FaultLink, MakesTheSameRunFromTheSameSeed) {
    const fault_plan plan{
        .odds = {.seed = 5, .drop = 100, .delay = 100, .duplicate = 100, .flip = 100, .cut = 100}};
    auto other = plan;
    other.odds.seed = 6;
    fault_link one(plan);
    fault_link two(plan);
    fault_link three(other);

    const auto first = run(one, 500);

    EXPECT_EQ(first, run(two, 500));
    EXPECT_EQ(one.happened(), two.happened());
    EXPECT_NE(first, run(three, 500));
}

TEST(FaultLink, StrikesAsOftenAsTheOddsSay) {
    fault_link link({.odds = {.seed = 3, .drop = 250}});

    const auto arrived = run(link, 4000).size();

    EXPECT_GT(arrived, 2800U);
    EXPECT_LT(arrived, 3200U);
}

TEST(FaultLink, MakesTheSameRunFromTheListOfWhatHappened) {
    fault_link chance(
        {.odds = {.seed = 11, .drop = 50, .delay = 50, .duplicate = 50, .flip = 50, .cut = 50}});
    const auto first = run(chance, 300);

    fault_link list({.list = chance.happened()});

    EXPECT_EQ(run(list, 300), first);
}

}  // namespace
}  // namespace offhook::sim
