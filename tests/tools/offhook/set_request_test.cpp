#include "tools/offhook/set_request.hpp"

#include "driver/engine/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/setting_words.hpp"

#include <gtest/gtest.h>
#include <fstream>

namespace offhook::cli {
namespace {

/// What a handset shows: one row of eight, a ring volume, a label.
engine::picture shown(std::uint16_t ring_volume = 0) {
    protocol::handset_state state;
    state.rows = 1;
    state.columns = 8;
    state.display = u"old text";
    state.ring.volume = ring_volume;
    engine::picture picture;
    engine::picture::events ignored;
    picture.replace(state, ignored);
    picture.set_button_info({12, protocol::button_mode::call, 3, u"Line"}, ignored);
    return picture;
}

template <class Setting>
Setting made(const set_request& wanted, const engine::picture& now = shown()) {
    check(wanted);
    return std::get<Setting>(std::get<protocol::setting>(to_command(wanted, now)));
}

TEST(SetRequest, MakesEachKindOfSetting) {
    EXPECT_EQ(made<protocol::lamp_setting>({.kind = "lamp", .which = "12", .value = "flash"}),
              (protocol::lamp_setting{12, protocol::lamp_mode::flash}));
    EXPECT_EQ(
        made<protocol::hook_setting>({.kind = "hook", .which = "handset,speaker", .value = "mic"}),
        (protocol::hook_setting{3, protocol::hook_mode::mic}));
    const auto volume =
        made<protocol::volume_setting>({.kind = "volume", .which = "headset", .value = "100%"});
    EXPECT_EQ(volume.device, 4);
    EXPECT_EQ(volume.level, 0xFFFF);
    const auto gain = made<protocol::gain_setting>({.kind = "gain", .which = "1", .value = "7"});
    EXPECT_EQ(gain.level, 7);
}

TEST(SetRequest, ARingKeepsItsVolumeAndIsHeardWhereItHasNone) {
    const set_request plain{.kind = "ring", .which = "", .value = "2"};
    EXPECT_EQ(made<protocol::ring_setting>(plain, shown(1000)).volume, 1000);
    EXPECT_EQ(made<protocol::ring_setting>(plain).volume, 0x8000);
    const set_request silence{.kind = "ring", .which = "", .value = "0"};
    EXPECT_EQ(made<protocol::ring_setting>(silence).volume, 0);
    const set_request loud{.kind = "ring", .which = "", .value = "2", .volume = "100%"};
    EXPECT_EQ(made<protocol::ring_setting>(loud, shown(1000)).volume, 0xFFFF);
}

TEST(SetRequest, OnlyARingThatIsHeardNeedsItsSession) {
    const set_request ring{.kind = "ring", .which = "", .value = "2"};
    const set_request silence{.kind = "ring", .which = "", .value = "0"};
    const set_request lamp{.kind = "lamp", .which = "12", .value = "on"};
    EXPECT_TRUE(needs_session(to_command(ring, shown())));
    EXPECT_FALSE(needs_session(to_command(silence, shown())));
    EXPECT_FALSE(needs_session(to_command(lamp, shown())));
}

TEST(SetRequest, TextGoesWhereItIsWantedAndMayBlankTheRest) {
    const set_request plain{
        .kind = "display", .which = "", .value = "Grüße", .volume = "", .row = "", .column = "2"};
    EXPECT_EQ(made<protocol::display_setting>(plain), (protocol::display_setting{0, 2, u"Grüße"}));
    auto cleared = plain;
    cleared.is_cleared = true;
    EXPECT_EQ(made<protocol::display_setting>(cleared),
              (protocol::display_setting{0, 0, u"  Grüße "}));
    const set_request blank{.kind = "display",
                            .which = "",
                            .value = "",
                            .volume = "",
                            .row = "",
                            .column = "",
                            .is_cleared = true};
    EXPECT_EQ(made<protocol::display_setting>(blank),
              (protocol::display_setting{0, 0, u"        "}));
}

TEST(SetRequest, AButtonKeepsWhatIsLeftOut) {
    set_request wanted{.kind = "button", .which = "12"};
    wanted.function = "hold";
    EXPECT_EQ(made<protocol::button_setting>(wanted),
              (protocol::button_setting{12, protocol::button_mode::call, 4, u"Line"}));
    wanted.label = "";
    wanted.is_label_given = true;
    EXPECT_EQ(made<protocol::button_setting>(wanted).label, u"");
}

TEST(SetRequest, DataIsHexOrAFile) {
    const test::temporary_folder folder;
    std::ofstream(folder.file("melody"), std::ios::binary) << std::string("a\0b", 3);
    const auto content = [](const std::string& text) {
        const set_request wanted{.kind = "data", .which = "1", .value = text};
        return std::get<engine::download>(to_command(wanted, {})).data;
    };
    EXPECT_EQ(content("00 ff"), (protocol::byte_vector{0x00, 0xFF}));
    EXPECT_EQ(content("@" + folder.file("melody")), (protocol::byte_vector{'a', 0, 'b'}));
    EXPECT_THROW(content("@" + folder.file("nothing")), failure);
    EXPECT_THROW(content("0f0"), failure);
}

TEST(SetRequest, RefusesWhatMakesNoSenseForAnyHandset) {
    EXPECT_THROW(check({.kind = "lamp", .which = "12", .value = "blue"}), failure);
    EXPECT_THROW(check({.kind = "display", .which = "", .value = ""}), failure);
    EXPECT_THROW(check({.kind = "button", .which = "12"}), failure);
}

TEST(SettingWords, TellWhyTheHandsetRefused) {
    using protocol::status;
    const auto reason = [](status code, std::uint32_t detail) {
        return reason_of({engine::refusal(code), detail, {}});
    };
    EXPECT_EQ(reason(status::bad_parameter, 1),
              "the handset refused: BAD_PARAMETER, byte 1 of the request");
    EXPECT_EQ(reason(status::bad_parameter, 0xFF),
              "the handset refused: BAD_PARAMETER, in the header");
    EXPECT_EQ(reason(status::hardware_fault, 4), "the handset refused: HARDWARE_FAULT, its code 4");
    EXPECT_EQ(reason(status::bad_crc, 0xCBF43926), "the handset refused: BAD_CRC, it has cbf43926");
    EXPECT_EQ(reason(status::unsupported, 0), "the handset refused: UNSUPPORTED");
    EXPECT_EQ(reason_of({engine::errc::timed_out, 0, {}}), "the handset did not answer in time");
}

TEST(SettingWords, HintAtWhatTheHandsetHas) {
    engine::handset_profile profile;
    profile.buttons.resize(6);
    for (const auto lamp : {1U, 3U, 4U}) profile.buttons[lamp].lamp_modes = 0x7E;
    profile.areas = {{256, 2}};
    profile.limits.volume_devices = 5;
    const engine::command lamp = protocol::setting(protocol::lamp_setting{0});
    EXPECT_EQ(hint_for(lamp, profile), "lamps: 1, 3 to 4");
    EXPECT_EQ(hint_for(lamp, {}), "this handset has no lamps");
    EXPECT_EQ(hint_for(engine::download{3, {}}, profile), "data areas: 0 (256 bytes, read)");
    const engine::command volume = protocol::setting(protocol::volume_setting{});
    EXPECT_EQ(hint_for(volume, profile), "volumes: handset,headset");
}

}  // namespace
}  // namespace offhook::cli
