#include "tests/tsp/chain.hpp"

namespace offhook::tests {
namespace {

constexpr DWORD all_phones = INITIALIZE_NEGOTIATION;

class ChainLifecycle : public Chain {
protected:
    void start_two() {
        two.start();
        ASSERT_EQ(start_provider(two.address(0) + "," + two.address(1)), 2U);
    }

    [[nodiscard]] std::u16string name_of(DWORD index) {
        return name_of_device(first_device + index);
    }

    simulator two{folder, {"--handsets", "2"}};
};

TEST_F(ChainLifecycle, TheProviderSpeaksEveryVersionAndHasNoLines) {
    const auto negotiate = OFFHOOK_TSPI(tsp, lineNegotiateTSPIVersion);
    DWORD version = 0;
    EXPECT_EQ(negotiate(all_phones, tspi::version_1_3, tspi::version_3_1, &version), 0);
    EXPECT_EQ(version, tspi::version_3_1);
    EXPECT_EQ(negotiate(all_phones, tspi::version_1_3, tspi::version_2_1, &version), 0);
    EXPECT_EQ(version, tspi::version_2_1);
    EXPECT_EQ(negotiate(all_phones, 0x00040000, 0x00050000, &version),
              error(LINEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(negotiate(0, tspi::version_1_3, tspi::version_3_1, &version),
              error(LINEERR_OPERATIONUNAVAIL));
}

TEST_F(ChainLifecycle, APhoneNegotiatesForItselfAndForAll) {
    start_two();
    const auto negotiate = OFFHOOK_TSPI(tsp, phoneNegotiateTSPIVersion);
    DWORD version = 0;
    EXPECT_EQ(negotiate(first_device + 1, tspi::version_2_0, tspi::version_2_2, &version), 0);
    EXPECT_EQ(version, tspi::version_2_2);
    EXPECT_EQ(negotiate(all_phones, tspi::version_1_3, tspi::version_3_1, &version), 0);
    EXPECT_EQ(negotiate(first_device, 1, 2, &version), error(PHONEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(negotiate(first_device + 2, 0, ~0U, &version), error(PHONEERR_NODRIVER));
    EXPECT_EQ(negotiate(first_device - 1, 0, ~0U, &version), error(PHONEERR_NODRIVER));
}

TEST_F(ChainLifecycle, DeviceIdsFollowTheConfiguration) {
    start_two();
    EXPECT_EQ(name_of(0), u"Desk SIM-0000");
    EXPECT_EQ(name_of(1), u"Desk SIM-0001");
}

TEST_F(ChainLifecycle, AHandsetWithRequestsOfItsMakerHasTheExtension) {
    start_two();
    const auto negotiate = OFFHOOK_TSPI(tsp, phoneNegotiateExtVersion);
    PHONEEXTENSIONID id{};
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetExtensionID)(first_device, newest, &id), 0);
    EXPECT_NE(id.dwExtensionID0 | id.dwExtensionID1 | id.dwExtensionID2 | id.dwExtensionID3, 0U);
    DWORD version = 7;
    EXPECT_EQ(negotiate(first_device, newest, 0, ~0U, &version), 0);
    EXPECT_EQ(version, 0x00010000U);
    EXPECT_EQ(negotiate(first_device, newest, 0x00010001, ~0U, &version),
              error(PHONEERR_INCOMPATIBLEEXTVERSION));
    EXPECT_EQ(version, 0U);
    EXPECT_EQ(negotiate(first_device, 7, 0, ~0U, &version), error(PHONEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(negotiate(first_device + 2, newest, 0, ~0U, &version), error(PHONEERR_NODRIVER));

    struct {
        PHONECAPS caps{};
        unsigned char more[4096]{};
    } block;
    block.caps.dwTotalSize = sizeof block;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetDevCaps)(first_device, newest, 0, &block.caps), 0);
    EXPECT_EQ(block.caps.dwDevSpecificSize, 0U);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetDevCaps)(first_device, newest, 0x00010000, &block.caps), 0);
    EXPECT_EQ(block.caps.dwDevSpecificSize, 12U);
}

TEST_F(ChainLifecycle, AnExtensionVersionIsSelectedAndCancelled) {
    start_two();
    const auto phone = open_phone();
    const auto select = OFFHOOK_TSPI(tsp, phoneSelectExtVersion);
    EXPECT_EQ(select(phone, 0x00010000), 0);
    EXPECT_EQ(select(phone, 0x00020000), error(PHONEERR_INCOMPATIBLEEXTVERSION));
    EXPECT_EQ(select(phone, 0), 0);
    ASSERT_EQ(close(phone), 0);
    // The list of this function has no INVALPHONEHANDLE.
    EXPECT_EQ(select(phone, 0), error(PHONEERR_OPERATIONFAILED));
}

TEST_F(ChainLifecycle, AnIconIsTheHostsOwnAndOfThePhoneOnly) {
    start_two();
    const auto get = OFFHOOK_TSPI(tsp, phoneGetIcon);
    for (const char16_t* name : {static_cast<const char16_t*>(nullptr), u"", u"TAPI/Phone"}) {
        auto icon = reinterpret_cast<HICON>(std::uintptr_t{1});
        EXPECT_EQ(get(first_device, name, &icon), 0);
        EXPECT_EQ(icon, nullptr);
    }
    HICON icon = nullptr;
    EXPECT_EQ(get(first_device, u"wave/in", &icon), error(PHONEERR_INVALDEVICECLASS));
    EXPECT_EQ(get(first_device + 2, nullptr, &icon), error(PHONEERR_OPERATIONFAILED));
}

TEST_F(ChainLifecycle, AnIdIsGivenForTheClassesThatTheHandsetHas) {
    start_two();
    const auto phone = open_phone(1);
    const auto get = OFFHOOK_TSPI(tsp, phoneGetID);
    struct {
        VARSTRING text{};
        DWORD numbers[2]{};
    } block;
    block.text.dwTotalSize = sizeof block;
    EXPECT_EQ(get(phone, &block.text, u"Tapi/Phone", nullptr), 0);
    EXPECT_EQ(block.text.dwStringFormat, STRINGFORMAT_BINARY);
    EXPECT_EQ(block.text.dwStringSize, 4U);
    EXPECT_EQ(block.numbers[0], first_device + 1);
    EXPECT_EQ(get(phone, &block.text, u"comm", nullptr), error(PHONEERR_INVALDEVICECLASS));
    // The simulated handset has audio, and there is no such card in the computer.
    EXPECT_EQ(get(phone, &block.text, u"wave/in", nullptr), error(PHONEERR_RESOURCEUNAVAIL));
}

TEST_F(ChainLifecycle, TheUserInterfaceIsInTheModuleAndSaysWhatItCannot) {
    char16_t path[260]{};
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerUIIdentify)(path), 0);
    const std::u16string found(path);
    EXPECT_EQ(found.front(), u'/');
    EXPECT_TRUE(found.ends_with(u"/offhook.tsp"));

    constexpr LONG wrong = error(LINEERR_INVALPARAM);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerGenericDialogData)(1, 4, nullptr, 0), wrong);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerFreeDialogInstance)(nullptr), wrong);
    EXPECT_EQ(OFFHOOK_TUISPI(tsp, providerGenericDialog)(nullptr, 1, nullptr, 0, nullptr), wrong);
    EXPECT_EQ(OFFHOOK_TUISPI(tsp, providerGenericDialogData)(1, nullptr, 0), wrong);
    EXPECT_EQ(OFFHOOK_TUISPI(tsp, providerInstall)(nullptr, nullptr, permanent_id), 0);
    EXPECT_EQ(OFFHOOK_TUISPI(tsp, providerRemove)(nullptr, nullptr, permanent_id), 0);
    EXPECT_EQ(OFFHOOK_TUISPI(tsp, providerConfig)(nullptr, nullptr, permanent_id),
              error(LINEERR_OPERATIONFAILED));
    const auto configure = OFFHOOK_TUISPI(tsp, phoneConfigDialog);
    EXPECT_EQ(configure(nullptr, first_device, nullptr, nullptr), error(PHONEERR_OPERATIONUNAVAIL));
    EXPECT_EQ(configure(nullptr, first_device, nullptr, u"wave/in"),
              error(PHONEERR_INVALDEVICECLASS));
}

TEST_F(ChainLifecycle, CapabilitiesNeedAKnownDeviceAndVersion) {
    start_two();
    PHONECAPS caps{};
    caps.dwTotalSize = sizeof caps;
    const auto get = OFFHOOK_TSPI(tsp, phoneGetDevCaps);
    EXPECT_EQ(get(first_device + 2, newest, 0, &caps), error(PHONEERR_NODRIVER));
    EXPECT_EQ(get(first_device, 0x00010005, 0, &caps), error(PHONEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(get(first_device, newest, 1, &caps), error(PHONEERR_INCOMPATIBLEEXTVERSION));
    EXPECT_EQ(caps.dwNeededSize, 0U);
}

TEST_F(ChainLifecycle, ASecondInitIsCountedAndChangesNothing) {
    start_two();
    const auto phone = open_phone(1);

    EXPECT_EQ(init(7), 0);
    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);
    EXPECT_EQ(shut_down(), 0);
    EXPECT_EQ(set_lamp(2, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_INVALPHONEHANDLE));
}

TEST_F(ChainLifecycle, InitRefusesAnotherInstanceAndAnUnknownVersion) {
    start_two();
    EXPECT_EQ(init(2, permanent_id + 1), error(LINEERR_NOMULTIPLEINSTANCE));
    EXPECT_EQ(init(2, permanent_id, 0x00040000), error(LINEERR_INCOMPATIBLEAPIVERSION));
    // The shutdown of an instance that never was does not end this one.
    EXPECT_EQ(shut_down(permanent_id + 1), 0);
    EXPECT_EQ(name_of(0), u"Desk SIM-0000");
}

TEST_F(ChainLifecycle, EnumDevicesDuringASessionOnlyCounts) {
    start_two();
    const auto phone = open_phone();
    setenv("OFFHOOK_DEVICES", "sim:unix:/nowhere", 1);
    DWORD lines = 1;
    DWORD phones = 0;

    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerEnumDevices)(
                  permanent_id, &lines, &phones, nullptr, nullptr, recorder::event()),
              0);

    EXPECT_EQ(phones, 2U);
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);
}

TEST_F(ChainLifecycle, ANewSessionReadsTheConfigurationAnew) {
    start_two();
    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(start_provider(two.address(1)), 1U);
    EXPECT_EQ(name_of(0), u"Desk SIM-0001");
    EXPECT_EQ(shut_down(), 0);

    // Without EnumDevices before it: nothing is kept from the session before.
    setenv("OFFHOOK_DEVICES", two.address(0).c_str(), 1);
    EXPECT_EQ(init(1), 0);
    HDRVPHONE phone = nullptr;
    EXPECT_EQ(open(0, phone), 0);
}

TEST_F(ChainLifecycle, BeforeInitThereAreNoPhones) {
    HDRVPHONE phone = nullptr;
    EXPECT_EQ(open(0, phone), error(PHONEERR_NODRIVER));
    EXPECT_EQ(shut_down(permanent_id + 1), 0);
}

TEST_F(ChainLifecycle, APhoneIsOpenOnceAndCanBeOpenedAgain) {
    start_two();
    const auto first = open_phone();
    HDRVPHONE second = nullptr;

    EXPECT_EQ(open(0, second), error(PHONEERR_INUSE));
    EXPECT_EQ(second, nullptr);
    EXPECT_EQ(open(2, second), error(PHONEERR_NODRIVER));
    EXPECT_EQ(open(1, second, 0x00010002), error(PHONEERR_INCOMPATIBLEAPIVERSION));

    EXPECT_EQ(close(first), 0);
    EXPECT_EQ(open(0, second), 0);
    EXPECT_NE(second, first);
}

TEST_F(ChainLifecycle, AStaleHandleIsAnErrorEverywhere) {
    start_two();
    const auto phone = open_phone();
    ASSERT_EQ(close(phone), 0);
    constexpr LONG stale = error(PHONEERR_INVALPHONEHANDLE);
    DWORD number = 0;
    PHONESTATUS status{};
    status.dwTotalSize = sizeof status;

    EXPECT_EQ(close(phone), stale);
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_OFF), stale);
    EXPECT_EQ(set_ring(2, phone, 0, 0), stale);
    EXPECT_EQ(set_display(3, phone, u"x"), stale);
    EXPECT_EQ(set_button(4, phone, 12, u"x"), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetData)(5, phone, 0, nullptr, 0), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetVolume)(6, phone, 1, 0), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetGain)(7, phone, 1, 0), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetHookSwitch)(8, phone, 1, 1), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneDevSpecific)(9, phone, nullptr, 0), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetStatus)(phone, &status), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, 12, &number), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetVolume)(phone, 1, &number), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetGain)(phone, 1, &number), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetHookSwitch)(phone, &number), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetRing)(phone, &number, &number), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetData)(phone, 0, &number, 4), stale);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetStatusMessages)(phone, 0, 0, 0), stale);
    EXPECT_TRUE(host.completions().empty());
}

TEST_F(ChainLifecycle, PhonesDoNotDisturbEachOther) {
    start_two();
    const auto first = open_phone(0);
    const auto second = open_phone(1);

    EXPECT_EQ(set_lamp(1, first, 12, PHONELAMPMODE_STEADY), 1);
    two.operate(R"("do":"unplug","handset":0)");
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED, 0, 0)));
    EXPECT_EQ(set_lamp(2, second, 12, PHONELAMPMODE_WINK), 2);

    EXPECT_EQ(host.result_of(2), 0);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_LAMP, 12, 1)));
    EXPECT_EQ(status(second).dwStatusFlags, PHONESTATUSFLAGS_CONNECTED);
    EXPECT_EQ(status(first).dwStatusFlags, 0U);
}

TEST_F(ChainLifecycle, ShutdownClosesWhatIsOpen) {
    start_two();
    const auto phone = open_phone(0);
    for (DRV_REQUESTID id = 1; id <= 20; ++id) {
        ASSERT_EQ(set_lamp(id, phone, 12, PHONELAMPMODE_STEADY), static_cast<LONG>(id));
    }

    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(host.completions().size(), 20U);
    EXPECT_EQ(close(phone), error(PHONEERR_INVALPHONEHANDLE));
}

TEST_F(ChainLifecycle, TheControlPanelFindsItsThreeExports) {
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerInstall)(nullptr, permanent_id), 0);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerRemove)(nullptr, permanent_id), 0);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerConfig)(nullptr, permanent_id), 0);
}

}  // namespace
}  // namespace offhook::tests
