#include "tsp/ui/layout.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp::ui {
namespace {

constexpr extent room{400, 300};
constexpr area drawn{10, 20, 100, 50};

TEST(Layout, NothingMovesInTheRoomThatItWasDrawnFor) {
    const auto all = on_growth::widen | on_growth::heighten;
    EXPECT_EQ(place(drawn, room, all, room, 96, 96), drawn);
}

TEST(Layout, RoomThatIsWonGoesWhereItIsWanted) {
    constexpr extent now{450, 330};
    EXPECT_EQ(place(drawn, room, on_growth::stay, now, 96, 96), drawn);
    EXPECT_EQ(place(drawn, room, on_growth::widen | on_growth::go_down, now, 96, 96),
              (area{10, 50, 150, 50}));
    EXPECT_EQ(place(drawn, room, on_growth::go_right | on_growth::heighten, now, 96, 96),
              (area{60, 20, 100, 80}));
}

TEST(Layout, RoomThatIsMissingIsTakenFromWhatGrows) {
    const auto all = on_growth::widen | on_growth::heighten;
    EXPECT_EQ(place(drawn, room, all, {380, 290}, 96, 96), (area{10, 20, 80, 40}));
    EXPECT_EQ(place(drawn, room, all, {200, 100}, 96, 96), (area{10, 20, 0, 0}));
    EXPECT_EQ(place(drawn, room, on_growth::go_down, {400, 290}, 96, 96), (area{10, 10, 100, 50}));
}

TEST(Layout, FollowsTheResolution) {
    EXPECT_EQ(place(drawn, room, on_growth::widen, {800, 600}, 96, 192), (area{20, 40, 200, 100}));
    EXPECT_EQ(place(drawn, room, on_growth::widen, {820, 600}, 96, 192), (area{20, 40, 220, 100}));
    EXPECT_EQ(place(drawn, room, on_growth::stay, {200, 150}, 192, 96), (area{5, 10, 50, 25}));
}

TEST(Layout, ScalesRounded) {
    EXPECT_EQ(scaled(5, 96, 144), 8);
    EXPECT_EQ(scaled(-5, 96, 144), -8);
    EXPECT_EQ(scaled(7, 96, 96), 7);
}

}  // namespace
}  // namespace offhook::tsp::ui
