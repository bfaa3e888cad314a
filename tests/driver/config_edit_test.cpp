#include "driver/config_edit.hpp"

#include "yaml/yaml_editor.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace offhook {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string written =
    "# our handsets\n"
    "devices:          # in this order\n"
    "  - hid:*         # whatever is plugged in\n"
    "  - sim:127.0.0.1:7310\n"
    "\n"
    "timeouts_ms:\n"
    "  setting: 3000   # slow firmware\n"
    "  later: 1        # of a newer version\n"
    "\n"
    "# for support\n"
    "log:\n"
    "  level: info\n"
    "  size_kib: 2048\n"
    "future: [1, 2]\n";

std::string edited(const std::string& text, const std::function<void(config&)>& change) {
    auto wanted = config_of_text(text, "");
    change(wanted);
    const auto result = edit_config(text, wanted);
    EXPECT_FALSE(result.rewritten);
    EXPECT_TRUE(has_same_settings(config_of_text(result.text, ""), wanted)) << result.text;
    return result.text;
}

/// `text` with one part replaced.
std::string with(std::string text, const std::string& part, const std::string& by) {
    return text.replace(text.find(part), part.size(), by);
}

TEST(ConfigEdit, WithoutAChangeTheTextStays) {
    EXPECT_EQ(edited(written, [](config&) {}), written);
    EXPECT_EQ(edited("", [](config&) {}), "");
}

TEST(ConfigEdit, AValueChangesInItsLineAndKeepsItsComment) {
    const auto text =
        edited(written, [](config& of) { of.timing.setting.total = milliseconds(2500); });
    EXPECT_EQ(text, with(written, "setting: 3000   #", "setting: 2500   #"));
}

TEST(ConfigEdit, AMissingValueComesLastInItsSection) {
    const auto text = edited(written, [](config& of) { of.first_look = milliseconds(700); });
    EXPECT_EQ(text, with(written, "newer version\n", "newer version\n  first_look: 700\n"));
}

TEST(ConfigEdit, AMissingSectionComesLast) {
    const auto text =
        edited("devices:\n  - hid:\n", [](config& of) { of.log.level = spdlog::level::off; });
    EXPECT_EQ(text, "devices:\n  - hid:\nlog:\n  level: off\n");
}

TEST(ConfigEdit, HandsetsThatStayKeepTheirLines) {
    const auto text = edited(written, [](config& of) {
        of.devices.erase(of.devices.begin() + 1);
        of.devices.push_back({"hid:", ""});
    });
    EXPECT_EQ(text, with(written, "  - sim:127.0.0.1:7310\n", "  - 'hid:'\n"));
}

TEST(ConfigEdit, AListThatStandsAtTheMarginStaysThere) {
    const auto text = edited("devices:\n- hid:*\nlog:\n  level: warn\n", [](config& of) {
        of.devices.push_back({"sim:h:1/2", ""});
    });
    EXPECT_EQ(text, "devices:\n- hid:*\n- sim:h:1/2\nlog:\n  level: warn\n");
}

TEST(ConfigEdit, WhatIsUnsetGoesAndAnEmptySectionWithIt) {
    const std::string text = "forget_after_s: 60\nlog:\n  file: /tmp/o.log\n";
    EXPECT_EQ(edited(text,
                     [](config& of) {
                         of.forget_after.reset();
                         of.log.file.clear();
                     }),
              "");
    EXPECT_EQ(edited("", [](config& of) { of.forget_after = seconds(60); }),
              "forget_after_s: 60\n");
}

TEST(ConfigEdit, WindowsPathsAndLineEndsSurvive) {
    const auto text = edited("log:\r\n  level: warn\r\n",
                             [](config& of) { of.log.file = "C:\\Program Files\\it's.log"; });
    EXPECT_EQ(text, "log:\r\n  level: warn\r\n  file: 'C:\\Program Files\\it''s.log'\r\n");
}

TEST(ConfigEdit, AValueMayContainTheSignOfAComment) {
    const std::string text = "log:\n  file: 'C:\\a #1.log' # mine\n";
    EXPECT_EQ(edited(text, [](config& of) { of.log.file = "D:\\b.log"; }),
              "log:\n  file: 'D:\\b.log' # mine\n");
}

TEST(ConfigEdit, WhatCannotBeEditedByLinesIsWrittenAnewWithUnknownKeys) {
    for (const std::string text : {"devices: [hid:*, 'sim:h:1']\nfuture: [1, 2]\n",
                                   "{devices: [hid:*], future: [1, 2]}\n",
                                   "log: {level: info}\nfuture: [1, 2]\n"}) {
        auto wanted = config_of_text(text, "");
        wanted.devices = {{"hid:1209:4F53:A", ""}, {"hid:", ""}};
        wanted.log.level = spdlog::level::trace;
        const auto result = edit_config(text, wanted);
        EXPECT_TRUE(result.rewritten) << text;
        EXPECT_TRUE(has_same_settings(config_of_text(result.text, ""), wanted)) << result.text;
        EXPECT_NE(result.text.find("future: [1, 2]"), std::string::npos) << result.text;
    }
}

TEST(ConfigEdit, ATextThatIsNoYamlIsReplaced) {
    auto wanted = config_of_text("", "");
    const auto result = edit_config("devices: [\n  : :\n", wanted);
    EXPECT_TRUE(result.rewritten);
    EXPECT_TRUE(config_of_text(result.text, "").complaints.empty());
    EXPECT_TRUE(has_same_settings(config_of_text(result.text, ""), wanted));
}

TEST(YamlScalar, QuotesWhatWouldBeSomethingElse) {
    EXPECT_EQ(yaml_scalar("sim:127.0.0.1:7310/*"), "sim:127.0.0.1:7310/*");
    EXPECT_EQ(yaml_scalar("/dev/hidraw3"), "/dev/hidraw3");
    EXPECT_EQ(yaml_scalar("hid:"), "'hid:'");
    EXPECT_EQ(yaml_scalar(""), "''");
    EXPECT_EQ(yaml_scalar("*x"), "'*x'");
    EXPECT_EQ(yaml_scalar("a b's"), "'a b''s'");
}

}  // namespace
}  // namespace offhook
