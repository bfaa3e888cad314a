#include "tests/tools/offhook/cli_fixture.hpp"

#include <filesystem>

namespace offhook::tests {
namespace {

TEST(CliList, TellsEachHandsetOfAPattern) {
    const temporary_folder folder;
    simulator sim(folder, {"--handsets", "3"});
    sim.start();
    sim.operate(R"("do":"unplug","handset":1)");
    const auto ended = run({"list", "--json", "--device", sim.pattern()});
    EXPECT_EQ(ended.code, 0) << ended.err;
    const auto lines = objects_in(ended.out);
    ASSERT_EQ(lines.size(), 2U) << ended.out;
    EXPECT_EQ(lines[0].at("serial"), "SIM-0000");
    EXPECT_EQ(lines[0].at("firmware"), 66051);
    EXPECT_EQ(lines[0].at("protocol"), "1.0");
    EXPECT_EQ(lines[0].at("state"), "ready");
    EXPECT_EQ(lines[1].at("serial"), "SIM-0002");
    EXPECT_EQ(text_of(lines[1], "address"), sim.address(2));
}

TEST_F(Cli, ListIsATableForPeople) {
    const auto ended = offhook({"list"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_TRUE(contains(ended.out, "ADDRESS"));
    EXPECT_TRUE(contains(ended.out, "  Desk     SIM-0000  00010203  ready\n"));
}

TEST_F(Cli, ListDisturbsNobody) {
    program watching({"watch", "--device", sim.address()});
    EXPECT_TRUE(contains(watching.next_line(), "connected: Desk SIM-0000"));
    EXPECT_EQ(offhook({"list"}).code, 0);
    EXPECT_EQ(sim.state().at("session"), true);
    sim.operate(R"("do":"tap","key":"5")");
    EXPECT_TRUE(contains(watching.next_line(), "button 5 down"));  // no disconnect before
    watching.interrupt();
    EXPECT_EQ(watching.wait().code, 0);
}

TEST_F(Cli, ListTellsAHandsetThatIsUnplugged) {
    sim.operate(R"("do":"unplug")");
    const auto ended = offhook({"list"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(contains(ended.out, "not plugged in"));
    EXPECT_TRUE(contains(ended.err, "no handset is ready"));
}

TEST(CliList, SaysWhyThereIsNone) {
    const auto ended = run({"list", "--device", "sim:unix:/no/such/socket/*"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(contains(ended.err, "no handset was found"));
    EXPECT_TRUE(contains(ended.err, "no simulator listens at unix:/no/such/socket"));
    const auto one = run({"list", "--device", "sim:unix:/no/such/socket"});
    EXPECT_EQ(one.code, 3);
    EXPECT_TRUE(contains(one.out, "  not reachable\n  no simulator listens at"));
}

// A file that nobody may open stands for a device node without the udev rule.
TEST(CliList, NamesTheRuleWhereThePermissionIsMissing) {
    const temporary_folder folder;
    const auto node = folder.write("hidraw7", "");
    std::filesystem::permissions(node, std::filesystem::perms::none);
    std::filesystem::permissions(folder.file("."), std::filesystem::perms(0755));
    const auto ended = run({"list", "--device", "hid:" + node}, {}, user::nobody);
    EXPECT_EQ(ended.code, 3) << ended.err;
    EXPECT_TRUE(contains(ended.out, "no permission"));
    EXPECT_TRUE(contains(ended.out, "70-offhook.rules"));
    const auto doctor = run({"doctor", "--device", "hid:" + node}, {}, user::nobody);
    EXPECT_EQ(doctor.code, 1);
    EXPECT_TRUE(contains(doctor.out, "PROBLEM      handset            permission denied for "));
    EXPECT_TRUE(contains(doctor.out, "udevadm trigger"));
}

TEST(CliList, LooksForUsbHandsetsByItself) {
    const auto ended = run({"list"});
    if (ended.code == 0) GTEST_SKIP() << "a USB handset is plugged into this computer";
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(contains(ended.err, "no USB handset is plugged in ("));
}

}  // namespace
}  // namespace offhook::tests
