// What a browser is told, and what it costs the handset: sim/web/README.md.
#include "sim/web/viewer.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

// A browser that takes everything, or nothing.
struct browser : web_channel {
    void send(std::string message) override { heard.push_back(std::move(message)); }
    std::size_t unsent() const override { return stuck ? web_most_unread + 1 : 0; }

    // How many of them tell of a change.
    std::size_t changes() const { return count("\"changed\""); }
    std::size_t count(std::string_view word) const {
        return static_cast<std::size_t>(std::count_if(heard.begin(), heard.end(), [&](auto& one) {
            return one.find(word) != std::string::npos;
        }));
    }

    std::vector<std::string> heard;
    bool stuck = false;
};

class Viewer : public testing::Test {
protected:
    Viewer() {
        handsets.plug_in(0);
        seen->on_message(R"({"do":"subscribe","to":["changes"],"deltas":true})");
        seen->on_message(R"({"do":"subscribe","to":["reports"]})");
        rest();
        page.heard.clear();
    }

    void press(std::uint8_t button) {
        handsets.act(0, [=](handset& one, time_point now) { return one.press(now, button); });
    }
    void lamp(protocol::lamp_mode mode) {
        handsets.act(0,
                     [=](handset& one, time_point now) { return one.change_lamp(now, 12, mode); });
    }

    // Until no timer runs any more: it ends, for a viewer that is told nothing has none.
    void rest() {
        context.restart();
        context.run();
    }

    boost::asio::io_context context;
    rack handsets{desk_profile(), {.count = 2, .seed = 0, .now = [] { return time_point{}; }}};
    control_hub hub{handsets};
    browser page;
    std::unique_ptr<viewer> seen = std::make_unique<viewer>(context, hub, page);
};

TEST_F(Viewer, AnswersAtOnce) {
    page.stuck = true;
    seen->on_message(R"({"do":"hello","id":1})");
    ASSERT_EQ(page.heard.size(), 1U);
    EXPECT_EQ(page.heard[0].find(R"({"id":1,"ok":true)"), 0U);
}

TEST_F(Viewer, TellsTheFirstChangeAtOnceAndThenTheNewestOnly) {
    lamp(protocol::lamp_mode::steady);
    EXPECT_EQ(page.changes(), 1U);
    for (int i = 0; i < 100; ++i) {
        lamp(protocol::lamp_mode::flash);
        lamp(protocol::lamp_mode::wink);
    }
    EXPECT_EQ(page.changes(), 1U) << "a hundred changes cost it nothing yet";

    rest();

    EXPECT_EQ(page.changes(), 2U);
    EXPECT_EQ(page.count("\"wink\""), 1U);
    EXPECT_EQ(page.count("\"flash\""), 0U);
}

TEST_F(Viewer, LeavesABrowserAloneThatDoesNotKeepUp) {
    page.stuck = true;
    for (int i = 0; i < 1000; ++i) {
        lamp(i % 2 == 0 ? protocol::lamp_mode::steady : protocol::lamp_mode::off);
    }
    press(5);
    rest();
    EXPECT_TRUE(page.heard.empty());

    page.stuck = false;
    seen->on_all_sent();

    EXPECT_EQ(page.changes(), 1U) << "the newest state";
    EXPECT_EQ(page.count("\"missed\""), 1U) << "and how many reports were left out";
}

TEST_F(Viewer, TellsSoManyReportsAndCountsTheRest) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 2000; ++i) {
        press(5);
        handsets.act(0, [](handset& one, time_point now) { return one.release(now, 5); });
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    const auto told = static_cast<double>(page.count("\"report\""));
    EXPECT_GE(told, 300);
    EXPECT_LE(told, report_budget::burst + report_budget::a_second * passed.count() + 1);

    rest();

    EXPECT_GE(page.count("\"missed\""), 1U);
}

TEST_F(Viewer, ReleasesTheKeysOfABrowserThatVanishes) {
    const auto is_down = [&](std::size_t button, std::size_t number = 0) {
        return handsets.at(number).state().pairs[button].button == protocol::button_state::down;
    };
    handsets.plug_in(1);
    seen->on_message(R"({"do":"press","key":"5","id":1})");
    seen->on_message(R"({"do":"press","key":14,"handset":1,"id":2})");
    seen->on_message(R"({"do":"press","key":"7","id":3})");
    seen->on_message(R"({"do":"release","key":"7","id":4})");
    press(7);  // by somebody else
    ASSERT_TRUE(is_down(5) && is_down(14, 1) && is_down(7));

    seen.reset();

    EXPECT_FALSE(is_down(5));
    EXPECT_FALSE(is_down(14, 1));
    EXPECT_TRUE(is_down(7));
}

TEST_F(Viewer, TakesAnyBytes) {
    for (const std::string_view bytes : {"",
                                         "{",
                                         "press",
                                         "[\"press\"]",
                                         "{\"press\":1}",
                                         "\"release\"",
                                         R"({"do":["press"],"key":"5"})",
                                         "\xFF\xFE press"}) {
        seen->on_message(bytes);
    }
    EXPECT_EQ(page.count("\"ok\":false"), 8U);
}

TEST_F(Viewer, HasNoTimerWhileNothingHappens) {
    context.restart();
    EXPECT_EQ(context.poll(), 0U);
    EXPECT_TRUE(context.stopped()) << "there is nothing to wait for";
}

}  // namespace
}  // namespace offhook::sim
