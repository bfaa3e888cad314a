#include "tests/chaos/play.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::chaos;
using namespace std::chrono_literals;

namespace {

/// Counts the reports that it hears of.
class counter : public audience {
public:
    void on_begin(test::handset_pair&) override {}
    void on_step(const action&) override { ++steps; }
    void on_note(std::string_view) override {}
    void on_sent(sim::way, protocol::bytes_view report, std::span<const sim::fault> all) override {
        sent.emplace_back(report.begin(), report.end());
        faults += all.size();
    }
    void on_arrived(sim::way, protocol::bytes_view) override {}

    std::size_t steps = 0;
    std::size_t faults = 0;
    std::vector<protocol::byte_vector> sent;
};

schedule of_seed(std::uint64_t seed) {
    seeded choose(seed);
    return make_schedule(choose, seed);
}

}  // namespace

TEST(Chaos, PlaysTheSameForOneSeed) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        counter first, second;
        EXPECT_EQ(play(of_seed(seed), &first), play(of_seed(seed), &second));
        EXPECT_EQ(first.sent, second.sent) << seed;
    }
}

TEST(Chaos, HasEveryKindOfStepInAFewHundredSeeds) {
    std::set<std::size_t> kinds;
    std::size_t faults = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const auto what = of_seed(seed);
        for (const auto& step : what.steps) kinds.insert(step.what.index());
        counter heard;
        EXPECT_EQ(play(what, &heard), "") << seed;
        EXPECT_EQ(heard.steps, what.steps.size());
        faults += heard.faults;
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<action>);
    EXPECT_GT(faults, 1000U);
}

TEST(Chaos, SeesWhatDoesNotLast) {
    class killer final : public counter {
    public:
        void on_begin(test::handset_pair& pair) override { pair_ = &pair; }
        void on_note(std::string_view) override { pair_->hang(500s); }

    private:
        test::handset_pair* pair_ = nullptr;
    } killer;
    schedule quiet;
    quiet.handset = sim::desk_profile();
    EXPECT_EQ(play(quiet), "");
    EXPECT_EQ(play(quiet, &killer), "not for long: not connected");
}

TEST(Chaos, MakesAScheduleOfAnyBytes) {
    const protocol::byte_vector some{7, 1, 200, 3, 9, 250, 77, 3, 8, 1, 0, 90, 4, 5, 6, 90, 1, 2};
    from_bytes choose(some);
    EXPECT_EQ(play(make_schedule(choose, 1)), "");
    from_bytes nothing({});
    EXPECT_TRUE(make_schedule(nothing, 1).steps.empty());
}
