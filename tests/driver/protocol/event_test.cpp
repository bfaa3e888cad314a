#include "driver/protocol/event.hpp"

#include "driver/protocol/frame.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

TEST(Event, HookChangeNamesExactlyOneDevice) {
    for (unsigned device = 0; device <= 0xFF; ++device) {
        const byte_vector payload{static_cast<std::uint8_t>(device), 8};
        const bool one = device == 1 || device == 2 || device == 4;

        const auto value = decode_event(opcode::hook_changed, payload);

        ASSERT_EQ(value.has_value(), one) << device;
        if (!one) {
            EXPECT_EQ(value.error(), errc::impossible_value);
        }
    }
}

TEST(Event, LevelChangeIsOfVolumeOrGainAndOneDevice) {
    for (unsigned control = 0; control <= 0xFF; ++control) {
        const byte_vector payload{static_cast<std::uint8_t>(control), 2, 0, 0};
        const auto value = decode_event(opcode::level_changed, payload);
        ASSERT_EQ(value.has_value(), control == 0x13 || control == 0x14) << control;
        if (!value) {
            EXPECT_EQ(value.error(), errc::impossible_value);
        }
    }
    for (unsigned device = 0; device <= 0xFF; ++device) {
        const byte_vector payload{0x14, static_cast<std::uint8_t>(device), 0, 0};
        const bool one = device == 1 || device == 2 || device == 4;
        EXPECT_EQ(decode_event(opcode::level_changed, payload).has_value(), one) << device;
    }
}

TEST(Event, OfAnOpcodeThatIsNoEventIsUnknown) {
    for (unsigned code = 0; code <= 0xFF; ++code) {
        const bool known = code >= 0x90 && code <= 0x98;
        const byte_vector payload{0x13, 1, 0, 0, 0, 0};
        const auto value = decode_event(static_cast<opcode>(code), payload);
        EXPECT_EQ(value.has_error() && value.error() == errc::unknown_opcode, !known) << code;
    }
}

// firmware-protocol.md §3.1: an event always fits in one part.
TEST(Event, LongerThanOnePartIsRefused) {
    for (const auto code : {opcode::vendor_event, opcode::taken, opcode::lost}) {
        EXPECT_TRUE(decode_event(code, byte_vector(part_length)));
        EXPECT_EQ(decode_event(code, byte_vector(part_length + 1)).error(), errc::wrong_length);
    }
}

}  // namespace
}  // namespace offhook::protocol
