#include "tests/tsp/desk_phone.hpp"
#include "tests/tsp/host_structure.hpp"
#include "tsp/phone_status.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

constexpr DWORD lamps = 28 * 4;
constexpr DWORD display = 48 * 2;
constexpr DWORD hold_text = 2 * 5;

struct version_row {
    const char* name;
    DWORD version, status, button;
};
constexpr version_row versions[] = {
    {"1.3", tspi::version_1_3, 100, 36},
    {"1.4", tspi::version_1_4, 100, 40},
    {"2.0", tspi::version_2_0, 104, 40},
    {"2.2", tspi::version_2_2, 104, 40},
    {"3.1", tspi::version_3_1, 104, 40},
};

phone_view view_with_hold() {
    auto view = desk_view();
    engine::picture::events ignored;
    view.picture.set_button_info(
        {12, protocol::button_mode::feature, PHONEBUTTONFUNCTION_HOLD, u"Hold"}, ignored);
    return view;
}

TEST(PhoneStatus, HasTheFixedSizeOfEachVersionAndAllPartsBehindIt) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        host_structure<PHONESTATUS> status(1024);

        ASSERT_EQ(write_status(status.get(), each.version, desk_view()), 0U);

        EXPECT_EQ(status.get()->dwTotalSize, 1024U);
        EXPECT_EQ(status.get()->dwNeededSize, each.status + lamps + display);
        EXPECT_EQ(status.get()->dwUsedSize, each.status + lamps + display);
        EXPECT_EQ(status.get()->dwLampModesOffset, each.status);
        EXPECT_TRUE(status.untouched_from(each.status + lamps + display));
    }
}

TEST(PhoneStatus, EachSmallerBlockLeavesOutWhatDoesNotFit) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        for (DWORD total = each.status; total < each.status + lamps + display; ++total) {
            host_structure<PHONESTATUS> status(total);

            ASSERT_EQ(write_status(status.get(), each.version, desk_view()), 0U);

            ASSERT_EQ(status.number(offsetof(PHONESTATUS, dwNeededSize)),
                      each.status + lamps + display);
            ASSERT_LE(status.number(offsetof(PHONESTATUS, dwUsedSize)), total);
        }
    }
}

TEST(PhoneStatus, BelowTheFixedSizeNothingIsWritten) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        host_structure<PHONESTATUS> status(each.status - 1);

        EXPECT_EQ(write_status(status.get(), each.version, desk_view()), PHONEERR_OPERATIONFAILED);
        EXPECT_TRUE(status.untouched_from(4));
    }
}

TEST(PhoneStatus, TellsHowThePhoneStands) {
    host_structure<PHONESTATUS> status(1024);
    ASSERT_EQ(write_status(status.get(), tspi::version_3_1, desk_view()), 0U);
    const PHONESTATUS& told = *status.get();

    EXPECT_EQ(told.dwStatusFlags, PHONESTATUSFLAGS_CONNECTED);
    EXPECT_EQ(told.dwRingMode, 2U);
    EXPECT_EQ(told.dwRingVolume, 0x7777U);
    EXPECT_EQ(told.dwHandsetHookSwitchMode, PHONEHOOKSWITCHMODE_MICSPEAKER);
    EXPECT_EQ(told.dwSpeakerHookSwitchMode, PHONEHOOKSWITCHMODE_ONHOOK);
    EXPECT_EQ(told.dwHeadsetHookSwitchMode, PHONEHOOKSWITCHMODE_UNKNOWN);
    EXPECT_EQ(told.dwHandsetVolume, 0x1111U);
    EXPECT_EQ(told.dwSpeakerVolume, 0x2222U);
    EXPECT_EQ(told.dwHeadsetVolume, 0x3333U);
    EXPECT_EQ(told.dwHandsetGain, 0x4444U);
    EXPECT_EQ(told.dwHeadsetGain, 0x6666U);
    EXPECT_EQ(status.number(told.dwLampModesOffset), PHONELAMPMODE_DUMMY);
    EXPECT_EQ(status.number(told.dwLampModesOffset + 4 * 12), PHONELAMPMODE_FLASH);
    EXPECT_EQ(status.units(told.dwDisplayOffset, told.dwDisplaySize),
              std::u16string().append(24, u'a').append(24, u'b'));
}

TEST(PhoneStatus, LeavesAloneWhatBelongsToTheHost) {
    // TSPI: TSPI_phoneGetStatus, Remarks.
    using host = host_structure<PHONESTATUS>;
    host status(1024);

    ASSERT_EQ(write_status(status.get(), tspi::version_3_1, desk_view()), 0U);

    EXPECT_EQ(status.get()->dwNumOwners, host::filled);
    EXPECT_EQ(status.get()->dwNumMonitors, host::filled);
    EXPECT_EQ(status.get()->dwOwnerNameSize, host::filled);
    EXPECT_EQ(status.get()->dwOwnerNameOffset, host::filled);
}

TEST(PhoneStatus, AnUnpluggedPhoneIsShownAsLastKnownAndCanDoNothing) {
    auto view = desk_view();
    view.connected = false;
    host_structure<PHONESTATUS> status(1024);

    ASSERT_EQ(write_status(status.get(), tspi::version_3_1, view), 0U);

    EXPECT_EQ(status.get()->dwStatusFlags, 0U);
    EXPECT_EQ(status.get()->dwPhoneFeatures, 0U);
    EXPECT_EQ(status.get()->dwRingMode, 2U);
}

TEST(PhoneStatus, APhoneThatWasNeverConnectedHasAStatusToo) {
    host_structure<PHONESTATUS> status(104);

    ASSERT_EQ(write_status(status.get(), tspi::version_3_1, {}), 0U);

    EXPECT_EQ(status.get()->dwStatusFlags, 0U);
    EXPECT_EQ(status.get()->dwNeededSize, 104U);
    EXPECT_EQ(status.get()->dwLampModesSize, 0U);
}

TEST(PhoneButtonInfo, HasTheFixedSizeOfEachVersion) {
    for (const auto& each : versions) {
        SCOPED_TRACE(each.name);
        host_structure<PHONEBUTTONINFO> info(each.button + hold_text);

        ASSERT_EQ(write_button_info(info.get(), each.version, view_with_hold(), 12), 0U);

        EXPECT_EQ(info.number(offsetof(PHONEBUTTONINFO, dwUsedSize)), each.button + hold_text);
        const auto offset = info.number(offsetof(PHONEBUTTONINFO, dwButtonTextOffset));
        EXPECT_EQ(offset, each.button);
        EXPECT_EQ(info.text(offset, hold_text), u"Hold");
    }
}

TEST(PhoneButtonInfo, EachSmallerBlockHasNoText) {
    for (DWORD total = 40; total < 40 + hold_text; ++total) {
        host_structure<PHONEBUTTONINFO> info(total);

        ASSERT_EQ(write_button_info(info.get(), tspi::version_3_1, view_with_hold(), 12), 0U);

        EXPECT_EQ(info.get()->dwButtonTextSize, 0U);
        EXPECT_EQ(info.get()->dwNeededSize, 40 + hold_text);
        EXPECT_EQ(info.get()->dwUsedSize, 40U);
    }
    host_structure<PHONEBUTTONINFO> too_small(39);
    EXPECT_EQ(write_button_info(too_small.get(), tspi::version_3_1, view_with_hold(), 12),
              PHONEERR_OPERATIONFAILED);
}

TEST(PhoneButtonInfo, TellsModeFunctionAndState) {
    struct row {
        const char* name;
        DWORD id, mode, function, state;
    };
    const row rows[] = {
        {"a key that is up", 0, PHONEBUTTONMODE_KEYPAD, 0, PHONEBUTTONSTATE_UP},
        {"a key that is held", 5, PHONEBUTTONMODE_KEYPAD, 0, PHONEBUTTONSTATE_DOWN},
        {"a feature button", 26, PHONEBUTTONMODE_FEATURE, 4, PHONEBUTTONSTATE_UP},
        {"a lamp without a button", 27, PHONEBUTTONMODE_DUMMY, 0, PHONEBUTTONSTATE_UNAVAIL},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        host_structure<PHONEBUTTONINFO> info(64);
        ASSERT_EQ(write_button_info(info.get(), tspi::version_3_1, desk_view(), each.id), 0U);
        EXPECT_EQ(info.get()->dwButtonMode, each.mode);
        EXPECT_EQ(info.get()->dwButtonFunction, each.function);
        EXPECT_EQ(info.get()->dwButtonState, each.state);
        EXPECT_EQ(info.get()->dwButtonTextSize, 0U);
    }
    host_structure<PHONEBUTTONINFO> info(64);
    EXPECT_EQ(write_button_info(info.get(), tspi::version_3_1, desk_view(), 28),
              PHONEERR_INVALBUTTONLAMPID);
}

TEST(PhoneDisplay, GivesEveryPlaceOfTheDisplayInUnicode) {
    host_structure<VARSTRING> text(24 + display);

    ASSERT_EQ(write_display(text.get(), desk_view()), 0U);

    EXPECT_EQ(text.get()->dwStringFormat, STRINGFORMAT_UNICODE);
    EXPECT_EQ(text.get()->dwStringSize, display);
    EXPECT_EQ(text.get()->dwStringOffset, 24U);
    EXPECT_EQ(text.get()->dwNeededSize, 24 + display);
}

TEST(PhoneDisplay, EachSmallerBlockHasNoText) {
    for (DWORD total = 24; total < 24 + display; ++total) {
        host_structure<VARSTRING> text(total);
        ASSERT_EQ(write_display(text.get(), desk_view()), 0U);
        ASSERT_EQ(text.get()->dwStringSize, 0U);
        ASSERT_EQ(text.get()->dwNeededSize, 24 + display);
    }
    auto view = desk_view();
    auto profile = desk_profile();
    profile.limits.rows = 0;
    view.profile = std::make_shared<engine::handset_profile>(profile);
    host_structure<VARSTRING> text(200);
    EXPECT_EQ(write_display(text.get(), view), PHONEERR_OPERATIONUNAVAIL);
}

}  // namespace
}  // namespace offhook::tsp
