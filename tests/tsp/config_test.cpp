#include "tsp/config.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

using list = std::vector<std::string>;

TEST(Config, WithoutSettingsTakesTheFirstHandsetAndLogsWarnings) {
    const auto config = parse_config(nullptr, nullptr);

    EXPECT_EQ(config.devices, list{"hid:"});
    EXPECT_EQ(config.log_level, spdlog::level::warn);
    EXPECT_TRUE(config.complaints.empty());
}

TEST(Config, CutsTheListAtCommasAndTrimsIt) {
    const auto config =
        parse_config(" sim:127.0.0.1:7310 ,hid:1209:0001,,\tsim:unix:/run/x/1,", "");

    EXPECT_EQ(config.devices, (list{"sim:127.0.0.1:7310", "hid:1209:0001", "sim:unix:/run/x/1"}));
    EXPECT_TRUE(config.complaints.empty());
}

TEST(Config, AnEmptyListIsNoList) {
    for (const char* text : {"", " ", ",", " , ,"}) {
        SCOPED_TRACE(text);
        EXPECT_EQ(parse_config(text, nullptr).devices, list{"hid:"});
    }
}

TEST(Config, UsesAnAddressOnceAndSaysSo) {
    const auto config = parse_config("hid:,sim:localhost:1,hid:", nullptr);

    EXPECT_EQ(config.devices, (list{"hid:", "sim:localhost:1"}));
    EXPECT_EQ(config.complaints,
              list{"OFFHOOK_DEVICES: 'hid:' is listed more than once; it is used once"});
}

TEST(Config, KeepsWrongAddressesForTheDriverToJudge) {
    EXPECT_EQ(parse_config("nonsense,hid:", nullptr).devices, (list{"nonsense", "hid:"}));
}

TEST(Config, TakesEachLogLevel) {
    EXPECT_EQ(parse_config(nullptr, "trace").log_level, spdlog::level::trace);
    EXPECT_EQ(parse_config(nullptr, "debug").log_level, spdlog::level::debug);
    EXPECT_EQ(parse_config(nullptr, " info ").log_level, spdlog::level::info);
    EXPECT_EQ(parse_config(nullptr, "warn").log_level, spdlog::level::warn);
    EXPECT_EQ(parse_config(nullptr, "error").log_level, spdlog::level::err);
    EXPECT_EQ(parse_config(nullptr, "off").log_level, spdlog::level::off);
}

TEST(Config, NamesALogLevelThatIsNoneAndWarnsOn) {
    const auto config = parse_config(nullptr, "loud");

    EXPECT_EQ(config.log_level, spdlog::level::warn);
    EXPECT_EQ(config.complaints,
              list{"OFFHOOK_LOG: 'loud' is no level; use trace, debug, info, warn, error or off "
                   "(warn is used)"});
}

}  // namespace
}  // namespace offhook::tsp
