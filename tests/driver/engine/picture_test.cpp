#include "driver/engine/picture.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::engine;
using protocol::button_state;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::lamp_mode;
using protocol::opcode;

namespace {

protocol::handset_state some_state() {
    protocol::handset_state state;
    state.pairs.assign(2, {lamp_mode::off, button_state::up});
    state.rows = 1;
    state.columns = 4;
    state.display = u"    ";
    return state;
}

picture known(const protocol::handset_state& state = some_state()) {
    picture one;
    picture::events untold;
    one.replace(state, untold);
    return one;
}

/// The events of a change that is made twice: those of the first time, and none the second time.
template <class Change>
picture::events changes_by(Change change) {
    auto one = known();
    picture::events first, second;
    change(one, first);
    change(one, second);
    EXPECT_TRUE(second.empty()) << "an event without a change";
    return first;
}

picture::events changes_of(const protocol::setting& value) {
    return changes_by([&](picture& one, picture::events& out) { one.apply(value, out); });
}

picture::events changes_to(const protocol::handset_state& state) {
    return changes_by([&](picture& one, picture::events& out) { one.replace(state, out); });
}

using events = picture::events;

}  // namespace

TEST(Picture, TellsEachSettingOnce) {
    EXPECT_EQ(changes_of(protocol::lamp_setting{1, lamp_mode::wink}),
              (events{lamp_changed{1, lamp_mode::wink}}));
    EXPECT_EQ(changes_of(protocol::ring_setting{2, 9}),
              (events{ring_mode_changed{2}, ring_volume_changed{9}}));
    EXPECT_EQ(changes_of(protocol::ring_setting{0, 9}), (events{ring_volume_changed{9}}));
    EXPECT_EQ(changes_of(protocol::volume_setting{{2, 9}}),
              (events{protocol::level_changed{opcode::volume, hook_device::speaker, 9}}));
    EXPECT_EQ(changes_of(protocol::gain_setting{{4, 9}}),
              (events{protocol::level_changed{opcode::gain, hook_device::headset, 9}}));
    EXPECT_EQ(changes_of(protocol::display_setting{0, 1, u"x"}), (events{display_changed{}}));
    EXPECT_EQ(changes_of(protocol::button_setting{1, protocol::button_mode::call, 2, u"L"}),
              (events{button_info_changed{1}}));
}

TEST(Picture, TellsEachHookThatASettingMoves) {
    EXPECT_EQ(changes_of(protocol::hook_setting{5, hook_mode::mic}),
              (events{protocol::hook_changed{hook_device::handset, hook_mode::mic},
                      protocol::hook_changed{hook_device::headset, hook_mode::mic}}));
}

TEST(Picture, TellsNothingOfWhatTheHandsetDoesNotHave) {
    EXPECT_TRUE(changes_of(protocol::lamp_setting{2, lamp_mode::wink}).empty());
    EXPECT_TRUE(changes_of(protocol::volume_setting{{3, 9}}).empty());
    EXPECT_TRUE(changes_of(protocol::gain_setting{{0, 9}}).empty());
    EXPECT_TRUE(
        changes_by([](picture& one, events& out) {
            one.apply(protocol::event{protocol::button_event{9, button_state::down, 0}}, out);
        }).empty());
}

TEST(Picture, TellsWhatDiffersInANewState) {
    auto state = some_state();
    state.hook[1] = hook_mode::speaker;
    state.volume[0] = 7;
    state.gain[2] = 8;
    state.ring = {1, 0};
    state.pairs[1] = {lamp_mode::steady, button_state::down};
    state.display = u"abcd";

    EXPECT_EQ(changes_to(state).size(), 7U);
    EXPECT_TRUE(changes_to(some_state()).empty());
}

TEST(Picture, TakesOverMoreAndFewerPairs) {
    auto larger = some_state();
    larger.pairs.push_back({lamp_mode::steady, button_state::down});
    auto one = known();
    events out;

    one.replace(larger, out);
    EXPECT_EQ(one.state().pairs.size(), 3U);
    one.replace(some_state(), out);
    EXPECT_EQ(one.state().pairs.size(), 2U);
}

// Every button down is followed by an up, also when the pair is one that was not known before.
TEST(Picture, TellsTheButtonsThatAreDownInAPairThatIsNew) {
    picture one;
    auto state = some_state();
    state.pairs[1].button = button_state::down;
    events out;

    one.replace(state, out);

    EXPECT_NE(
        std::ranges::find(out, handset_event(protocol::button_event{1, button_state::down, 0})),
        out.end());
}

TEST(Picture, ReleasesTheButtonsThatAreHeld) {
    auto state = some_state();
    state.pairs[1].button = button_state::down;
    auto one = known(state);
    events out;

    one.release_buttons(out);

    EXPECT_EQ(out, (events{protocol::button_event{1, button_state::up, 0}}));
}

TEST(Picture, TellsAnAreaWhenItsContentDiffers) {
    const auto content = [](std::uint8_t byte) {
        return std::make_shared<const protocol::byte_vector>(3, byte);
    };
    const auto out =
        changes_by([&](picture& one, events& told) { one.set_area(1, content(5), told); });

    EXPECT_EQ(out, (events{protocol::data_changed{1}}));
    EXPECT_EQ(known().area(7), nullptr);
}

TEST(Picture, SharesNothingWithItsCopies) {
    auto one = known();
    const auto copy = one;
    events out;

    one.apply(protocol::setting{protocol::lamp_setting{0, lamp_mode::steady}}, out);
    one.set_button_info({0, protocol::button_mode::call, 1, u"x"}, out);

    EXPECT_EQ(copy.state().pairs[0].lamp, lamp_mode::off);
    EXPECT_EQ(copy.button_info(0), std::nullopt);
}
