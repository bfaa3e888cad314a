#include "driver/protocol/sequence.hpp"

#include <gtest/gtest.h>

#include <set>

namespace offhook::protocol {
namespace {

// firmware-protocol.md §4.
TEST(Sequence, IsASlotInTheLowBitsAndAGenerationAbove) {
    EXPECT_EQ(slot_of(0x5D), 5U);
    EXPECT_EQ(generation_of(0x5D), 11U);
    EXPECT_EQ(make_sequence(5, 11), 0x5D);
    EXPECT_EQ(slot_of(hello_sequence), 0U);
    EXPECT_EQ(generation_of(hello_sequence), 1U);
}

TEST(Sequence, ZeroToSevenNumberNoRequest) {
    for (unsigned n = 0; n < 8; ++n) EXPECT_FALSE(is_sequence(static_cast<std::uint8_t>(n))) << n;
    for (unsigned n = 8; n < 256; ++n) EXPECT_TRUE(is_sequence(static_cast<std::uint8_t>(n))) << n;
}

TEST(Sequence, GenerationThirtyOneIsFollowedByOne) {
    EXPECT_EQ(next_in_slot(make_sequence(3, 30)), make_sequence(3, 31));
    EXPECT_EQ(next_in_slot(make_sequence(3, 31)), make_sequence(3, 1));
    EXPECT_EQ(next_in_slot(make_sequence(7, 31)), 0x0F);
}

TEST(Sequence, OfAnUnusedSlotBeginsWithGenerationOne) {
    EXPECT_EQ(next_in_slot(0), 0x08);
    EXPECT_EQ(next_in_slot(7), 0x0F);
}

TEST(Sequence, WalksThroughAllThirtyOneOfItsSlotAndNoOther) {
    for (std::size_t slot = 0; slot < slot_count; ++slot) {
        std::set<std::uint8_t> seen;
        auto sequence = make_sequence(slot, 1);
        for (int i = 0; i < 31; ++i) {
            seen.insert(sequence);
            EXPECT_EQ(slot_of(sequence), slot);
            sequence = next_in_slot(sequence);
        }

        EXPECT_EQ(sequence, make_sequence(slot, 1));
        EXPECT_EQ(seen.size(), 31U);
    }
}

}  // namespace
}  // namespace offhook::protocol
