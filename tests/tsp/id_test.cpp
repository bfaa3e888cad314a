#include "tests/support/temporary_folder.hpp"
#include "tests/tsp/desk_phone.hpp"
#include "tests/tsp/host_structure.hpp"
#include "tsp/phone_id.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace offhook::tsp {
namespace {

using namespace std::string_literals;

engine::handset_profile with_audio(std::uint8_t audio) {
    auto profile = desk_profile();
    profile.limits.audio = audio;
    return profile;
}

constexpr wave_devices both{3, 5};

TEST(DeviceClasses, AreWhatTheHandsetSaysThatItHas) {
    const auto none = with_audio(0);
    const auto microphone = with_audio(1);
    const auto speaker = with_audio(2);
    const auto all = with_audio(3);
    EXPECT_EQ(device_classes(nullptr), u"tapi/phone\0\0"s);
    EXPECT_EQ(device_classes(&none), u"tapi/phone\0\0"s);
    EXPECT_EQ(device_classes(&microphone), u"tapi/phone\0wave/in\0\0"s);
    EXPECT_EQ(device_classes(&speaker), u"tapi/phone\0wave/out\0\0"s);
    EXPECT_EQ(device_classes(&all), u"tapi/phone\0wave/in\0wave/out\0wave/in/out\0\0"s);
}

TEST(PhoneId, IsOneNumberForADirectionAndTwoForBoth) {
    const auto profile = with_audio(3);
    host_structure<VARSTRING> id(24 + 8);
    ASSERT_EQ(write_id(id.get(), {u"Wave/OUT", 8}, &profile, both), 0U);
    EXPECT_EQ(id.get()->dwStringFormat, STRINGFORMAT_BINARY);
    EXPECT_EQ(id.get()->dwStringSize, 4U);
    EXPECT_EQ(id.get()->dwUsedSize, 28U);
    EXPECT_EQ(id.number(24), 5U);
    ASSERT_EQ(write_id(id.get(), {u"wave/in/out", 8}, &profile, both), 0U);
    EXPECT_EQ(id.get()->dwStringSize, 8U);
    EXPECT_EQ(id.number(24), 3U);
    EXPECT_EQ(id.number(28), 5U);
    ASSERT_EQ(write_id(id.get(), {u"tapi/phone", 8}, nullptr, {}), 0U);
    EXPECT_EQ(id.number(24), 8U);
}

TEST(PhoneId, AClassThatTheHandsetDoesNotHaveIsWrong) {
    const auto microphone = with_audio(1);
    host_structure<VARSTRING> id(64);
    for (const auto* name : {u"wave/out", u"wave/in/out", u"comm", u"", u"wave/inn", u"wave/i"}) {
        EXPECT_EQ(write_id(id.get(), {name, 8}, &microphone, both), PHONEERR_INVALDEVICECLASS);
    }
    EXPECT_EQ(write_id(id.get(), {u"wave/in", 8}, nullptr, both), PHONEERR_INVALDEVICECLASS);
    EXPECT_TRUE(id.untouched_from(4));
}

TEST(PhoneId, WithoutASoundDeviceInTheComputerThereIsNoId) {
    const auto profile = with_audio(3);
    host_structure<VARSTRING> id(64);
    EXPECT_EQ(write_id(id.get(), {u"wave/in", 8}, &profile, {}), PHONEERR_RESOURCEUNAVAIL);
    EXPECT_EQ(write_id(id.get(), {u"wave/in/out", 8}, &profile, {3, std::nullopt}),
              PHONEERR_RESOURCEUNAVAIL);
    EXPECT_TRUE(id.untouched_from(4));
}

TEST(PhoneId, ATooSmallBlockIsToldWhatItTakes) {
    const auto profile = with_audio(3);
    host_structure<VARSTRING> id(27);
    ASSERT_EQ(write_id(id.get(), {u"wave/in", 8}, &profile, both), 0U);
    EXPECT_EQ(id.get()->dwNeededSize, 28U);
    EXPECT_EQ(id.get()->dwUsedSize, 24U);
    EXPECT_EQ(id.get()->dwStringSize, 0U);
    host_structure<VARSTRING> tiny(23);
    EXPECT_EQ(write_id(tiny.get(), {u"wave/in", 8}, &profile, both), PHONEERR_OPERATIONFAILED);
    EXPECT_TRUE(tiny.untouched_from(4));
}

#ifndef _WIN32

namespace fs = std::filesystem;

/// A folder like /sys/class/sound, with the devices beside it.
class SoundCards : public testing::Test {
protected:
    SoundCards() { fs::create_directories(sysfs()); }

    [[nodiscard]] fs::path sysfs() const { return root_ / "class" / "sound"; }

    void add_card(const std::string& name, const std::string& serial, const std::string& streams) {
        const auto interface = root_ / "devices" / name / "1-1:1.0";
        const auto card = interface / "sound" / name;
        for (const char each : streams) fs::create_directories(card / ("pcmC0D0"s + each));
        std::ofstream(interface.parent_path() / "serial") << serial << '\n';
        fs::create_directory_symlink(interface, card / "device");
        fs::create_directory_symlink(card, sysfs() / name);
    }

private:
    test::temporary_folder folder_;
    const fs::path& root_ = folder_.path();
};

TEST_F(SoundCards, ACardIsTheHandsetsWhenItHasItsSerialNumber) {
    add_card("card0", "other", "cp");
    add_card("card12", "S1", "cp");
    add_card("controlC1", "S2", "cp");
    const auto found = find_sound_card(sysfs(), "S1");
    EXPECT_EQ(found.in, 12U);
    EXPECT_EQ(found.out, 12U);
    EXPECT_FALSE(find_sound_card(sysfs(), "S2").in);
    EXPECT_FALSE(find_sound_card(sysfs(), "").in);
    EXPECT_FALSE(find_sound_card(sysfs() / "nowhere", "S1").in);
}

TEST_F(SoundCards, ACardHasTheDirectionsOfItsStreams) {
    add_card("card0", "S1", "c");
    add_card("card1", "S2", "p");
    EXPECT_EQ(find_sound_card(sysfs(), "S1").in, 0U);
    EXPECT_FALSE(find_sound_card(sysfs(), "S1").out);
    EXPECT_EQ(find_sound_card(sysfs(), "S2").out, 1U);
    EXPECT_FALSE(find_sound_card(sysfs(), "S2").in);
}

#endif

}  // namespace
}  // namespace offhook::tsp
