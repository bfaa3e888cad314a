#include "tests/tools/offhook/cli_fixture.hpp"

namespace offhook::tests {
namespace {

TEST_F(Cli, WatchTellsEventsAsTheyCome) {
    program watching({"watch", "--device", sim.address()});
    EXPECT_TRUE(contains(watching.next_line(), "connected: Desk SIM-0000, firmware 1.2.3"));
    sim.operate(R"("do":"tap","key":"5")");
    EXPECT_TRUE(watching.next_line().ends_with("  button 5 down"));
    EXPECT_TRUE(watching.next_line().ends_with("  button 5 up"));
    sim.operate(R"("do":"hook","device":"handset","mode":"micspeaker")");
    EXPECT_TRUE(watching.next_line().ends_with("  hook handset micspeaker"));
    watching.interrupt();
    const auto ended = watching.wait();
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(sim.state().at("session"), false);
}

TEST_F(Cli, WatchShowsUnplugAndReplug) {
    program watching({"watch", "--json", "--count", "2", "--device", sim.address()});
    EXPECT_TRUE(contains(watching.next_line(), R"("event":"connected")"));
    sim.operate(R"("do":"unplug")");
    EXPECT_TRUE(contains(watching.next_line(), R"("event":"disconnected","reason":)"));
    sim.operate(R"("do":"plug")");
    const auto line = watching.next_line();
    EXPECT_TRUE(contains(line, R"("event":"connected","product":"Desk","serial":"SIM-0000")"));
    EXPECT_EQ(watching.wait().code, 0);  // --count 2: the first connected is not counted
}

TEST_F(Cli, WatchEndsByItsCount) {
    program watching({"watch", "--json", "--count", "1", "--device", sim.address()});
    static_cast<void>(watching.next_line());
    sim.operate(R"("do":"press","key":"star")");
    const auto line = objects_in(watching.next_line()).front();
    EXPECT_EQ(line.at("event"), "button");
    EXPECT_EQ(line.at("button"), 10);
    EXPECT_EQ(line.at("state"), "down");
    EXPECT_EQ(text_of(line, "address"), sim.address());
    EXPECT_EQ(line.at("at").as_string().size(), std::string("2026-11-26T12:00:00.123Z").size());
    EXPECT_EQ(watching.wait().code, 0);
}

TEST_F(Cli, WatchSaysWhenTooLittleHasHappened) {
    const auto ended = offhook({"watch", "--count", "1", "--for", "0.1"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(offhook({"watch", "--for", "0.1"}).code, 0);
}

TEST_F(Cli, WatchWaitsForAHandsetThatIsNotThere) {
    sim.operate(R"("do":"unplug")");
    program watching({"watch", "--device", sim.address()});
    EXPECT_TRUE(contains(watching.next_complaint(), "waiting for " + sim.address()));
    sim.operate(R"("do":"plug")");
    EXPECT_TRUE(contains(watching.next_line(), "connected: Desk SIM-0000"));
    watching.interrupt();
    EXPECT_EQ(watching.wait().code, 0);
}

TEST(CliWatch, TellsHandsetsOfAPatternApart) {
    const temporary_folder folder;
    simulator sim(folder, {"--handsets", "2"});
    sim.start();
    program watching({"watch", "--json", "--device", sim.pattern()});
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(contains(watching.next_line(), R"("event":"connected")"));
    }
    sim.operate(R"("do":"press","key":"1","handset":1)");
    const auto line = objects_in(watching.next_line()).front();
    EXPECT_EQ(text_of(line, "address"), sim.address(1));
    EXPECT_EQ(line.at("button"), 1);
    watching.interrupt();
    EXPECT_EQ(watching.wait().code, 0);
}

TEST_F(Cli, WatchSaysThatAnotherProgramTookTheHandset) {
    program watching({"watch", "--device", sim.address()});
    static_cast<void>(watching.next_line());
    ASSERT_EQ(offhook({"set", "lamp", "12", "on"}).code, 0);
    EXPECT_TRUE(contains(watching.next_line(), "another program took the handset"));
    watching.interrupt();
    EXPECT_EQ(watching.wait().code, 0);
}

}  // namespace
}  // namespace offhook::tests
