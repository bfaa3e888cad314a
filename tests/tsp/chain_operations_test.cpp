#include "tests/tsp/chain.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace offhook::tests {
namespace {

using bytes = std::vector<std::uint8_t>;

/// With a handset that is there from the start.
class ChainOperations : public Chain {
protected:
    ChainOperations() {
        sim.start();
        EXPECT_EQ(start_provider(sim.address()), 1U);
        phone = open_phone();
        await_connection(phone);
    }

    [[nodiscard]] boost::json::object button(int id) {
        return sim.state().at("buttons").as_array().at(static_cast<std::size_t>(id)).as_object();
    }

    HDRVPHONE phone = nullptr;
};

TEST_F(ChainOperations, SetLampLightsTheLampAndGetLampAgrees) {
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_FLASH), 1);
    EXPECT_EQ(host.result_of(1), 0);

    EXPECT_EQ(button(12).at("lamp").as_string(), "flash");
    DWORD mode = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, 12, &mode), 0);
    EXPECT_EQ(mode, PHONELAMPMODE_FLASH);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_LAMP, 12)));
}

TEST_F(ChainOperations, SetRingRingsAndGetRingAgrees) {
    EXPECT_EQ(set_ring(2, phone, 4, 0x8000), 2);
    EXPECT_EQ(host.result_of(2), 0);

    const auto ring = sim.state().at("ring").as_object();
    EXPECT_EQ(ring.at("mode").to_number<int>(), 4);
    EXPECT_EQ(ring.at("volume").to_number<int>(), 0x8000);
    DWORD mode = 0;
    DWORD volume = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetRing)(phone, &mode, &volume), 0);
    EXPECT_EQ(mode, 4U);
    EXPECT_EQ(volume, 0x8000U);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_RINGMODE, 4)));
}

TEST_F(ChainOperations, SetHookSwitchTakesSeveralDevicesAndGetHookSwitchAgrees) {
    constexpr DWORD both = PHONEHOOKSWITCHDEV_SPEAKER | PHONEHOOKSWITCHDEV_HEADSET;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetHookSwitch)(3, phone, both, PHONEHOOKSWITCHMODE_MICSPEAKER),
              3);
    EXPECT_EQ(host.result_of(3), 0);

    const auto hook = sim.state().at("hook").as_object();
    EXPECT_EQ(hook.at("handset").as_string(), "onhook");
    EXPECT_EQ(hook.at("speaker").as_string(), "micspeaker");
    EXPECT_EQ(hook.at("headset").as_string(), "micspeaker");
    DWORD devices = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetHookSwitch)(phone, &devices), 0);
    EXPECT_EQ(devices, both);
    EXPECT_EQ(status(phone).dwSpeakerHookSwitchMode, PHONEHOOKSWITCHMODE_MICSPEAKER);
    EXPECT_TRUE(
        host.comes(state_event(PHONESTATE_SPEAKERHOOKSWITCH, PHONEHOOKSWITCHMODE_MICSPEAKER)));
    EXPECT_TRUE(
        host.comes(state_event(PHONESTATE_HEADSETHOOKSWITCH, PHONEHOOKSWITCHMODE_MICSPEAKER)));
}

TEST_F(ChainOperations, SetVolumeAndSetGainAreReadBack) {
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetVolume)(4, phone, PHONEHOOKSWITCHDEV_HANDSET, 0x1234), 4);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetGain)(5, phone, PHONEHOOKSWITCHDEV_SPEAKER, 0x4321), 5);
    EXPECT_EQ(host.result_of(4), 0);
    EXPECT_EQ(host.result_of(5), 0);

    const auto state = sim.state();
    EXPECT_EQ(state.at("volume").as_object().at("handset").to_number<int>(), 0x1234);
    EXPECT_EQ(state.at("gain").as_object().at("speaker").to_number<int>(), 0x4321);
    DWORD level = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetVolume)(phone, PHONEHOOKSWITCHDEV_HANDSET, &level), 0);
    EXPECT_EQ(level, 0x1234U);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetGain)(phone, PHONEHOOKSWITCHDEV_SPEAKER, &level), 0);
    EXPECT_EQ(level, 0x4321U);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_HANDSETVOLUME)));
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_SPEAKERGAIN)));
}

TEST_F(ChainOperations, SetDisplayShowsTheTextAndGetDisplayAgrees) {
    EXPECT_EQ(set_display(6, phone, u"Grüße"), 6);
    EXPECT_EQ(host.result_of(6), 0);

    const auto rows = sim.state().at("display").as_array();
    EXPECT_EQ(rows.at(0).as_string(), "Grüße                   ");
    struct {
        VARSTRING head{};
        char16_t text[48]{};
    } shown;
    shown.head.dwTotalSize = sizeof shown;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetDisplay)(phone, &shown.head), 0);
    EXPECT_EQ(shown.head.dwStringSize, sizeof shown.text);
    EXPECT_EQ(std::u16string(shown.text, 6), u"Grüße ");
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISPLAY)));
}

TEST_F(ChainOperations, SetDisplayOfNothingSucceedsAndChangesNothing) {
    EXPECT_EQ(set_display(7, phone, u""), 7);
    EXPECT_EQ(host.result_of(7), 0);
    EXPECT_EQ(sim.state().at("display").as_array().at(0).as_string(), std::string(24, ' '));
}

TEST_F(ChainOperations, SetButtonInfoLabelsTheButtonAndGetButtonInfoAgrees) {
    EXPECT_EQ(set_button(8, phone, 12, u"Park"), 8);
    EXPECT_EQ(host.result_of(8), 0);

    EXPECT_EQ(button(12).at("label").as_string(), "Park");
    struct {
        PHONEBUTTONINFO info{};
        char16_t text[16]{};
    } told;
    told.info.dwTotalSize = sizeof told;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetButtonInfo)(phone, 12, &told.info), 0);
    EXPECT_EQ(told.info.dwButtonMode, PHONEBUTTONMODE_FEATURE);
    EXPECT_EQ(told.info.dwButtonFunction, PHONEBUTTONFUNCTION_PARK);
    EXPECT_EQ(told.info.dwButtonState, PHONEBUTTONSTATE_UP);
    EXPECT_EQ(std::u16string(told.text), u"Park");
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_OTHER)));
}

TEST_F(ChainOperations, SetDataReplacesAWholeAreaAndGetDataAgrees) {
    bytes content(65536);
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i * 7);
    const bytes sent = content;

    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetData)(9, phone, 0, content.data(), 65536), 9);
    content.assign(content.size(), 0);  // what was lent may be gone at once
    EXPECT_EQ(host.result_of(9), 0);

    EXPECT_EQ(sim.state().at("areas").as_array().at(0).as_object().at("used").to_number<int>(),
              65536);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetData)(phone, 0, content.data(), 65536), 0);
    EXPECT_EQ(content, sent);
}

TEST_F(ChainOperations, DevSpecificPassesBytesAndSendsTheAnswerBeforeTheCompletion) {
    std::array<std::uint8_t, 3> block{0xCA, 0xFE, 0x01};
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneDevSpecific)(10, phone, block.data(), 3), 10);
    block.fill(0);
    EXPECT_EQ(host.result_of(10), 0);

    EXPECT_EQ(sim.state().at("vendor").as_string(), "cafe01");
    // Whatever this handset answers: the first piece has come by now.
    bool answered = false;
    for (const auto& each : host.events()) {
        answered |= each.message == PHONE_DEVSPECIFIC && each.p1 == 10;
    }
    EXPECT_TRUE(answered);
}

TEST_F(ChainOperations, ManyRequestsAtOnceEachEndOnce) {
    constexpr DRV_REQUESTID count = 200;
    for (DRV_REQUESTID id = 1; id <= count; ++id) {
        const DWORD mode = id % 2 == 0 ? PHONELAMPMODE_STEADY : PHONELAMPMODE_OFF;
        ASSERT_EQ(set_lamp(id, phone, 12 + id % 16, mode), static_cast<LONG>(id));
    }
    for (DRV_REQUESTID id = 1; id <= count; ++id) EXPECT_EQ(host.result_of(id), 0);

    EXPECT_EQ(host.completions().size(), count);
}

TEST_F(ChainOperations, TheUsersHandIsReported) {
    sim.operate(R"("do":"hook","device":"handset","mode":"micspeaker")");
    sim.operate(R"("do":"volume","device":"speaker","level":100)");
    EXPECT_TRUE(
        host.comes(state_event(PHONESTATE_HANDSETHOOKSWITCH, PHONEHOOKSWITCHMODE_MICSPEAKER)));
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_SPEAKERVOLUME)));
    EXPECT_EQ(status(phone).dwHandsetHookSwitchMode, PHONEHOOKSWITCHMODE_MICSPEAKER);
    EXPECT_EQ(status(phone).dwSpeakerVolume, 100U);
}

TEST_F(ChainOperations, APressedKeyGoesDownThenUp) {
    sim.operate(R"("do":"tap","key":"star")");
    const phone_event down{
        host_handle(0), PHONE_BUTTON, 10, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN};
    phone_event up = down;
    up.p3 = PHONEBUTTONSTATE_UP;

    EXPECT_TRUE(host.comes(up));
    auto told = host.events();
    std::erase_if(told, [](const auto& each) { return each.message != PHONE_BUTTON; });
    EXPECT_EQ(told, (std::vector<phone_event>{down, up}));
}

TEST_F(ChainOperations, WhatTheHostDoesNotWantIsNotToldOf) {
    // Only the handset's hook switch; it comes last and nothing else before it.
    ASSERT_EQ(OFFHOOK_TSPI(tsp, phoneSetStatusMessages)(
                  phone, PHONESTATE_HANDSETHOOKSWITCH, 0, all_button_states),
              0);
    sim.operate(R"("do":"press","key":"1")");
    sim.operate(R"("do":"wait","until":{"buttons":[{"id":1,"state":"down"}]})");
    sim.operate(R"("do":"volume","device":"handset","level":1)");
    sim.operate(R"("do":"hook","device":"handset","mode":"mic")");

    EXPECT_TRUE(host.comes(state_event(PHONESTATE_HANDSETHOOKSWITCH, PHONEHOOKSWITCHMODE_MIC)));
    EXPECT_EQ(host.count_of(PHONE_BUTTON), 0U);
    const auto told = host.events();
    EXPECT_EQ(std::ranges::count(told, state_event(PHONESTATE_HANDSETVOLUME)), 0);
}

TEST_F(ChainOperations, BadArgumentsAreRefusedAndNeverCompleted) {
    constexpr LONG not_there = error(PHONEERR_INVALHOOKSWITCHDEV);
    EXPECT_EQ(set_lamp(1, phone, 200, PHONELAMPMODE_OFF), error(PHONEERR_INVALBUTTONLAMPID));
    EXPECT_EQ(set_lamp(2, phone, 12, 3), error(PHONEERR_INVALLAMPMODE));
    EXPECT_EQ(set_ring(3, phone, 5, 0), error(PHONEERR_INVALRINGMODE));
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetVolume)(4, phone, 8, 0), not_there);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetGain)(5, phone, 3, 0), not_there);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetHookSwitch)(6, phone, 8, 1), not_there);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetHookSwitch)(7, phone, 1, 0x10),
              error(PHONEERR_INVALHOOKSWITCHMODE));
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetDisplay)(8, phone, 2, 0, u"x", 2),
              error(PHONEERR_INVALPARAM));
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetData)(9, phone, 1, nullptr, 0),
              error(PHONEERR_INVALDATAID));
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneDevSpecific)(10, phone, nullptr, 1),
              error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(set_button(11, phone, 200, u"x"), error(PHONEERR_INVALBUTTONLAMPID));
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetStatusMessages)(phone, 0, 1, 0),
              error(PHONEERR_INVALBUTTONSTATE));
    EXPECT_EQ(set_lamp(0, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_OPERATIONFAILED))
        << "0 is no request ID";

    EXPECT_EQ(set_lamp(99, phone, 12, PHONELAMPMODE_OFF), 99);
    EXPECT_EQ(host.result_of(99), 0);
    EXPECT_EQ(host.completions(), (std::vector<completed>{{99, 0}}));
}

}  // namespace
}  // namespace offhook::tests
