#include "tests/tools/offhook/cli_fixture.hpp"

namespace offhook::tests {
namespace {

TEST_F(Cli, AVendorRequestIsAnswered) {
    const auto ended = offhook({"send", "CA FE 01"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(ended.out.starts_with("OK after ")) << ended.out;
    EXPECT_EQ(sim.state().at("vendor"), "cafe01");
    const auto told = offhook_json({"send", "cafe01"});
    EXPECT_EQ(told.at("acknowledged"), true);
    EXPECT_EQ(told.at("data").as_string().empty(), false);
}

TEST_F(Cli, ARefusedVendorRequestIsDecoded) {
    sim.operate(
        R"("do":"fault","what":"refuse","of":["VENDOR"],"status":"HARDWARE_FAULT","detail":4)");
    const auto ended = offhook({"send", "00"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(contains(ended.err,
                         "vendor request 00: the handset refused: HARDWARE_FAULT, its "
                         "code 4\noffhook: vendor requests: up to 512 bytes\n"));
}

TEST_F(Cli, AFeatureReportIsReadAndDecoded) {
    const auto ended = offhook({"send", "--feature", "22"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(contains(ended.out, "<- identity: protocol 1.0, firmware 00010203"));
    EXPECT_EQ(offhook_json({"send", "--feature", "05"}).at("hex"), "05021802");
    const auto none = offhook({"send", "--feature", "77"});
    EXPECT_EQ(none.code, 1);
    EXPECT_TRUE(contains(none.err, "does not have this feature report"));
}

TEST_F(Cli, AReportGoesOutAsItIsAndWhatComesIsDecoded) {
    const std::string hello = "20 00 08 01 00 0000 0A00 1122334455667788 0100";
    const auto arguments = std::vector<std::string>{
        "send", "--report", hello, "--for", "3600", "--device", sim.address()};
    program sending(arguments);
    EXPECT_EQ(sending.next_line(), "-> HELLO #0.1: version 1.0");
    std::string line;
    while (!line.starts_with("<- ")) line = sending.next_line();
    EXPECT_TRUE(line.starts_with("<- HELLO #0.1 OK: session ")) << line;
    sending.interrupt();
    EXPECT_EQ(sending.wait().code, 0);
}

TEST_F(Cli, AShortReportIsSentShortWhenThatIsWanted) {
    const auto lines = objects_in(
        offhook({"send", "--json", "--report", "205C0B03", "--as-is", "--for", "0"}).out);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("hex"), "205c0b03");
    EXPECT_EQ(lines[0].at("way"), "to-device");
}

}  // namespace
}  // namespace offhook::tests
