#include "driver/words/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::words {
namespace {

TEST(Hex, WritesSmallLettersWithoutBlanks) {
    EXPECT_EQ(to_hex(protocol::byte_vector{0x00, 0xFF, 0x1A}), "00ff1a");
    EXPECT_EQ(to_hex({}), "");
}

TEST(Hex, ReadsBytesWithOrWithoutBlanksBetween) {
    const protocol::byte_vector bytes{0xCA, 0xFE, 0x01};
    EXPECT_EQ(from_hex("cafe01"), bytes);
    EXPECT_EQ(from_hex("CA FE 01"), bytes);
    EXPECT_EQ(from_hex("ca:fe:01"), bytes);
    EXPECT_EQ(from_hex(""), protocol::byte_vector{});
}

TEST(Hex, RefusesWhatIsNoByte) {
    for (const auto* text : {"c", "cafe0", "c a", "xy", "0x01", "ca-fe"}) {
        EXPECT_EQ(from_hex(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace offhook::words
