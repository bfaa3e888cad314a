#include "driver/config.hpp"

#include "driver/config_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace offhook {
namespace {

using lines = std::vector<std::string>;
using std::chrono::milliseconds;
using std::chrono::seconds;

lines addresses(const config& of) {
    lines all;
    for (const auto& each : of.devices) all.push_back(each.address);
    return all;
}

config of_text(const std::string& text) {
    config read;
    apply_config_file(read, text, "offhook.yaml");
    return read;
}

/// With files in a folder of their own.
class Config : public testing::Test {
protected:
    std::filesystem::path write(const std::string& text) {
        std::ofstream(folder / "offhook.yaml") << text;
        return folder / "offhook.yaml";
    }

    config read(const config_environment& environment) {
        return read_config(environment, folder / "default.yaml");
    }

private:
    test::temporary_folder owned_;

protected:
    const std::filesystem::path& folder = owned_.path();
};

TEST_F(Config, WithoutSettingsTakesTheFirstHandsetAndLogsWarnings) {
    const auto found = read({});

    EXPECT_EQ(addresses(found), lines{"hid:"});
    EXPECT_EQ(found.log.level, spdlog::level::warn);
    EXPECT_EQ(found.first_look, milliseconds(1500));
    EXPECT_FALSE(found.forget_after);
    EXPECT_EQ(found.complaints, lines{});
}

TEST_F(Config, TakesEverythingFromTheFile) {
    const auto file = write(
        "devices:\n"
        "  - hid:*\n"
        "  - sim:127.0.0.1:7310/2\n"
        "timeouts_ms: {setting: 4000, reconnect: 50, first_look: 3000}\n"
        "forget_after_s: 60\n"
        "log: {level: debug, file: /tmp/x.log, size_kib: 64, files: 2}\n");
    const auto found = read_config({}, file);

    EXPECT_EQ(found.complaints, lines{});
    EXPECT_EQ(addresses(found), (lines{"hid:*", "sim:127.0.0.1:7310/2"}));
    EXPECT_EQ(found.devices[1].where, file.string() + ":3:5");
    EXPECT_EQ(found.timing.setting.total, milliseconds(4000));
    EXPECT_EQ(found.timing.setting.first_sign, milliseconds(1000)) << "in proportion";
    EXPECT_EQ(found.timing.slow.total, engine::timing().slow.total);
    EXPECT_EQ(found.timing.longest_back_off, milliseconds(50));
    EXPECT_EQ(found.timing.first_back_off, milliseconds(50));
    EXPECT_EQ(found.first_look, milliseconds(3000));
    EXPECT_EQ(found.forget_after, seconds(60));
    EXPECT_EQ(found.log.level, spdlog::level::debug);
    EXPECT_EQ(found.log.file, "/tmp/x.log");
    EXPECT_EQ(found.log.size_kib, 64U);
    EXPECT_EQ(found.log.files, 2U);
}

TEST_F(Config, AVariableReplacesWhatTheFileSays) {
    const auto file = write("devices: [hid:*]\nlog: {level: trace, file: a}\n");

    const auto found = read({file.string(), "sim:x:1, sim:y:2", "error", "b"});

    EXPECT_EQ(found.complaints, lines{});
    EXPECT_EQ(addresses(found), (lines{"sim:x:1", "sim:y:2"}));
    EXPECT_EQ(found.devices[0].where, "OFFHOOK_DEVICES");
    EXPECT_EQ(found.log.level, spdlog::level::err);
    EXPECT_EQ(found.log.file, "b");
    EXPECT_EQ(addresses(read({file.string(), {}, {}, {}})), lines{"hid:*"});
}

TEST_F(Config, CutsTheListAtCommasAndTrimsIt) {
    const auto found =
        read({{}, " sim:127.0.0.1:7310 ,hid:1209:0001,,\tsim:unix:/run/x/1,", {}, {}});

    EXPECT_EQ(addresses(found),
              (lines{"sim:127.0.0.1:7310", "hid:1209:0001", "sim:unix:/run/x/1"}));
    EXPECT_EQ(found.complaints, lines{});
    for (const char* text : {",", " , ,"}) {
        EXPECT_EQ(addresses(read({{}, text, {}, {}})), lines{"hid:"});
    }
}

TEST_F(Config, UsesAnAddressOnceAndSaysSo) {
    const auto found = read({{}, "hid:,sim:localhost:1,hid:", {}, {}});

    EXPECT_EQ(addresses(found), (lines{"hid:", "sim:localhost:1"}));
    EXPECT_EQ(found.complaints,
              lines{"OFFHOOK_DEVICES: 'hid:' is listed more than once; it is used once"});
    const auto in_file = of_text("devices: [hid:, hid:]\n");
    EXPECT_EQ(addresses(in_file), lines{"hid:"});
    EXPECT_EQ(in_file.complaints,
              lines{"offhook.yaml:1:17: 'hid:' is listed more than once; it is used once"});
}

TEST_F(Config, TakesEachLogLevel) {
    EXPECT_EQ(log_level("trace"), spdlog::level::trace);
    EXPECT_EQ(log_level("debug"), spdlog::level::debug);
    EXPECT_EQ(log_level("info"), spdlog::level::info);
    EXPECT_EQ(log_level("warn"), spdlog::level::warn);
    EXPECT_EQ(log_level("error"), spdlog::level::err);
    EXPECT_EQ(log_level("off"), spdlog::level::off);
    EXPECT_FALSE(log_level("Warn"));
}

TEST_F(Config, NamesALogLevelThatIsNoneAndWarnsOn) {
    const auto found = read({{}, {}, "loud", {}});

    EXPECT_EQ(found.log.level, spdlog::level::warn);
    EXPECT_EQ(
        found.complaints,
        lines{"OFFHOOK_LOG: 'loud' is no level; allowed: trace, debug, info, warn, error, off"});
}

TEST_F(Config, ANamedFileThatIsNotThereIsReportedAndADefaultOneIsNot) {
    const auto missing = (folder / "none.yaml").string();

    EXPECT_EQ(read({missing, {}, {}, {}}).complaints,
              lines{missing + ": cannot be read: No such file or directory; the file is not used"});
    EXPECT_EQ(read({folder.string(), {}, {}, {}}).complaints,
              lines{folder.string() + ": cannot be read: it is a folder; the file is not used"});
    EXPECT_EQ(addresses(read({missing, {}, {}, {}})), lines{"hid:"});
}

TEST_F(Config, AnEmptyFileSaysNothing) {
    for (const char* text : {"", "\n", "# only a remark\n"}) {
        const auto found = read_config({}, write(text));
        EXPECT_EQ(found.complaints, lines{}) << text;
        EXPECT_EQ(addresses(found), lines{"hid:"});
    }
}

TEST_F(Config, WhatIsWrongIsReportedWithItsPlaceAndTheRestCounts) {
    const auto found = of_text(
        "devices: [hid:*, {x: 1}, '']\n"
        "colour: red\n"
        "timeouts_ms:\n"
        "  setting: soon\n"
        "  slow: 5\n"
        "  commit: 20000\n"
        "log:\n"
        "  level: loud\n"
        "  file: x.log\n");

    EXPECT_EQ(addresses(found), lines{"hid:*"});
    EXPECT_EQ(found.timing.setting.total, engine::timing().setting.total);
    EXPECT_EQ(found.timing.slow.total, engine::timing().slow.total);
    EXPECT_EQ(found.timing.commit.total, milliseconds(20000));
    EXPECT_EQ(found.log.file, "x.log");
    const char* const places[] = {":2:1: unknown field 'colour'",
                                  ":1:18: ",
                                  ":1:26: ",
                                  ":4:12: 'setting'",
                                  ":5:9: 'slow'",
                                  ":8:10: 'level'"};
    ASSERT_EQ(found.complaints.size(), std::size(places));
    for (std::size_t i = 0; i < std::size(places); ++i) {
        EXPECT_EQ(found.complaints[i].rfind(std::string("offhook.yaml") + places[i], 0), 0U)
            << found.complaints[i];
    }
}

TEST_F(Config, OfATextThatIsNoYamlNothingIsTaken) {
    const auto found = of_text("log: {level: off}\ndevices: [hid:*\n");

    EXPECT_EQ(found.log.level, spdlog::level::warn);
    ASSERT_EQ(found.complaints.size(), 1U);
    EXPECT_EQ(found.complaints[0].rfind("offhook.yaml:3:1: this is no YAML: ", 0), 0U)
        << found.complaints[0];
    EXPECT_EQ(of_text("- a list\n").complaints.size(), 1U);
}

}  // namespace
}  // namespace offhook
