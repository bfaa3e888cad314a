#include "tsp/status_events.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

using messages = std::vector<phone_message>;
using protocol::button_event;
using protocol::button_state;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::level_changed;
using protocol::opcode;

constexpr status_masks everything{0x00FFFFFF, 0x3F, 0x0F};

messages translate(const engine::handset_event& event,
                   const status_masks& masks = everything,
                   DWORD version = tspi::version_3_1) {
    return event_translator(version).translate(event, PHONEBUTTONMODE_KEYPAD, masks);
}

struct state_row {
    const char* name;
    engine::handset_event event;
    DWORD flag;
    DWORD_PTR detail;
};

std::vector<state_row> state_rows() {
    using row = state_row;
    return {
        row{"connected", engine::connected{}, PHONESTATE_CONNECTED, 0},
        row{"disconnected", engine::disconnected{}, PHONESTATE_DISCONNECTED, 0},
        row{"capabilities", engine::capabilities_changed{}, PHONESTATE_CAPSCHANGE, 0},
        row{"display", engine::display_changed{}, PHONESTATE_DISPLAY, 0},
        row{"lamp", engine::lamp_changed{14, protocol::lamp_mode::wink}, PHONESTATE_LAMP, 14},
        row{"ring mode", engine::ring_mode_changed{3}, PHONESTATE_RINGMODE, 3},
        row{"ring volume", engine::ring_volume_changed{9}, PHONESTATE_RINGVOLUME, 0},
        row{"handset hook",
            protocol::hook_changed{hook_device::handset, hook_mode::mic_speaker},
            PHONESTATE_HANDSETHOOKSWITCH,
            PHONEHOOKSWITCHMODE_MICSPEAKER},
        row{"speaker hook",
            protocol::hook_changed{hook_device::speaker, hook_mode::on_hook},
            PHONESTATE_SPEAKERHOOKSWITCH,
            PHONEHOOKSWITCHMODE_ONHOOK},
        row{"headset hook",
            protocol::hook_changed{hook_device::headset, hook_mode::unknown},
            PHONESTATE_HEADSETHOOKSWITCH,
            PHONEHOOKSWITCHMODE_UNKNOWN},
        row{"handset volume",
            level_changed{opcode::volume, hook_device::handset, 5},
            PHONESTATE_HANDSETVOLUME,
            0},
        row{"speaker volume",
            level_changed{opcode::volume, hook_device::speaker, 5},
            PHONESTATE_SPEAKERVOLUME,
            0},
        row{"headset volume",
            level_changed{opcode::volume, hook_device::headset, 5},
            PHONESTATE_HEADSETVOLUME,
            0},
        row{"handset gain",
            level_changed{opcode::gain, hook_device::handset, 5},
            PHONESTATE_HANDSETGAIN,
            0},
        row{"speaker gain",
            level_changed{opcode::gain, hook_device::speaker, 5},
            PHONESTATE_SPEAKERGAIN,
            0},
        row{"headset gain",
            level_changed{opcode::gain, hook_device::headset, 5},
            PHONESTATE_HEADSETGAIN,
            0},
        row{"button information", engine::button_info_changed{12}, PHONESTATE_OTHER, 0},
        row{"data area", protocol::data_changed{1}, PHONESTATE_OTHER, 0},
    };
}

TEST(StatusEvents, EachChangeHasItsFlagAndDetail) {
    for (const auto& each : state_rows()) {
        SCOPED_TRACE(each.name);
        const phone_message expected{PHONE_STATE, each.flag, each.detail, 0};
        EXPECT_EQ(translate(each.event), messages{expected});
    }
}

TEST(StatusEvents, AStateIsToldIfItsFlagIsWantedAndOnlyThen) {
    for (const auto& each : state_rows()) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(translate(each.event, {each.flag, 0, 0}).size(), 1U);
        EXPECT_TRUE(translate(each.event, {0x00FFFFFF & ~each.flag, 0x3F, 0x0F}).empty());
    }
}

TEST(StatusEvents, NothingIsToldBeforeTheHostAsks) {
    // tspi-phone.md §4.3: all off after open.
    for (const auto& each : state_rows()) EXPECT_TRUE(translate(each.event, {}).empty());
    EXPECT_TRUE(translate(button_event{1, button_state::down, 0}, {}).empty());
}

TEST(StatusEvents, CapsChangeDoesNotExistBefore14) {
    const phone_message other{PHONE_STATE, PHONESTATE_OTHER, 0, 0};
    EXPECT_EQ(translate(engine::capabilities_changed{}, everything, tspi::version_1_3),
              messages{other});
}

TEST(StatusEvents, AButtonIsToldWithItsModeAndState) {
    const phone_message down{PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN};
    EXPECT_EQ(translate(button_event{5, button_state::down, 77}), messages{down});
}

TEST(StatusEvents, AButtonIsToldWhenModeAndStateAreWanted) {
    struct row {
        const char* name;
        DWORD modes, states;
        bool told;
    };
    const row rows[] = {
        {"both", PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN, true},
        {"all", 0x3F, 0x0F, true},
        {"other mode", PHONEBUTTONMODE_FEATURE, PHONEBUTTONSTATE_DOWN, false},
        {"other state", PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_UP, false},
        {"no modes", 0, PHONEBUTTONSTATE_DOWN, false},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        const status_masks masks{0, each.modes, each.states};
        EXPECT_EQ(translate(button_event{5, button_state::down, 0}, masks).size(),
                  each.told ? 1U : 0U);
    }
}

TEST(StatusEvents, AnUpHasTheModeOfItsDown) {
    event_translator events(tspi::version_3_1);
    const auto up = [&](DWORD mode) {
        return events.translate(button_event{12, button_state::up, 0}, mode, everything);
    };

    static_cast<void>(events.translate(
        button_event{12, button_state::down, 0}, PHONEBUTTONMODE_FEATURE, everything));

    // SetButtonInfo came in between.
    const phone_message same{PHONE_BUTTON, 12, PHONEBUTTONMODE_FEATURE, PHONEBUTTONSTATE_UP};
    EXPECT_EQ(up(PHONEBUTTONMODE_CALL), messages{same});
    const phone_message next{PHONE_BUTTON, 12, PHONEBUTTONMODE_CALL, PHONEBUTTONSTATE_UP};
    EXPECT_EQ(up(PHONEBUTTONMODE_CALL), messages{next});
}

TEST(StatusEvents, ChecksMasksAsTheListOfErrorsHasIt) {
    struct row {
        const char* name;
        status_masks masks;
        DWORD error;
    };
    const row rows[] = {
        {"nothing", {0, 0, 0}, 0},
        {"all there are", {0x00FFFFFF, 0x3F, 0x0F}, 0},
        {"states without modes", {0, 0, 0x0F}, 0},
        {"nonsense without modes", {0, 0, 0xF0}, 0},
        {"never sent, but defined", {PHONESTATE_SUSPEND, 0, 0}, 0},
        {"undefined state", {0x01000000, 0, 0}, PHONEERR_INVALPHONESTATE},
        {"undefined mode", {0, 0x40, 1}, PHONEERR_INVALBUTTONMODE},
        {"undefined button state", {0, 1, 0x10}, PHONEERR_INVALBUTTONSTATE},
        {"modes without states", {0, 1, 0}, PHONEERR_INVALBUTTONSTATE},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(check_masks(each.masks), each.error);
    }
}

TEST(VendorMessages, AShortAnswerIsOneMessage) {
    const protocol::byte_vector data{0x01, 0xFE, 0xCA};
    const phone_message expected{PHONE_DEVSPECIFIC, 27, 3, 0xCAFE01};
    EXPECT_EQ(vendor_messages(27, data), messages{expected});
}

TEST(VendorMessages, ALongAnswerComesInPiecesWithTheirOffset) {
    protocol::byte_vector data(sizeof(DWORD_PTR) + 1, 0x00);
    data.front() = 0x11;
    data.back() = 0x22;
    const DWORD_PTR length = data.size();

    const messages expected{
        phone_message{PHONE_DEVSPECIFIC, 9, length, 0x11},
        phone_message{PHONE_DEVSPECIFIC, 9, length | sizeof(DWORD_PTR) << 16, 0x22}};
    EXPECT_EQ(vendor_messages(9, data), expected);
}

TEST(VendorMessages, NoBytesAreNoMessage) {
    EXPECT_TRUE(vendor_messages(9, {}).empty());
}

TEST(VendorMessages, WhatTheHandsetSendsByItselfIsNotFilteredAndHasNoRequest) {
    const phone_message expected{PHONE_DEVSPECIFIC, 0, 2, 0xEFBE};
    EXPECT_EQ(translate(protocol::vendor_event{{0xBE, 0xEF}}, {}), messages{expected});
}

}  // namespace
}  // namespace offhook::tsp
