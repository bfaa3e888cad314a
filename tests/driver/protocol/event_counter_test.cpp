#include "driver/protocol/event_counter.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

// firmware-protocol.md §11: 1 to 255, then 1 again; 0 only before the first event.
TEST(EventCounter, GoesFrom255ToOneAndNeverBackToZero) {
    EXPECT_EQ(next_event(0), 1);
    EXPECT_EQ(next_event(1), 2);
    EXPECT_EQ(next_event(254), 255);
    EXPECT_EQ(next_event(255), 1);
}

TEST(EventCounter, CountsAheadAroundTheEnd) {
    struct row {
        std::uint8_t older, newer;
        int ahead;
    };
    for (const auto& [older, newer, ahead] : {row{5, 5, 0},
                                              row{5, 6, 1},
                                              row{255, 1, 1},
                                              row{254, 1, 2},
                                              row{255, 127, 127},
                                              row{1, 255, 254},
                                              row{6, 5, 254},
                                              row{0, 0, 0},
                                              row{0, 1, 1},
                                              row{0, 255, 255}}) {
        EXPECT_EQ(events_ahead(older, newer), ahead) << int{older} << " -> " << int{newer};
    }
}

TEST(EventCounter, TheNextEventIsAlwaysOneAhead) {
    for (unsigned n = 0; n <= 255; ++n) {
        const auto counter = static_cast<std::uint8_t>(n);
        EXPECT_EQ(events_ahead(counter, next_event(counter)), 1) << n;
    }
}

}  // namespace
}  // namespace offhook::protocol
