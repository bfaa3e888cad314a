#include "tests/tools/offhook/cli_fixture.hpp"

#include <cstdlib>
#include <map>

namespace offhook::tests {
namespace {

using boost::json::object;

/// What doctor found, by the name of the check; the last one of a name.
std::map<std::string, object> by_check(const std::string& out) {
    std::map<std::string, object> all;
    for (const auto& line : objects_in(out)) {
        const auto* const check = line.if_contains("check");
        all[check == nullptr ? "end" : std::string(check->as_string())] = line;
    }
    return all;
}

TEST_F(Cli, DoctorFindsThatAllIsWell) {
    const auto before = sim.state();
    const auto ended = offhook({"doctor", "--json"});
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    auto found = by_check(ended.out);
    for (const auto* check : {"configuration",
                              "environment",
                              "hidapi",
                              "handset",
                              "protocol",
                              "session",
                              "round trip",
                              "provider"}) {
        ASSERT_TRUE(found.contains(check)) << check << " is not in " << ended.out;
        EXPECT_EQ(found.at(check).at("result"), "ok") << ended.out;
    }
    EXPECT_TRUE(contains(text_of(found.at("round trip"), "text"),
                         "the display set 20 times to what it is"));
    EXPECT_TRUE(contains(text_of(found.at("provider"), "text"), "offhook.tsp loads and exports"));
    EXPECT_EQ(found.at("end").at("problems"), 0);
    const auto after = sim.state();
    for (const auto* part : {"display", "ring", "hook", "volume", "gain", "buttons"}) {
        EXPECT_EQ(after.at(part), before.at(part)) << part;
    }
}

TEST_F(Cli, DoctorTellsPeopleWhatToDo) {
    sim.operate(R"("do":"unplug")");
    const auto ended = offhook({"doctor"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(contains(ended.out, "PROBLEM      handset            nothing is plugged in at "));
    EXPECT_TRUE(contains(ended.out, "-> plug the handset in, or correct the address\n"));
    EXPECT_TRUE(contains(ended.out, "not checked  session"));
    EXPECT_TRUE(contains(ended.out, "\n1 problem\n"));
}

TEST_F(Cli, DoctorFindsAMistakeInTheConfiguration) {
    const auto file = folder.write("offhook.yaml", "log:\n  level: loud\n");
    const auto ended =
        run({"doctor", "--json", "--device", sim.address()}, {{"OFFHOOK_CONFIG", file}});
    EXPECT_EQ(ended.code, 1);
    auto found = by_check(ended.out);
    EXPECT_EQ(found.at("configuration").at("result"), "problem");
    EXPECT_TRUE(contains(text_of(found.at("configuration"), "text"), file + ":2:10: "));
    EXPECT_EQ(found.at("end").at("problems"), 1);
    EXPECT_EQ(ended.err, "");  // told once, in its own way
}

TEST_F(Cli, DoctorFindsAHandsetThatDoesNotAcknowledge) {
    sim.operate(R"("do":"fault","what":"refuse","of":["DISPLAY"],"status":"HARDWARE_FAULT")");
    auto found = by_check(offhook({"doctor", "--json"}).out);
    EXPECT_EQ(found.at("session").at("result"), "ok");
    EXPECT_EQ(found.at("round trip").at("result"), "problem");
    EXPECT_TRUE(contains(text_of(found.at("round trip"), "text"), "HARDWARE_FAULT"));
}

TEST_F(Cli, DoctorFindsAProviderThatIsNone) {
    const auto missing = by_check(offhook({"doctor", "--json", "--tsp", "/no/such.tsp"}).out);
    EXPECT_EQ(missing.at("provider").at("result"), "problem");
    EXPECT_TRUE(contains(text_of(missing.at("provider"), "text"), "/no/such.tsp"));
    const auto text = folder.write("text.tsp", "no module");
    const auto wrong = by_check(offhook({"doctor", "--json", "--tsp", text}).out);
    EXPECT_EQ(wrong.at("provider").at("result"), "problem");
}

TEST_F(Cli, DoctorTellsTheLastErrorsOfTheLog) {
    const auto log = folder.write("offhook.log", "2026-11-26 12:00:00.000 error out of order\n");
    const auto ended =
        run({"doctor", "--json", "--device", sim.address()}, {{"OFFHOOK_LOG_FILE", log}});
    EXPECT_TRUE(contains(text_of(by_check(ended.out).at("log"), "text"), "error out of order"));
}

TEST(CliDoctor, SaysWhatListensNowhere) {
    const auto ended = run({"doctor", "--json", "--device", "sim:unix:/no/such/socket"});
    EXPECT_EQ(ended.code, 1);
    const auto found = by_check(ended.out);
    EXPECT_EQ(found.at("handset").at("result"), "problem");
    EXPECT_TRUE(contains(text_of(found.at("handset"), "text"), "no simulator listens at"));
    EXPECT_EQ(found.at("session").at("result"), "not-checked");
}

TEST(CliDoctor, FindsAHandsetOfAnotherVersion) {
    const temporary_folder folder;
    const auto profile = folder.write("new.yaml", "firmware: {major: 2}\n");
    simulator sim(folder, {"--profile", profile});
    sim.start();
    const auto found = by_check(run({"doctor", "--json", "--device", sim.address()}).out);
    EXPECT_EQ(found.at("handset").at("result"), "problem");
    EXPECT_TRUE(contains(text_of(found.at("handset"), "text"), "speaks protocol version 2.0"));
    EXPECT_TRUE(contains(text_of(found.at("handset"), "advice"), "firmware"));
}

}  // namespace
}  // namespace offhook::tests
