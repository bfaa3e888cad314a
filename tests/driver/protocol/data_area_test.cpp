#include "driver/protocol/data_area.hpp"

#include "driver/protocol/frame.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace offhook::protocol {
namespace {

byte_vector bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

// firmware-protocol.md §10.
TEST(Crc32, GivesTheCheckValueOfTheDocument) {
    EXPECT_EQ(crc32(bytes_of("123456789")), 0xCBF43926U);
}

// The other values were computed with zlib's crc32().
TEST(Crc32, AgreesWithZlib) {
    EXPECT_EQ(crc32({}), 0U);
    EXPECT_EQ(crc32(bytes_of("a")), 0xE8B7BE43U);
    EXPECT_EQ(crc32(byte_vector(32, 0x00)), 0x190A55ADU);
    EXPECT_EQ(crc32(byte_vector(32, 0xFF)), 0xFF6CAB0BU);
    EXPECT_EQ(crc32(byte_vector(65536, 0xA5)), 0xFDB5742BU);
}

// firmware-protocol.md §10.2, §10.5: 1019 and 1016 bytes fit in a message of 1024.
TEST(DataArea, OverheadIsWhatStandsBeforeTheData) {
    EXPECT_EQ(encoded(dl_data{0, 0, byte_vector(1019)}).size(), largest_message);
    EXPECT_EQ(dl_data::overhead, 5U);
    EXPECT_EQ(encoded(ul_read_answer{0, 0, byte_vector(1016)}).size(), largest_message);
    EXPECT_EQ(ul_read_answer::overhead, 8U);
}

}  // namespace
}  // namespace offhook::protocol
