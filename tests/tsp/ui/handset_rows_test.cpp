#include "tsp/ui/handset_rows.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp::ui {
namespace {

using tick = handset_row::tick;
using strings = std::vector<std::string>;

handset_line connected(std::uint32_t number, std::string address) {
    return {
        number, number + 2, true, std::move(address), "Desk Phone " + std::to_string(number), ""};
}

handset_line only_found(std::string address) {
    return {no_number, no_device, false, std::move(address), "Desk Phone X", ""};
}

strings addresses(const handset_rows& of) {
    strings all;
    for (const auto& each : of.rows()) all.push_back(each.address);
    return all;
}

const handset_row& row(const handset_rows& of, std::string_view address) {
    for (const auto& each : of.rows()) {
        if (each.address == address) return each;
    }
    throw std::runtime_error("there is no row " + std::string(address));
}

TEST(HandsetRows, BeginWithEveryHandsetOnUsb) {
    handset_rows rows({"hid:"});
    EXPECT_EQ(rows.rows()[1].state, "Unknown");
    rows.update({});
    EXPECT_EQ(addresses(rows), (strings{"hid:*", "hid:"}));
    EXPECT_EQ(rows.rows()[0].ticked, tick::off);
    EXPECT_EQ(rows.rows()[0].state, "None there");
    EXPECT_EQ(rows.rows()[1].ticked, tick::on);
    EXPECT_EQ(rows.rows()[1].state, "Not in use yet");
    EXPECT_EQ(rows.chosen(), strings{"hid:"});
}

TEST(HandsetRows, KeepTheOrderOfTheSettingsAndAddWhatIsFound) {
    handset_rows rows({"sim:127.0.0.1:7310", "hid:1209:4F53:B"});
    rows.update({connected(1, "hid:1209:4F53:B"), only_found("hid:1209:4F53:A")});
    EXPECT_EQ(addresses(rows),
              (strings{"hid:*", "sim:127.0.0.1:7310", "hid:1209:4F53:B", "hid:1209:4F53:A"}));
    EXPECT_EQ(row(rows, "hid:1209:4F53:B").state, "Connected");
    EXPECT_EQ(row(rows, "hid:1209:4F53:B").name, "Desk Phone 1");
    EXPECT_EQ(row(rows, "hid:1209:4F53:B").device, "3");
    EXPECT_EQ(row(rows, "hid:1209:4F53:A").state, "Plugged in, not used");
    EXPECT_EQ(row(rows, "hid:1209:4F53:A").ticked, tick::off);
    EXPECT_EQ(row(rows, "hid:*").state, "2 there");
}

TEST(HandsetRows, WhatATickedPatternTakesHasNoTickOfItsOwn) {
    handset_rows rows({"hid:*"});
    rows.update({connected(1, "hid:1209:4F53:A")});
    EXPECT_EQ(row(rows, "hid:1209:4F53:A").ticked, tick::none);
    rows.set_tick(1, true);
    EXPECT_EQ(rows.chosen(), strings{"hid:*"});

    rows.set_tick(0, false);
    EXPECT_EQ(row(rows, "hid:1209:4F53:A").ticked, tick::off);
    rows.set_tick(1, true);
    EXPECT_EQ(rows.chosen(), strings{"hid:1209:4F53:A"});
}

TEST(HandsetRows, UntickedAndTickedAgainHasItsPlaceBack) {
    handset_rows rows({"sim:a:1", "sim:b:2"});
    rows.set_tick(1, false);
    EXPECT_EQ(rows.chosen(), strings{"sim:b:2"});
    EXPECT_EQ(addresses(rows), (strings{"hid:*", "sim:a:1", "sim:b:2"}));
    rows.set_tick(1, true);
    EXPECT_EQ(rows.chosen(), (strings{"sim:a:1", "sim:b:2"}));
}

TEST(HandsetRows, AddsAnAddressOnce) {
    handset_rows rows({"hid:*"});
    EXPECT_TRUE(rows.add("sim:127.0.0.1:7310"));
    EXPECT_FALSE(rows.add("sim:127.0.0.1:7310"));
    EXPECT_EQ(rows.chosen(), (strings{"hid:*", "sim:127.0.0.1:7310"}));
}

TEST(HandsetRows, WhatIsPulledOutAndNotChosenGoes) {
    handset_rows rows({"hid:*"});
    rows.update({only_found("hid:1209:4F53:A")});
    EXPECT_EQ(rows.rows().size(), 2U);
    rows.update({});
    EXPECT_EQ(rows.rows().size(), 1U);
}

TEST(HandsetRows, SayWhyAHandsetIsNotConnected) {
    handset_rows rows({"sim:127.0.0.1:7310"});
    rows.update({{1, 3, false, "sim:127.0.0.1:7310", "", "connection refused"}});
    EXPECT_EQ(rows.rows()[1].state, "Not connected: connection refused");
    EXPECT_EQ(rows.rows()[1].name, "Simulated handset");
}

TEST(HandsetRows, KnowNothingWithoutTheProvider) {
    handset_rows rows({"hid:*"});
    rows.update({connected(1, "hid:1209:4F53:A")});
    rows.forget();
    ASSERT_EQ(rows.rows().size(), 1U);
    EXPECT_EQ(rows.rows()[0].state, "Unknown");
}

TEST(HandsetRows, SayWhatBecomesOfThoseThatAreNotInUse) {
    handset_rows rows({"sim:h:1"});
    rows.update({only_found("hid:1209:4F53:A")});
    EXPECT_NE(text_of(rows.rows()[0]).find("hid:*"), std::string::npos);
    EXPECT_EQ(text_of(rows.rows()[1]),
              "It is used when the telephony service starts Offhook next.");
    EXPECT_EQ(text_of(rows.rows()[2]), "It is not used. Tick it to make it a phone.");
    rows.forget();
    EXPECT_EQ(text_of(rows.rows()[1]), "Nothing is known of it now.");
}

TEST(HandsetRows, WrongRowsChangeNothing) {
    handset_rows rows({"hid:*"});
    rows.set_tick(9, true);
    EXPECT_EQ(rows.chosen(), strings{"hid:*"});
}

TEST(HandsetRows, PatternsCoverTheirKind) {
    EXPECT_TRUE(covers("hid:*", "hid:1209:4F53:A"));
    EXPECT_TRUE(covers("hid:1209:4F53:*", "hid:1209:4F53:A"));
    EXPECT_FALSE(covers("hid:1209:4F53:*", "hid:1209:0001:A"));
    EXPECT_TRUE(covers("sim:h:1/*", "sim:h:1/2"));
    EXPECT_TRUE(covers("sim:h:1/*", "sim:h:1"));
    EXPECT_FALSE(covers("sim:h:1/*", "sim:h:11"));
    EXPECT_FALSE(covers("hid:*", "sim:h:1"));
    EXPECT_FALSE(covers("hid:*", "hid:"));
    EXPECT_FALSE(covers("hid:*", "hid:1209:4F53:*"));
    EXPECT_FALSE(covers("hid:1209:4F53:A", "hid:1209:4F53:A"));
}

}  // namespace
}  // namespace offhook::tsp::ui
