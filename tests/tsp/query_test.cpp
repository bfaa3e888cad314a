#include "tests/tsp/desk_phone.hpp"
#include "tsp/phone_query.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

TEST(PhoneQuery, LevelsAreThoseOfOneDevice) {
    const auto view = desk_view();
    DWORD level = 0;
    EXPECT_EQ(get_volume(view, PHONEHOOKSWITCHDEV_SPEAKER, level), 0U);
    EXPECT_EQ(level, 0x2222U);
    EXPECT_EQ(get_gain(view, PHONEHOOKSWITCHDEV_HANDSET, level), 0U);
    EXPECT_EQ(level, 0x4444U);

    EXPECT_EQ(get_volume(view, 0, level), PHONEERR_INVALHOOKSWITCHDEV);
    EXPECT_EQ(get_volume(view, 3, level), PHONEERR_INVALHOOKSWITCHDEV);
    EXPECT_EQ(get_volume(view, 8, level), PHONEERR_INVALHOOKSWITCHDEV);
    EXPECT_EQ(get_gain(view, PHONEHOOKSWITCHDEV_HEADSET, level), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(level, 0x4444U) << "an error leaves the result alone";
}

TEST(PhoneQuery, TheHookSwitchIsAMaskOfWhatIsOffHook) {
    DWORD devices = 0;
    EXPECT_EQ(get_hook_switch(desk_view(), devices), 0U);
    // The headset is UNKNOWN, which is not off-hook.
    EXPECT_EQ(devices, PHONEHOOKSWITCHDEV_HANDSET);
}

TEST(PhoneQuery, ALampShowsItsModeOrThatThereIsNone) {
    DWORD mode = 0;
    EXPECT_EQ(get_lamp(desk_view(), 12, mode), 0U);
    EXPECT_EQ(mode, PHONELAMPMODE_FLASH);
    EXPECT_EQ(get_lamp(desk_view(), 5, mode), 0U);
    EXPECT_EQ(mode, PHONELAMPMODE_DUMMY);
    EXPECT_EQ(get_lamp(desk_view(), 28, mode), PHONEERR_INVALBUTTONLAMPID);
}

TEST(PhoneQuery, TheRingHasModeAndVolume) {
    DWORD mode = 0;
    DWORD volume = 0;
    EXPECT_EQ(get_ring(desk_view(), mode, volume), 0U);
    EXPECT_EQ(mode, 2U);
    EXPECT_EQ(volume, 0x7777U);
}

TEST(PhoneQuery, DataIsCopiedUpToTheSizeOfTheBlock) {
    auto view = desk_view();
    engine::picture::events ignored;
    const protocol::byte_vector content{1, 2, 3};
    view.picture.set_area(0, std::make_shared<const protocol::byte_vector>(content), ignored);

    unsigned char block[5]{9, 9, 9, 9, 9};
    EXPECT_EQ(get_data(view, 0, block, 2), 0U);
    EXPECT_EQ(block[1], 2);
    EXPECT_EQ(block[2], 9);
    EXPECT_EQ(get_data(view, 0, block, 5), 0U);
    EXPECT_EQ(block[2], 3);
    EXPECT_EQ(block[3], 9);
    EXPECT_EQ(get_data(view, 0, nullptr, 0), 0U);
}

TEST(PhoneQuery, DataHasItsErrors) {
    const auto view = desk_view();
    unsigned char block[4]{};
    EXPECT_EQ(get_data(view, 1, block, 4), PHONEERR_RESOURCEUNAVAIL) << "not read yet";
    EXPECT_EQ(get_data(view, 2, block, 4), PHONEERR_INVALDATAID) << "can only be written";
    EXPECT_EQ(get_data(view, 3, block, 4), PHONEERR_INVALDATAID);
}

TEST(PhoneQuery, WhatTheHandsetDoesNotHaveIsUnavailable) {
    auto view = desk_view();
    view.profile = std::make_shared<engine::handset_profile>();
    DWORD a = 0;
    DWORD b = 0;
    EXPECT_EQ(get_volume(view, 1, a), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(get_gain(view, 1, a), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(get_hook_switch(view, a), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(get_lamp(view, 0, a), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(get_ring(view, a, b), PHONEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(get_data(view, 0, &a, 4), PHONEERR_OPERATIONUNAVAIL);
}

TEST(PhoneQuery, AStateThatIsSmallerThanTheProfileIsNoTrouble) {
    // Profile and picture are read one after the other; another model may come in between.
    auto view = desk_view();
    view.picture = {};
    DWORD mode = 0;
    EXPECT_EQ(get_lamp(view, 12, mode), 0U);
    EXPECT_EQ(mode, PHONELAMPMODE_UNKNOWN);
}

}  // namespace
}  // namespace offhook::tsp
