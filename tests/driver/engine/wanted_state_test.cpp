#include "driver/engine/wanted_state.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::engine;
using protocol::lamp_mode;
using protocol::setting;

namespace {

protocol::lamp_setting lamp(std::uint8_t number, lamp_mode mode) {
    return {number, mode};
}

protocol::display_setting text(std::uint8_t column, std::u16string text) {
    return {0, column, std::move(text)};
}

protocol::volume_setting volume(std::uint8_t device, std::uint16_t level) {
    return {{device, level}};
}

protocol::gain_setting gain(std::uint8_t device, std::uint16_t level) {
    return {{device, level}};
}

picture fresh() {
    protocol::handset_state state;
    state.pairs.assign(3, {lamp_mode::off, protocol::button_state::up});
    state.pairs[2].lamp = lamp_mode::dummy;
    state.rows = 1;
    state.columns = 4;
    state.display = u"    ";
    picture one;
    picture::events untold;
    one.replace(state, untold);
    return one;
}

/// What must be set after these settings were acknowledged and the handset then began anew.
std::vector<setting> missing_after(const std::vector<setting>& acknowledged) {
    wanted_state wanted;
    auto now = fresh();
    picture::events untold;
    for (const auto& one : acknowledged) {
        now.apply(one, untold);
        wanted.acknowledge(one, now);
    }
    EXPECT_TRUE(wanted.missing_in(now).empty());
    return wanted.missing_in(fresh());
}

using settings = std::vector<setting>;

}  // namespace

TEST(WantedState, BringsBackEverySettingButTheHook) {
    const protocol::ring_setting ring{2, 7};
    const protocol::button_setting label{0, protocol::button_mode::call, 3, u"L"};
    const settings all{
        lamp(1, lamp_mode::wink),
        volume(1, 5),
        gain(4, 6),
        ring,
        text(0, u"abcd"),
        label,
    };
    EXPECT_EQ(missing_after(all), all);
    EXPECT_TRUE(missing_after({protocol::hook_setting{1, protocol::hook_mode::mic}}).empty());
}

TEST(WantedState, WantsTheNewestOfEachControl) {
    EXPECT_EQ(missing_after({lamp(1, lamp_mode::wink), lamp(1, lamp_mode::steady)}),
              (settings{lamp(1, lamp_mode::steady)}));
}

TEST(WantedState, JoinsTextsToTheWholeDisplay) {
    EXPECT_EQ(missing_after({text(0, u"ab"), text(3, u"d")}), (settings{text(0, u"ab d")}));
}

TEST(WantedState, LeavesOutWhatTheHandsetDoesNotHave) {
    wanted_state wanted;
    wanted.acknowledge(lamp(9, lamp_mode::wink), fresh());
    wanted.acknowledge(lamp(2, lamp_mode::wink), fresh());
    wanted.acknowledge(protocol::button_setting{9, protocol::button_mode::call, 0, u""}, fresh());
    wanted.acknowledge(volume(3, 9), fresh());

    EXPECT_TRUE(wanted.missing_in(fresh()).empty());
}

TEST(WantedState, FollowsTheUserInWhatWasSet) {
    wanted_state wanted;
    wanted.acknowledge(volume(1, 5), fresh());

    wanted.follow(
        protocol::level_changed{protocol::opcode::volume, protocol::hook_device::handset, 9},
        fresh());
    wanted.follow(
        protocol::level_changed{protocol::opcode::gain, protocol::hook_device::handset, 9},
        fresh());
    wanted.follow(lamp_changed{1, lamp_mode::steady}, fresh());

    EXPECT_EQ(wanted.missing_in(fresh()), (settings{volume(1, 9)}));
}

TEST(WantedState, ForgetsEverything) {
    wanted_state wanted;
    wanted.acknowledge(lamp(1, lamp_mode::wink), fresh());

    wanted.clear();

    EXPECT_TRUE(wanted.missing_in(fresh()).empty());
}
