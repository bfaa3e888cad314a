#include "driver/protocol/handset_state.hpp"

#include "tests/support/exact_buffer.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

std::u16string placed(std::uint8_t row, std::uint8_t column, std::u16string text) {
    std::u16string display(8, u'.');  // two rows of four
    place_text(display, 4, {row, column, std::move(text)});
    EXPECT_EQ(display.c_str()[8], u'\0') << "written behind the end";
    return display;
}

// firmware-protocol.md §8.6.
TEST(PlaceText, OverwritesFromItsPlaceOn) {
    EXPECT_EQ(placed(0, 0, u"ab"), u"ab......");
    EXPECT_EQ(placed(0, 1, u"ab"), u".ab.....");
    EXPECT_EQ(placed(1, 2, u"ab"), u"......ab");
}

TEST(PlaceText, GoesOnInTheNextRowAndIsCutAtTheEnd) {
    EXPECT_EQ(placed(0, 3, u"abc"), u"...abc..");
    EXPECT_EQ(placed(0, 0, u"abcdefgh"), u"abcdefgh");
    EXPECT_EQ(placed(1, 2, u"abcdef"), u"......ab");
}

TEST(PlaceText, EndsAtAUnitZero) {
    EXPECT_EQ(placed(0, 0, std::u16string(u"ab\0cd", 5)), u"ab......");
    EXPECT_EQ(placed(0, 0, std::u16string(1, u'\0')), u"........");
}

TEST(PlaceText, ShowsControlCharactersAsSpaces) {
    EXPECT_EQ(placed(0, 0, u"a\n\x1F\x20"), u"a   ....");
    EXPECT_EQ(placed(0, 0, u"\x7F\x01"), u"\x7F ......");
}

TEST(PlaceText, DoesNothingOutsideOfTheDisplay) {
    EXPECT_EQ(placed(0, 4, u"ab"), u"........");
    EXPECT_EQ(placed(2, 0, u"ab"), u"........");
    EXPECT_EQ(placed(255, 255, u"ab"), u"........");

    std::u16string none;
    place_text(none, 0, {0, 0, u"ab"});
    EXPECT_EQ(none, u"");
}

handset_state state_of(std::size_t pairs, std::uint8_t rows, std::uint8_t columns) {
    handset_state state;
    state.event_counter = 9;
    state.hook = {hook_mode::mic_speaker, hook_mode::on_hook, hook_mode::unknown};
    state.volume = {0x8000, 1, 0xFFFF};
    state.gain = {4, 5, 6};
    state.ring = {2, 0x1234};
    state.pairs.assign(pairs, {lamp_mode::flash, button_state::down});
    state.rows = rows;
    state.columns = columns;
    state.display.assign(std::size_t{rows} * columns, u'x');
    return state;
}

// firmware-protocol.md §7.4.
TEST(HandsetState, ComesBackForEverySizeOfHandset) {
    struct row {
        std::size_t pairs;
        std::uint8_t rows, columns;
    };
    for (const auto& [pairs, rows, columns] : {row{0, 0, 0},
                                               row{1, 1, 1},
                                               row{28, 2, 24},
                                               row{255, 1, 200},
                                               row{0, 255, 1},
                                               row{0, 0, 9}}) {
        const auto state = state_of(pairs, rows, columns);
        const auto bytes = encoded(state);

        EXPECT_EQ(bytes.size(), 22 + 2 * pairs + 2U * rows * columns);
        EXPECT_EQ(handset_state::decode(bytes).value(), state);
    }
}

TEST(HandsetState, IsRefusedAtEveryTruncation) {
    const auto bytes = encoded(state_of(3, 2, 4));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const test::exact_buffer exact(bytes_view(bytes).first(length));
        EXPECT_EQ(handset_state::decode(exact.view()).error(), errc::wrong_length) << length;
    }
}

}  // namespace
}  // namespace offhook::protocol
