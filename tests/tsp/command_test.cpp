#include "tests/tsp/desk_phone.hpp"
#include "tsp/phone_command.hpp"
#include "tsp/phone_features.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

namespace offhook::tsp {
namespace {

using namespace protocol;

template <class Setting>
Setting setting_of(const checked_command& made) {
    EXPECT_EQ(made.error, 0U);
    return std::get<Setting>(std::get<setting>(made.what.value()));
}

lent_bytes lent(std::u16string_view text) {
    return {text.data(), static_cast<DWORD>(text.size() * sizeof(char16_t))};
}

/// PHONEBUTTONINFO with a text directly behind it, as a host lends it.
struct button_block {
    PHONEBUTTONINFO info{};
    char16_t text[40]{};

    explicit button_block(std::u16string_view label) {
        label.copy(text, std::size(text));
        info.dwTotalSize = sizeof *this;
        info.dwButtonMode = PHONEBUTTONMODE_FEATURE;
        info.dwButtonFunction = PHONEBUTTONFUNCTION_HOLD;
        info.dwButtonTextOffset = offsetof(button_block, text);
        info.dwButtonTextSize = static_cast<DWORD>(label.size() * sizeof(char16_t));
    }
};

struct argument_row {
    const char* name;
    checked_command made;
    DWORD error;
};

TEST(PhoneCommand, BadArgumentsAreRefusedWithTheErrorOfTheList) {
    const auto desk = desk_profile();
    const char16_t text[] = u"x";
    const argument_row rows[] = {
        {"lamp 28 of 28", lamp_command(desk, 28, 4), PHONEERR_INVALBUTTONLAMPID},
        {"lamp 256+12", lamp_command(desk, 268, 4), PHONEERR_INVALBUTTONLAMPID},
        {"key without a lamp", lamp_command(desk, 5, 4), PHONEERR_INVALLAMPMODE},
        {"lamp mode 0", lamp_command(desk, 12, 0), PHONEERR_INVALLAMPMODE},
        {"lamp mode DUMMY", lamp_command(desk, 12, 1), PHONEERR_INVALLAMPMODE},
        {"lamp mode UNKNOWN", lamp_command(desk, 12, 0x80), PHONEERR_INVALLAMPMODE},
        {"two lamp modes", lamp_command(desk, 12, 6), PHONEERR_INVALLAMPMODE},
        {"a mode this lamp lacks", lamp_command(desk, 27, 0x10), PHONEERR_INVALLAMPMODE},
        {"lamp mode of the maker", lamp_command(desk, 12, 0x10000), PHONEERR_INVALLAMPMODE},
        {"ring mode n+1", ring_command(desk, 5, 0), PHONEERR_INVALRINGMODE},
        {"ring mode 256", ring_command(desk, 256, 0), PHONEERR_INVALRINGMODE},
        {"no hook device", hook_command(desk, 0, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"hook device 8", hook_command(desk, 9, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"hook mode 0", hook_command(desk, 1, 0), PHONEERR_INVALHOOKSWITCHMODE},
        {"hook mode UNKNOWN", hook_command(desk, 1, 0x10), PHONEERR_INVALHOOKSWITCHMODE},
        {"two hook modes", hook_command(desk, 1, 6), PHONEERR_INVALHOOKSWITCHMODE},
        {"a mode one of them lacks", hook_command(desk, 5, 2), PHONEERR_INVALHOOKSWITCHMODE},
        {"volume of none", volume_command(desk, 0, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"volume of two", volume_command(desk, 3, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"volume of device 8", volume_command(desk, 8, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"volume of device 256", volume_command(desk, 256, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"gain of none", gain_command(desk, 0, 1), PHONEERR_INVALHOOKSWITCHDEV},
        {"gain that is not there", gain_command(desk, 4, 1), PHONEERR_OPERATIONUNAVAIL},
        {"row 2 of 2", display_command(desk, {2, 0}, {text, 2}), PHONEERR_INVALPARAM},
        {"column 24 of 24", display_command(desk, {0, 24}, {text, 2}), PHONEERR_INVALPARAM},
        {"row 2^32-1", display_command(desk, {~0U, 0}, {text, 2}), PHONEERR_INVALPARAM},
        {"half a character", display_command(desk, {0, 0}, {text, 3}), PHONEERR_INVALPARAM},
        {"no text", display_command(desk, {0, 0}, {nullptr, 2}), PHONEERR_INVALPARAM},
        {"data area 3 of 3", data_command(desk, 3, {text, 2}), PHONEERR_INVALDATAID},
        {"data area to be read", data_command(desk, 1, {text, 2}), PHONEERR_INVALDATAID},
        {"no data", data_command(desk, 0, {nullptr, 2}), PHONEERR_OPERATIONFAILED},
        {"too much data", data_command(desk, 2, {text, 65}), PHONEERR_RESOURCEUNAVAIL},
        {"no block", vendor_command(desk, {nullptr, 1}), PHONEERR_INVALPOINTER},
        {"too long a block", vendor_command(desk, {text, 513}), PHONEERR_RESOURCEUNAVAIL},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(each.made.error, each.error);
        EXPECT_FALSE(each.made.what);
    }
}

TEST(PhoneCommand, RingModesReachFromSilenceToTheLastInclusive) {
    const auto desk = desk_profile();
    for (DWORD mode = 0; mode <= 4; ++mode) {
        const auto made = setting_of<ring_setting>(ring_command(desk, mode, 0x1234));
        EXPECT_EQ(made, (ring_setting{static_cast<std::uint8_t>(mode), 0x1234}));
    }
}

TEST(PhoneCommand, LevelsAboveTheHighestAreTheHighest) {
    const auto desk = desk_profile();
    EXPECT_EQ(setting_of<volume_setting>(volume_command(desk, 2, 0x10000)).level, 0xFFFF);
    EXPECT_EQ(setting_of<gain_setting>(gain_command(desk, 1, 0xFFFFFFFF)).level, 0xFFFF);
    EXPECT_EQ(setting_of<ring_setting>(ring_command(desk, 1, 0x10000)).volume, 0xFFFF);
    EXPECT_EQ(setting_of<volume_setting>(volume_command(desk, 4, 0)).level, 0);
}

TEST(PhoneCommand, SeveralHookDevicesGoInOneRequest) {
    const auto made = setting_of<hook_setting>(hook_command(desk_profile(), 7, 8));
    EXPECT_EQ(made, (hook_setting{7, hook_mode::mic_speaker}));
}

TEST(PhoneCommand, ALampTakesEachModeItHas) {
    for (const DWORD mode : {2U, 4U, 8U, 0x10U, 0x20U, 0x40U}) {
        const auto made = setting_of<lamp_setting>(lamp_command(desk_profile(), 12, mode));
        EXPECT_EQ(made, (lamp_setting{12, static_cast<lamp_mode>(mode)}));
    }
}

TEST(PhoneCommand, ATextEndsAtZeroOrWithItsBlock) {
    const auto desk = desk_profile();
    const std::u16string_view with_zero(u"ab\0cd", 5);

    EXPECT_EQ(setting_of<display_setting>(display_command(desk, {1, 3}, lent(with_zero))),
              (display_setting{1, 3, u"ab"}));
    EXPECT_EQ(setting_of<display_setting>(display_command(desk, {0, 0}, lent(u"abc"))).text,
              u"abc");
}

TEST(PhoneCommand, ATextIsCutAtTheLastPlace) {
    const std::u16string text(100, u'x');
    const auto made = display_command(desk_profile(), {1, 20}, lent(text));
    EXPECT_EQ(setting_of<display_setting>(made).text, u"xxxx");
}

TEST(PhoneCommand, ATextThatBeginsOddlyInMemoryIsReadAllTheSame) {
    unsigned char memory[5]{};
    std::memcpy(memory + 1, u"ok", 4);
    const auto made = display_command(desk_profile(), {0, 0}, {memory + 1, 4});
    EXPECT_EQ(setting_of<display_setting>(made).text, u"ok");
}

TEST(PhoneCommand, AnEmptyTextIsNothingToDoAndNoError) {
    const auto desk = desk_profile();
    for (const auto& text : {lent_bytes{nullptr, 0}, lent(std::u16string_view(u"\0", 1))}) {
        const auto made = display_command(desk, {0, 0}, text);
        EXPECT_EQ(made.error, 0U);
        EXPECT_FALSE(made.what);
    }
}

TEST(PhoneCommand, AButtonTakesWhatTheStructureHolds) {
    const button_block block(u"Hold");
    const auto made = setting_of<button_setting>(button_command(desk_profile(), 12, &block.info));
    EXPECT_EQ(made, (button_setting{12, button_mode::feature, PHONEBUTTONFUNCTION_HOLD, u"Hold"}));
}

TEST(PhoneCommand, AButtonMayLoseItsLabel) {
    button_block block(u"");
    block.info.dwButtonTextOffset = 0;
    EXPECT_EQ(setting_of<button_setting>(button_command(desk_profile(), 12, &block.info)).label,
              u"");
}

TEST(PhoneCommand, ABadButtonIsRefused) {
    const auto desk = desk_profile();
    const auto error = [&](auto spoil, DWORD id = 12) {
        button_block block(u"Hold");
        spoil(block.info);
        return button_command(desk, id, &block.info).error;
    };
    const auto fine = [](PHONEBUTTONINFO&) {};

    EXPECT_EQ(error(fine), 0U);
    EXPECT_EQ(error(fine, 28), PHONEERR_INVALBUTTONLAMPID);
    EXPECT_EQ(error([](auto& i) { i.dwButtonMode = 0; }), PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(error([](auto& i) { i.dwButtonMode = 6; }), PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(error([](auto& i) { i.dwButtonMode = 0x40; }), PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(error([](auto& i) { i.dwTotalSize = 35; }), PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(error([](auto& i) { i.dwButtonTextOffset = i.dwTotalSize; }),
              PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(error([](auto& i) { i.dwButtonTextSize = 0xFFFFFFFF; }), PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(button_command(desk, 12, nullptr).error, PHONEERR_OPERATIONFAILED);
}

TEST(PhoneCommand, ALabelHasAtMost32Characters) {
    const button_block fits(std::u16string(32, u'x'));
    const button_block does_not(std::u16string(33, u'x'));

    EXPECT_EQ(button_command(desk_profile(), 12, &fits.info).error, 0U);
    EXPECT_EQ(button_command(desk_profile(), 12, &does_not.info).error, PHONEERR_RESOURCEUNAVAIL);
}

TEST(PhoneCommand, DataAndVendorBytesAreCopied) {
    byte_vector bytes{1, 2, 3};
    const auto data = data_command(desk_profile(), 2, {bytes.data(), 3});
    const auto vendor = vendor_command(desk_profile(), {bytes.data(), 2});
    bytes.assign(3, 0);

    const auto& download = std::get<engine::download>(data.what.value());
    EXPECT_EQ(download.area, 2);
    EXPECT_EQ(download.data, (byte_vector{1, 2, 3}));
    EXPECT_EQ(std::get<engine::vendor_request>(vendor.what.value()).data, (byte_vector{1, 2}));
    EXPECT_EQ(data_command(desk_profile(), 0, {nullptr, 0}).error, 0U) << "empties the area";
}

TEST(PhoneCommand, WhatTheHandsetCannotDoIsUnavailable) {
    engine::handset_profile bare = desk_profile();
    bare.capabilities = 0;
    const button_block block(u"x");
    const char16_t text[] = u"x";

    EXPECT_EQ(lamp_command(bare, 12, 4).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(ring_command(bare, 0, 0).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(hook_command(bare, 1, 1).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(volume_command(bare, 1, 1).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(gain_command(bare, 1, 1).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(display_command(bare, {0, 0}, {text, 2}).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(button_command(bare, 12, &block.info).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(data_command(bare, 0, {text, 2}).error, PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(vendor_command(bare, {text, 2}).error, PHONEERR_OPERATIONUNAVAIL);
}

TEST(PhoneFeatures, AreThoseOfTheHandset) {
    // Everything but the headset's gain, both ways.
    constexpr DWORD all = 0x0FFFFFFF;
    EXPECT_EQ(features_of(desk_profile()),
              all & ~DWORD{PHONEFEATURE_GETGAINHEADSET | PHONEFEATURE_SETGAINHEADSET});
    EXPECT_EQ(features_of({}), 0U);

    auto deaf = desk_profile();
    deaf.capabilities = 0;
    EXPECT_EQ(features_of(deaf),
              PHONEFEATURE_GETBUTTONINFO | PHONEFEATURE_GETLAMP |
                  PHONEFEATURE_GETHOOKSWITCHHANDSET | PHONEFEATURE_GETHOOKSWITCHSPEAKER |
                  PHONEFEATURE_GETHOOKSWITCHHEADSET);
}

}  // namespace
}  // namespace offhook::tsp
