#include "tools/offhook/values.hpp"

#include "tools/offhook/failure.hpp"

#include <gtest/gtest.h>

namespace offhook::cli {
namespace {

using protocol::button_mode;
using protocol::hook_mode;
using protocol::lamp_mode;

/// The complaint that a call throws; empty when it throws none.
template <class Call>
std::string complaint_of(Call call) {
    try {
        static_cast<void>(call());
    } catch (const failure& reason) {
        EXPECT_EQ(reason.code(), exit_bad_call);
        return reason.what();
    }
    return {};
}

TEST(Values, LevelsArePercentagesOrNumbers) {
    EXPECT_EQ(level_of("0%", "volume"), 0);
    EXPECT_EQ(level_of("50%", "volume"), 0x8000);
    EXPECT_EQ(level_of("100%", "volume"), 0xFFFF);
    EXPECT_EQ(level_of("65535", "volume"), 0xFFFF);
    EXPECT_EQ(level_of("0x8000", "volume"), 0x8000);
    for (const auto* text : {"101%", "-1", "65536", "loud", "", "%", "5 %", "1e3"}) {
        EXPECT_EQ(complaint_of([&] { return level_of(text, "volume"); }),
                  std::string("volume '") + text + "': allowed are 0% to 100%, or 0 to 65535");
    }
}

TEST(Values, EveryPercentageComesBackAsItself) {
    for (int i = 0; i <= 100; ++i) {
        const auto text = std::to_string(i);
        EXPECT_EQ(percent(level_of(text + "%", "volume")), text + " %");
    }
}

TEST(Values, WordsAndTapiNumbersMeanTheSame) {
    EXPECT_EQ(lamp_mode_of("steady"), lamp_mode::steady);
    EXPECT_EQ(lamp_mode_of("STEADY"), lamp_mode::steady);
    EXPECT_EQ(lamp_mode_of("on"), lamp_mode::steady);
    EXPECT_EQ(lamp_mode_of("4"), lamp_mode::steady);
    EXPECT_EQ(lamp_mode_of("0x40"), lamp_mode::broken_flutter);
    EXPECT_EQ(hook_mode_of("onhook"), hook_mode::on_hook);
    EXPECT_EQ(hook_mode_of("offhook"), hook_mode::mic_speaker);
    EXPECT_EQ(hook_mode_of("8"), hook_mode::mic_speaker);
    EXPECT_EQ(button_mode_of("feature"), button_mode::feature);
    EXPECT_EQ(button_mode_of("0x20"), button_mode::display);
    EXPECT_EQ(button_function_of("Hold"), 4U);
    EXPECT_EQ(button_function_of("0x80000001"), 0x80000001U);
}

TEST(Values, HookDevicesAreAListOrAll) {
    EXPECT_EQ(hook_devices_of("handset"), 1);
    EXPECT_EQ(hook_devices_of("handset,headset"), 5);
    EXPECT_EQ(hook_devices_of("all"), 7);
    EXPECT_EQ(hook_devices_of("3"), 3);
    EXPECT_EQ(hook_device_of("Speaker"), 2);
    EXPECT_NE(complaint_of([] { return hook_devices_of("handset,"); }), "");
    EXPECT_NE(complaint_of([] { return hook_devices_of(""); }), "");
    EXPECT_NE(complaint_of([] { return hook_device_of("handset,speaker"); }), "");
}

TEST(Values, ButtonsAreNumbersStarAndHash) {
    EXPECT_EQ(button_of("12"), 12);
    EXPECT_EQ(button_of("*"), protocol::star_button);
    EXPECT_EQ(button_of("#"), protocol::pound_button);
    EXPECT_NE(complaint_of([] { return button_of("256"); }), "");
    EXPECT_NE(complaint_of([] { return button_of("hold"); }), "");
}

TEST(Values, SecondsMayHaveAFraction) {
    using std::chrono::milliseconds;
    EXPECT_EQ(seconds_of("2", "--for"), milliseconds(2000));
    EXPECT_EQ(seconds_of("0.25", "--for"), milliseconds(250));
    EXPECT_EQ(seconds_of("0", "--for"), milliseconds(0));
    for (const auto* text : {"", "-1", "86401", "1s", "nan", "inf", "1e2"}) {
        EXPECT_NE(complaint_of([&] { return seconds_of(text, "--for"); }), "") << text;
    }
}

TEST(Values, ComplaintsSayWhatIsAllowed) {
    EXPECT_EQ(complaint_of([] { return lamp_mode_of("blue"); }),
              "lamp mode 'blue': allowed are off, steady, wink, flash, flutter, brokenflutter, on");
    EXPECT_EQ(complaint_of([] { return number_of("9", "ring mode", 8); }),
              "ring mode '9': allowed are 0 to 8");
}

}  // namespace
}  // namespace offhook::cli
