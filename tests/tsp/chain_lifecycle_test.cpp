#include "tests/tsp/chain.hpp"

#include <cstring>

namespace offhook::tests {
namespace {

constexpr DWORD all_phones = INITIALIZE_NEGOTIATION;

class ChainLifecycle : public Chain {
protected:
    void start_two() {
        two.start();
        ASSERT_EQ(start_provider(two.address(0) + "," + two.address(1)), 2U);
    }

    /// The name in the capabilities of a phone.
    [[nodiscard]] std::u16string name_of(DWORD index) {
        struct {
            PHONECAPS caps{};
            char16_t text[1024]{};
        } block;
        block.caps.dwTotalSize = sizeof block;
        EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetDevCaps)(first_device + index, newest, 0, &block.caps),
                  0);
        std::u16string name(block.caps.dwPhoneNameSize / 2, u'\0');
        const auto* base = reinterpret_cast<const char*>(&block);
        std::memcpy(name.data(), base + block.caps.dwPhoneNameOffset, block.caps.dwPhoneNameSize);
        if (!name.empty()) name.pop_back();
        return name;
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
    PHONEEXTENSIONID extension{1, 2, 3, 4};
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetExtensionID)(first_device, newest, &extension), 0);
    EXPECT_EQ(extension.dwExtensionID0 | extension.dwExtensionID3, 0U);
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
