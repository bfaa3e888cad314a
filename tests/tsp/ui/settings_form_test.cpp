#include "tsp/ui/settings_form.hpp"

#include "driver/config_edit.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp::ui {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

settings_form defaults() {
    return form_of(config_of_text("", "offhook.yaml"));
}

std::string& number(settings_form& form, number_field field) {
    return form.numbers[static_cast<std::size_t>(field)];
}

/// The only problem of a form.
std::string problem_of(const settings_form& form) {
    const auto checked = check_form(form, {});
    return checked.problems.size() == 1 ? checked.problems.front().message
                                        : std::to_string(checked.problems.size()) + " problems";
}

TEST(SettingsForm, ShowsWhatTheFileSays) {
    auto form =
        form_of(config_of_text("devices: [hid:*, 'sim:127.0.0.1:7310']\n"
                               "timeouts_ms: {setting: 3000}\nforget_after_s: 60\n"
                               "log: {level: debug, file: 'C:\\o.log'}\n",
                               "offhook.yaml"));
    EXPECT_EQ(form.devices, (std::vector<std::string>{"hid:*", "sim:127.0.0.1:7310"}));
    EXPECT_EQ(number(form, number_field::setting), "3000");
    EXPECT_EQ(number(form, number_field::commit), "12000");
    EXPECT_EQ(number(form, number_field::forget_after), "60");
    EXPECT_EQ(level_words[form.level], "debug");
    EXPECT_EQ(form.log_file, "C:\\o.log");
}

TEST(SettingsForm, ComesBackAsItWas) {
    const auto before = config_of_text("", "offhook.yaml");
    const auto checked = check_form(form_of(before), before);
    EXPECT_TRUE(checked.problems.empty());
    EXPECT_TRUE(has_same_settings(checked.value, before));
}

TEST(SettingsForm, TakesEachFieldToItsPlace) {
    auto form = defaults();
    for (std::size_t i = 0; i < number_fields; ++i) form.numbers[i] = std::to_string(101 + i);
    form.level = 5;
    form.log_file = "  C:\\log files\\o.log ";
    const auto value = check_form(form, {}).value;
    EXPECT_EQ(value.timing.link.total, milliseconds(101));
    EXPECT_EQ(value.timing.setting.total, milliseconds(102));
    EXPECT_EQ(value.timing.slow.total, milliseconds(103));
    EXPECT_EQ(value.timing.commit.total, milliseconds(104));
    EXPECT_EQ(value.timing.write, milliseconds(105));
    EXPECT_EQ(value.timing.open, milliseconds(106));
    EXPECT_EQ(value.timing.longest_back_off, milliseconds(107));
    EXPECT_EQ(value.first_look, milliseconds(108));
    EXPECT_EQ(value.forget_after, seconds(109));
    EXPECT_EQ(value.log.level, spdlog::level::off);
    EXPECT_EQ(value.log.file, "C:\\log files\\o.log");
}

TEST(SettingsForm, SaysWhatIsWrongWhereAndWhatIsAllowed) {
    auto form = defaults();
    number(form, number_field::open) = "fast";
    EXPECT_EQ(problem_of(form), "Open: 'fast' is not a whole number from 10 to 600000 ms.");
    const auto found = check_form(form, {}).problems.front();
    EXPECT_EQ(found.where, form_problem::place::number);
    EXPECT_EQ(found.field, number_field::open);
}

TEST(SettingsForm, KnowsTheBoundsOfEachNumber) {
    for (const char* wrong : {"", " ", "9", "600001", "-5", "1e3", "2000x", "99999999999"}) {
        auto form = defaults();
        number(form, number_field::link) = wrong;
        EXPECT_NE(problem_of(form).find("from 10 to 600000 ms."), std::string::npos) << wrong;
    }
    for (const char* right : {"10", " 600000 ", "0010"}) {
        auto form = defaults();
        number(form, number_field::link) = right;
        EXPECT_EQ(problem_of(form), "0 problems") << right;
    }
}

TEST(SettingsForm, ForgettingMayBeNeverAndIsBounded) {
    auto form = defaults();
    EXPECT_FALSE(check_form(form, {}).value.forget_after);
    number(form, number_field::forget_after) = "0";
    EXPECT_EQ(
        problem_of(form),
        "Forget after: '0' is not a whole number from 1 to 31536000 s, or nothing for never.");
}

TEST(SettingsForm, WithoutAHandsetItIsNotComplete) {
    auto form = defaults();
    form.devices.clear();
    EXPECT_EQ(problem_of(form),
              "No handset is chosen: tick at least one, or every handset on USB.");
}

TEST(SettingsForm, AddressesAreJudgedByTheDriver) {
    EXPECT_EQ(address_problem("sim:127.0.0.1:7310/2"), "");
    EXPECT_EQ(address_problem(" hid:* "), "");
    EXPECT_NE(address_problem("sim:127.0.0.1"), "");
    EXPECT_NE(address_problem("usb:1"), "");
    EXPECT_NE(address_problem("  ").find("Type an address"), std::string::npos);
}

TEST(SettingsForm, LevelsGoThereAndBack) {
    for (std::size_t place = 0; place < level_words.size(); ++place) {
        EXPECT_EQ(place_of_level(level_at(place)), place);
    }
    EXPECT_EQ(place_of_level(200), level_words.size() - 1);
}

}  // namespace
}  // namespace offhook::tsp::ui
