#include "driver/protocol/opcode.hpp"
#include "driver/protocol/status.hpp"
#include "driver/protocol/values.hpp"

#include <gtest/gtest.h>

#include <set>

namespace offhook::protocol {
namespace {

template <class Code>
std::set<unsigned> named_codes() {
    std::set<unsigned> codes;
    std::set<std::string_view> names;
    for (unsigned code = 0; code <= 0xFF; ++code) {
        const auto name = name_of(static_cast<Code>(code));
        if (name.empty()) continue;
        codes.insert(code);
        EXPECT_TRUE(names.insert(name).second) << name << " is there twice";
    }
    return codes;
}

TEST(Names, ExistForEveryOpcodeOfTheDocumentAndNoOther) {
    std::set<unsigned> expected;
    for (unsigned code = 0x01; code <= 0x06; ++code) expected.insert(code);
    for (unsigned code = 0x10; code <= 0x19; ++code) expected.insert(code);
    for (unsigned code = 0x20; code <= 0x24; ++code) expected.insert(code);
    for (unsigned code = 0x90; code <= 0x98; ++code) expected.insert(code);

    EXPECT_EQ(named_codes<opcode>(), expected);
}

TEST(Names, ExistForEveryStatusOfTheDocumentAndNoOther) {
    std::set<unsigned> expected;
    for (unsigned code = 0x00; code <= 0x10; ++code) expected.insert(code);

    EXPECT_EQ(named_codes<status>(), expected);
}

// firmware-protocol.md §6: every code but PENDING is terminal.
TEST(Status, PendingAloneIsNotTerminal) {
    for (unsigned code = 0; code <= 0xFF; ++code) {
        EXPECT_EQ(is_terminal(static_cast<status>(code)), code != 1) << code;
    }
}

// firmware-protocol.md §3, §4, §9.
TEST(Opcode, EventsHaveBit7SettingsAreTenTo16AndFiveOnlyRead) {
    std::set<unsigned> settings;
    std::set<unsigned> reading;
    for (unsigned value = 0; value <= 0xFF; ++value) {
        const auto code = static_cast<opcode>(value);
        EXPECT_EQ(is_event(code), value >= 0x80) << value;
        if (is_setting(code)) settings.insert(value);
        if (only_reads(code)) reading.insert(value);
    }

    EXPECT_EQ(settings, (std::set<unsigned>{0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16}));
    EXPECT_EQ(reading, (std::set<unsigned>{0x02, 0x03, 0x05, 0x17, 0x24}));
}

// firmware-protocol.md §8.4: exactly one bit.
TEST(HookDevice, IsExactlyOneOfThreeBits) {
    for (unsigned value = 0; value <= 0xFF; ++value) {
        EXPECT_EQ(is_hook_device(static_cast<std::uint8_t>(value)),
                  value == 1 || value == 2 || value == 4)
            << value;
    }
    for (std::size_t i = 0; i < hook_devices.size(); ++i) EXPECT_EQ(index_of(hook_devices[i]), i);
}

// firmware-protocol.md §7.1.
TEST(Capability, EachIsOneBitOfTheWord) {
    EXPECT_TRUE(has(0x001, capability::display));
    EXPECT_TRUE(has(0x400, capability::batch));
    EXPECT_FALSE(has(0x3FF, capability::batch));
    EXPECT_FALSE(has(0xFFFFF7FF & ~0x1U, capability::display));
}

}  // namespace
}  // namespace offhook::protocol
