// What the host answers before any provider is asked: each row of tspi-phone.md §6.4 through the
// exported names.

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

namespace offhook::tapi {
namespace {

class Checks : public tapi32_fixture {
protected:
    Checks()
        : app_(initialize()), owner_(open(app_)), monitor_(open(app_, PHONEPRIVILEGE_MONITOR)) {}

    HPHONEAPP app_;
    HPHONE owner_;
    HPHONE monitor_;
    DWORD value_ = 0;
};

TEST_F(Checks, Uninitialized) {
    EXPECT_EQ(phoneShutdown(app_), 0);
    EXPECT_EQ(phoneGetLamp(owner_, 0, &value_), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(phoneSetLamp(owner_, 0, PHONELAMPMODE_OFF), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(phoneClose(owner_), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(phoneShutdown(app_), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(phoneConfigDialog(0, nullptr, nullptr), error(PHONEERR_UNINITIALIZED));
}

TEST_F(Checks, Handles) {
    PHONEEXTENSIONID extension{};
    HPHONE phone = 0;
    EXPECT_EQ(phoneNegotiateAPIVersion(owner_, 0, 0x10003, 0x30001, &value_, &extension),
              error(PHONEERR_INVALAPPHANDLE));
    EXPECT_EQ(phoneOpen(0, 0, &phone, 0x30001, 0, 0, PHONEPRIVILEGE_OWNER),
              error(PHONEERR_INVALAPPHANDLE));
    EXPECT_EQ(phoneGetRing(app_, &value_, &value_), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(phoneSetRing(0, 0, 0), error(PHONEERR_INVALPHONEHANDLE));
}

TEST_F(Checks, Devices) {
    PHONEEXTENSIONID extension{};
    EXPECT_EQ(phoneNegotiateAPIVersion(app_, 1, 0x10003, 0x30001, &value_, &extension),
              error(PHONEERR_BADDEVICEID));
    fake_.remove(0);
    PHONEMESSAGE news{};
    do {  // the removal is dealt with on a thread of the host
        ASSERT_EQ(phoneGetMessage(app_, &news, INFINITE), 0);
    } while (news.dwMessageID != PHONE_REMOVE);
    EXPECT_EQ(phoneNegotiateAPIVersion(app_, 0, 0x10003, 0x30001, &value_, &extension),
              error(PHONEERR_NODEVICE));
}

TEST_F(Checks, NullPointers) {
    const LONG expected = error(PHONEERR_INVALPOINTER);
    PHONEEXTENSIONID extension{};
    EXPECT_EQ(phoneNegotiateAPIVersion(app_, 0, 0x10003, 0x30001, nullptr, &extension), expected);
    EXPECT_EQ(phoneNegotiateAPIVersion(app_, 0, 0x10003, 0x30001, &value_, nullptr), expected);
    EXPECT_EQ(phoneNegotiateExtVersion(app_, 0, 0x30001, 0, 1, nullptr), expected);
    EXPECT_EQ(phoneGetDevCapsW(app_, 0, 0x30001, 0, nullptr), expected);
    EXPECT_EQ(phoneOpen(app_, 0, nullptr, 0x30001, 0, 0, PHONEPRIVILEGE_MONITOR), expected);
    EXPECT_EQ(phoneGetStatusW(owner_, nullptr), expected);
    EXPECT_EQ(phoneGetButtonInfoW(owner_, 0, nullptr), expected);
    EXPECT_EQ(phoneGetData(owner_, 0, nullptr, 1), expected);
    EXPECT_EQ(phoneGetDisplay(owner_, nullptr), expected);
    EXPECT_EQ(phoneGetGain(owner_, PHONEHOOKSWITCHDEV_HANDSET, nullptr), expected);
    EXPECT_EQ(phoneGetHookSwitch(owner_, nullptr), expected);
    EXPECT_EQ(phoneGetIDW(owner_, nullptr, u"tapi/phone"), expected);
    EXPECT_EQ(phoneGetIconW(0, nullptr, nullptr), expected);
    EXPECT_EQ(phoneGetLamp(owner_, 0, nullptr), expected);
    EXPECT_EQ(phoneGetRing(owner_, &value_, nullptr), expected);
    EXPECT_EQ(phoneGetStatusMessages(owner_, &value_, nullptr, &value_), expected);
    EXPECT_EQ(phoneGetVolume(owner_, PHONEHOOKSWITCHDEV_HANDSET, nullptr), expected);
    EXPECT_EQ(phoneSetButtonInfoW(owner_, 0, nullptr), expected);
    EXPECT_EQ(phoneSetData(owner_, 0, nullptr, 1), expected);
    EXPECT_EQ(phoneDevSpecific(owner_, nullptr, 1), expected);
}

TEST_F(Checks, TooSmallStructures) {
    PHONESTATUS status{};
    status.dwTotalSize = sizeof(status) - 1;
    EXPECT_EQ(phoneGetStatusW(owner_, &status), error(PHONEERR_STRUCTURETOOSMALL));
    PHONECAPS caps{};
    caps.dwTotalSize = 143;
    EXPECT_EQ(phoneGetDevCapsW(app_, 0, 0x10003, 0, &caps), error(PHONEERR_STRUCTURETOOSMALL));
    caps.dwTotalSize = 144;
    EXPECT_EQ(phoneGetDevCapsW(app_, 0, 0x10003, 0, &caps), 0);
}

TEST_F(Checks, Ownership) {
    PHONEBUTTONINFO info{};
    info.dwTotalSize = sizeof(info);
    const LONG expected = error(PHONEERR_NOTOWNER);
    EXPECT_EQ(phoneSetButtonInfoA(monitor_, 0, &info), expected);
    EXPECT_EQ(phoneSetData(monitor_, 0, &value_, 1), expected);
    EXPECT_EQ(phoneSetDisplay(monitor_, 0, 0, "x", 1), expected);
    EXPECT_EQ(phoneSetGain(monitor_, 1, 0), expected);
    EXPECT_EQ(phoneSetHookSwitch(monitor_, 1, 1), expected);
    EXPECT_EQ(phoneSetLamp(monitor_, 0, PHONELAMPMODE_OFF), expected);
    EXPECT_EQ(phoneSetRing(monitor_, 0, 0), expected);
    EXPECT_EQ(phoneSetVolume(monitor_, 1, 0), expected);
    EXPECT_GT(phoneDevSpecific(monitor_, &value_, 1), 0);
    EXPECT_EQ(phoneSetStatusMessages(monitor_, PHONESTATE_LAMP, 0, 0), 0);
    HPHONE second = 0;
    EXPECT_EQ(phoneOpen(app_, 0, &second, 0x30001, 0, 0, PHONEPRIVILEGE_OWNER),
              error(PHONEERR_INUSE));
    EXPECT_EQ(phoneOpen(app_, 0, &second, 0x30001, 0, 0, 3), error(PHONEERR_INVALPRIVILEGE));
}

TEST_F(Checks, HookSwitches) {
    for (const DWORD device : {0U, 3U, 8U}) {
        EXPECT_EQ(phoneGetGain(owner_, device, &value_), error(PHONEERR_INVALHOOKSWITCHDEV));
        EXPECT_EQ(phoneGetVolume(owner_, device, &value_), error(PHONEERR_INVALHOOKSWITCHDEV));
        EXPECT_EQ(phoneSetGain(owner_, device, 1), error(PHONEERR_INVALHOOKSWITCHDEV));
        EXPECT_EQ(phoneSetVolume(owner_, device, 1), error(PHONEERR_INVALHOOKSWITCHDEV));
    }
    EXPECT_EQ(phoneSetHookSwitch(owner_, 8, PHONEHOOKSWITCHMODE_ONHOOK),
              error(PHONEERR_INVALHOOKSWITCHDEV));
    EXPECT_EQ(phoneSetHookSwitch(owner_, 1, 3), error(PHONEERR_INVALHOOKSWITCHMODE));
    EXPECT_EQ(phoneSetHookSwitch(owner_, 1, 0x20), error(PHONEERR_INVALHOOKSWITCHMODE));
    EXPECT_GT(phoneSetHookSwitch(owner_, 3, PHONEHOOKSWITCHMODE_ONHOOK), 0);
}

TEST_F(Checks, LampModes) {
    for (const DWORD mode : {0U, 6U, 0x100U}) {
        EXPECT_EQ(phoneSetLamp(owner_, 0, mode), error(PHONEERR_INVALLAMPMODE));
    }
}

TEST_F(Checks, StatusMessages) {
    EXPECT_EQ(phoneSetStatusMessages(owner_, 0x01000000, 0, 0), error(PHONEERR_INVALPHONESTATE));
    EXPECT_EQ(phoneSetStatusMessages(owner_, 0, 0x40, 1), error(PHONEERR_INVALBUTTONMODE));
    EXPECT_EQ(phoneSetStatusMessages(owner_, 0, 1, 0x10), error(PHONEERR_INVALBUTTONSTATE));
    EXPECT_EQ(phoneSetStatusMessages(owner_, 0, 1, 0), error(PHONEERR_INVALBUTTONSTATE));
    EXPECT_EQ(phoneSetStatusMessages(owner_, PHONESTATE_LAMP, 1, 2), 0);
    DWORD states = 0;
    DWORD modes = 0;
    DWORD button_states = 0;
    EXPECT_EQ(phoneGetStatusMessages(owner_, &states, &modes, &button_states), 0);
    EXPECT_EQ(states, DWORD(PHONESTATE_LAMP));
    EXPECT_EQ(modes, 1U);
    EXPECT_EQ(button_states, 2U);
}

TEST_F(Checks, LevelsAreClamped) {
    EXPECT_GT(phoneSetGain(owner_, 1, 0x10000), 0);
    EXPECT_EQ(fake_.last_operation().numbers.back(), 0xFFFFU);
    EXPECT_GT(phoneSetVolume(owner_, 1, 0xFFFFFFFF), 0);
    EXPECT_EQ(fake_.last_operation().numbers.back(), 0xFFFFU);
    EXPECT_GT(phoneSetRing(owner_, 1, 0x12345), 0);
    EXPECT_EQ(fake_.last_operation().numbers.back(), 0xFFFFU);
}

}  // namespace
}  // namespace offhook::tapi
