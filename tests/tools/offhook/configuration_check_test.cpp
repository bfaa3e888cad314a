#include "tools/offhook/doctor/configuration_check.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <fstream>

namespace offhook::cli {
namespace {

class ConfigurationCheck : public testing::Test {
protected:
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder_.file(name), std::ios::binary) << text;
        return folder_.file(name);
    }

    findings check(const std::string& text) {
        const auto file = write("offhook.yaml", text);
        const config_environment environment{file, {}, {}, {}};
        return check_configuration(read_config(environment, "/nowhere"), environment, "/nowhere");
    }

    test::temporary_folder folder_;
};

TEST_F(ConfigurationCheck, AFileThatIsRightIsNamed) {
    const auto found = check("devices: [\"sim:127.0.0.1:7310\"]\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].verdict, verdict::ok);
    EXPECT_EQ(found[0].text, folder_.file("offhook.yaml") + " is valid");
}

TEST_F(ConfigurationCheck, AMissingFileIsFineUnlessItWasNamed) {
    const auto usual = check_configuration({}, {}, "/no/such/offhook.yaml");
    ASSERT_EQ(usual.size(), 1U);
    EXPECT_EQ(usual[0].verdict, verdict::ok);
    const config_environment named{"/no/such/other.yaml", {}, {}, {}};
    const auto found = check_configuration(read_config(named, "/nowhere"), named, "/nowhere");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].verdict, verdict::problem);
    EXPECT_NE(found[0].text.find("/no/such/other.yaml"), std::string::npos);
}

TEST_F(ConfigurationCheck, EachMistakeIsALineWithItsPlace) {
    const auto found = check("timeouts_ms:\n  link: soon\nlog: {level: loud}\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].verdict, verdict::problem);
    EXPECT_TRUE(found[0].text.starts_with(folder_.file("offhook.yaml") + ":2:9: "))
        << found[0].text;
    EXPECT_TRUE(found[1].text.starts_with(folder_.file("offhook.yaml") + ":3:14: "))
        << found[1].text;
    EXPECT_NE(found[0].advice, "");
}

TEST_F(ConfigurationCheck, VariablesAreToldAndJudged) {
    const config_environment environment{{}, "sim:127.0.0.1:7310", {}, {}};
    const auto fine = check_environment(read_config(environment, "/nowhere"), environment);
    ASSERT_EQ(fine.size(), 1U);
    EXPECT_EQ(fine[0].verdict, verdict::ok);
    EXPECT_NE(fine[0].text.find("OFFHOOK_DEVICES=sim:127.0.0.1:7310"), std::string::npos);
    const config_environment wrong{{}, {}, "loud", {}};
    const auto found = check_environment(read_config(wrong, "/nowhere"), wrong);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].verdict, verdict::problem);
    EXPECT_TRUE(found[0].text.starts_with("OFFHOOK_LOG: 'loud'")) << found[0].text;
}

TEST_F(ConfigurationCheck, TheLastErrorsOfTheLogAreTold) {
    std::string text = "2026-11-26 12:00:00.000 error the oldest\n";
    for (const auto* each : {"one", "two", "three"}) {
        text += std::string("2026-11-26 12:00:01.000 error ") + each + "\r\n" +
                "2026-11-26 12:00:01.000 warning not an error at all\n";
    }
    log_config log;
    log.file = write("offhook.log", text);
    const auto found = check_log(log);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].text, "2026-11-26 12:00:01.000 error one");
    EXPECT_EQ(found[2].text, "2026-11-26 12:00:01.000 error three");
    EXPECT_EQ(found[0].verdict, verdict::note);
}

TEST_F(ConfigurationCheck, ALogWithoutErrorsIsFine) {
    log_config log;
    EXPECT_EQ(check_log(log)[0].verdict, verdict::note);  // none is written
    log.file = write("offhook.log", "2026-11-26 12:00:00.000 info fine\n");
    EXPECT_EQ(check_log(log)[0].verdict, verdict::ok);
    log.file = folder_.file("not-yet.log");
    EXPECT_EQ(check_log(log)[0].verdict, verdict::note);
}

}  // namespace
}  // namespace offhook::cli
