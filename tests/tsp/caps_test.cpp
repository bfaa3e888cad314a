#include "tests/tsp/desk_phone.hpp"
#include "tests/tsp/host_structure.hpp"
#include "tsp/phone_caps.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

struct version_row {
    const char* name;
    DWORD version, fixed, variable;
};
constexpr DWORD numbers = 28 * 4;

/// Variable part of desk_profile(): three tables of pairs, two of areas, three texts with their 0,
/// and from 2.0 on the class "tapi/phone" with two.
constexpr DWORD variable_1 = 3 * numbers + 3 * 4 + 2 * 4 + 2 * (13 + 1 + 44 + 1 + 7 + 1);
constexpr DWORD variable_2 = variable_1 + 2 * (10 + 2);

constexpr version_row versions[] = {
    {"1.3", tspi::version_1_3, 144, variable_1},
    {"1.4", tspi::version_1_4, 144, variable_1},
    {"2.0", tspi::version_2_0, 180, variable_2},
    {"2.2", tspi::version_2_2, 196, variable_2},
    {"3.1", tspi::version_3_1, 196, variable_2},
};

phone_identity desk_identity() {
    const auto profile = desk_profile();
    return identify("sim:x:1", &profile);
}

DWORD write(host_structure<PHONECAPS>& target, DWORD version) {
    return write_caps(target.get(), {version}, desk_identity(), desk_view());
}

TEST(PhoneCaps, HasTheFixedSizeOfEachVersionAndAllPartsBehindIt) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        host_structure<PHONECAPS> caps(4096);

        ASSERT_EQ(write(caps, each.version), 0U);

        EXPECT_EQ(caps.get()->dwTotalSize, 4096U);
        EXPECT_EQ(caps.get()->dwNeededSize, each.fixed + each.variable);
        EXPECT_EQ(caps.get()->dwUsedSize, each.fixed + each.variable);
        EXPECT_EQ(caps.get()->dwButtonModesOffset, each.fixed);
        EXPECT_TRUE(caps.untouched_from(each.fixed + each.variable));
    }
}

TEST(PhoneCaps, EachSmallerBlockLeavesOutWhatDoesNotFitAndStillSaysWhatIsNeeded) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        for (DWORD total = each.fixed; total < each.fixed + each.variable; ++total) {
            host_structure<PHONECAPS> caps(total);

            ASSERT_EQ(write(caps, each.version), 0U);

            ASSERT_EQ(caps.number(offsetof(PHONECAPS, dwTotalSize)), total);
            ASSERT_EQ(caps.number(offsetof(PHONECAPS, dwNeededSize)), each.fixed + each.variable);
            ASSERT_LE(caps.number(offsetof(PHONECAPS, dwUsedSize)), total);
        }
    }
}

TEST(PhoneCaps, BelowTheFixedSizeNothingIsWritten) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        for (const DWORD total : {DWORD{4}, DWORD{12}, each.fixed - 1}) {
            host_structure<PHONECAPS> caps(total);

            EXPECT_EQ(write(caps, each.version), PHONEERR_OPERATIONFAILED);

            EXPECT_TRUE(caps.untouched_from(4));
        }
    }
}

TEST(PhoneCaps, AMissingPartHasNeitherSizeNorOffset) {
    // Room for the button modes only.
    host_structure<PHONECAPS> caps(196 + numbers);

    ASSERT_EQ(write(caps, tspi::version_3_1), 0U);

    EXPECT_EQ(caps.get()->dwButtonModesSize, numbers);
    EXPECT_EQ(caps.get()->dwButtonFunctionsSize, 0U);
    EXPECT_EQ(caps.get()->dwButtonFunctionsOffset, 0U);
    EXPECT_EQ(caps.get()->dwPhoneNameOffset, 0U);
}

TEST(PhoneCaps, TellsWhatTheHandsetIs) {
    host_structure<PHONECAPS> caps(4096);
    ASSERT_EQ(write(caps, tspi::version_3_1), 0U);
    const PHONECAPS& told = *caps.get();

    EXPECT_EQ(caps.text(told.dwProviderInfoOffset, told.dwProviderInfoSize), u"Offhook 0.1.0");
    EXPECT_EQ(caps.text(told.dwPhoneInfoOffset, told.dwPhoneInfoSize),
              u"Offhook Desk, firmware 1.2, serial number S1");
    EXPECT_EQ(caps.text(told.dwPhoneNameOffset, told.dwPhoneNameSize), u"Desk S1");
    EXPECT_EQ(told.dwStringFormat, STRINGFORMAT_UNICODE);
    EXPECT_EQ(told.dwHookSwitchDevs, 7U);
    EXPECT_EQ(told.dwVolumeFlags, 7U);
    EXPECT_EQ(told.dwGainFlags, 3U);
    EXPECT_EQ(told.dwSettableHandsetHookSwitchModes, 0x0FU);
    EXPECT_EQ(told.dwSettableHeadsetHookSwitchModes, 0x09U);
    EXPECT_EQ(told.dwHeadsetHookSwitchModes, 0x09U);
    EXPECT_EQ(told.dwMonitoredSpeakerHookSwitchModes, 0x0FU);
    EXPECT_EQ(told.dwDisplayNumRows, 2U);
    EXPECT_EQ(told.dwDisplayNumColumns, 24U);
    EXPECT_EQ(told.dwNumRingModes, 4U);
    EXPECT_EQ(told.dwNumButtonLamps, 28U);
    EXPECT_EQ(told.dwDeviceClassesSize, 24U);
}

TEST(PhoneCaps, TellsOfEachPair) {
    host_structure<PHONECAPS> caps(4096);
    ASSERT_EQ(write(caps, tspi::version_3_1), 0U);
    const PHONECAPS& told = *caps.get();

    EXPECT_EQ(caps.number(told.dwButtonModesOffset + 4 * 11), PHONEBUTTONMODE_KEYPAD);
    EXPECT_EQ(caps.number(told.dwButtonModesOffset + 4 * 12), PHONEBUTTONMODE_FEATURE);
    EXPECT_EQ(caps.number(told.dwButtonModesOffset + 4 * 27), PHONEBUTTONMODE_DUMMY);
    EXPECT_EQ(caps.number(told.dwButtonFunctionsOffset + 4 * 12), PHONEBUTTONFUNCTION_HOLD);
    EXPECT_EQ(caps.number(told.dwLampModesOffset + 4 * 11), PHONELAMPMODE_DUMMY);
    EXPECT_EQ(caps.number(told.dwLampModesOffset + 4 * 12), 0x7EU);
    EXPECT_EQ(caps.number(told.dwLampModesOffset + 4 * 27), 0x06U);
}

TEST(PhoneCaps, ADataIdIsTheAreasNumberInBothDirections) {
    host_structure<PHONECAPS> caps(4096);
    ASSERT_EQ(write(caps, tspi::version_3_1), 0U);
    const PHONECAPS& told = *caps.get();

    // Area 0 both ways, 1 only read, 2 only written.
    EXPECT_EQ(told.dwNumSetData, 3U);
    EXPECT_EQ(caps.number(told.dwSetDataOffset), 65536U);
    EXPECT_EQ(caps.number(told.dwSetDataOffset + 4), 0U);
    EXPECT_EQ(caps.number(told.dwSetDataOffset + 8), 64U);
    EXPECT_EQ(told.dwNumGetData, 2U);
    EXPECT_EQ(caps.number(told.dwGetDataOffset + 4), 256U);
}

TEST(PhoneCaps, ButtonsAreToldAsTheyWereSet) {
    auto view = desk_view();
    engine::picture::events ignored;
    view.picture.set_button_info({13, protocol::button_mode::call, 0x0D, u"Line 1"}, ignored);
    host_structure<PHONECAPS> caps(4096);

    ASSERT_EQ(write_caps(caps.get(), {tspi::version_3_1}, desk_identity(), view), 0U);

    EXPECT_EQ(caps.number(caps.get()->dwButtonModesOffset + 4 * 13), PHONEBUTTONMODE_CALL);
    EXPECT_EQ(caps.number(caps.get()->dwButtonFunctionsOffset + 4 * 13), 0x0DU);
}

TEST(PhoneCaps, APhoneThatWasNeverConnectedIsOnlyItsAddress) {
    host_structure<PHONECAPS> caps(4096);
    const auto identity = identify("sim:desk:7310", nullptr);

    ASSERT_EQ(write_caps(caps.get(), {tspi::version_3_1}, identity, {}), 0U);

    const PHONECAPS& told = *caps.get();
    EXPECT_EQ(caps.text(told.dwPhoneNameOffset, told.dwPhoneNameSize), u"sim:desk:7310");
    EXPECT_EQ(told.dwPhoneInfoSize, 0U);
    EXPECT_EQ(told.dwPhoneFeatures, 0U);
    EXPECT_EQ(told.dwNumButtonLamps, 0U);
    EXPECT_EQ(
        told.dwPhoneStates,
        PHONESTATE_OTHER | PHONESTATE_CONNECTED | PHONESTATE_DISCONNECTED | PHONESTATE_CAPSCHANGE);
}

TEST(PhoneCaps, ReportsStatesOfWhatItHasAndOfItsVersion) {
    auto profile = desk_profile();
    constexpr DWORD always = PHONESTATE_OTHER | PHONESTATE_CONNECTED | PHONESTATE_DISCONNECTED;
    const DWORD all = always | PHONESTATE_DISPLAY | PHONESTATE_LAMP | PHONESTATE_RINGMODE |
                      PHONESTATE_RINGVOLUME | 0x3FE00 | PHONESTATE_CAPSCHANGE;
    // desk_profile's headset has no gain.
    EXPECT_EQ(reported_states(&profile, tspi::version_3_1), all & ~DWORD{PHONESTATE_HEADSETGAIN});
    EXPECT_EQ(reported_states(&profile, tspi::version_1_3) & PHONESTATE_CAPSCHANGE, 0U);

    profile.limits.hook_devices = 1;
    profile.limits.ring_modes = 0;
    EXPECT_EQ(reported_states(&profile, tspi::version_1_4),
              always | PHONESTATE_DISPLAY | PHONESTATE_LAMP | PHONESTATE_HANDSETHOOKSWITCH |
                  PHONESTATE_HANDSETVOLUME | PHONESTATE_HANDSETGAIN | PHONESTATE_CAPSCHANGE);
}

TEST(PhoneCaps, IdentityHangsOnTheSerialNumberNotOnTheAddress) {
    auto profile = desk_profile();
    const auto here = identify("sim:x:1", &profile);
    const auto there = identify("hid:", &profile);
    profile.names.serial = "S2";
    const auto other = identify("sim:x:1", &profile);

    EXPECT_EQ(here.permanent_id, there.permanent_id);
    EXPECT_EQ(std::memcmp(&here.guid, &there.guid, sizeof(GUID)), 0);
    EXPECT_NE(here.permanent_id, other.permanent_id);
    EXPECT_NE(std::memcmp(&here.guid, &other.guid, sizeof(GUID)), 0);
    EXPECT_EQ(here.guid.Data3 >> 12, 8U);
    EXPECT_EQ(here.guid.Data4[0] >> 6, 2U);
}

TEST(PhoneCaps, IdentityNeverChangesForApplicationsStoreIt) {
    const auto identity = desk_identity();
    constexpr GUID guid{
        0xF0DD5531, 0x39B6, 0x8B6A, {0x9D, 0x17, 0xD4, 0x95, 0xD9, 0x73, 0xFF, 0xD6}};

    EXPECT_EQ(identity.permanent_id, 0xC96B8E5B);
    EXPECT_EQ(std::memcmp(&identity.guid, &guid, sizeof guid), 0);
}

TEST(PhoneCaps, WithoutASerialNumberTheAddressTellsPhonesApart) {
    auto profile = desk_profile();
    profile.names.serial.clear();

    EXPECT_NE(identify("sim:x:1", &profile).permanent_id,
              identify("sim:x:2", &profile).permanent_id);
    EXPECT_EQ(identify("sim:x:1", &profile).name, u"Desk");
}

}  // namespace
}  // namespace offhook::tsp
