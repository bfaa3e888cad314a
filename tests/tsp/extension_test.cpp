#include "tsp/extension.hpp"
#include "tests/tsp/desk_phone.hpp"
#include "tests/tsp/host_structure.hpp"
#include "tsp/phone_caps.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

bool is_none(const PHONEEXTENSIONID& id) {
    return (id.dwExtensionID0 | id.dwExtensionID1 | id.dwExtensionID2 | id.dwExtensionID3) == 0;
}

engine::handset_profile without_vendor_requests() {
    auto profile = desk_profile();
    profile.limits.vendor_max = 0;
    return profile;
}

TEST(Extension, IsThereWhereTheHandsetTakesRequestsOfItsMaker) {
    const auto desk = desk_profile();
    const auto plain = without_vendor_requests();
    auto incapable = desk_profile();
    incapable.capabilities &= ~static_cast<std::uint32_t>(protocol::capability::vendor);

    EXPECT_FALSE(is_none(extension_of(&desk)));
    EXPECT_TRUE(is_none(extension_of(&plain)));
    EXPECT_TRUE(is_none(extension_of(&incapable)));
    EXPECT_TRUE(is_none(extension_of(nullptr)));
}

TEST(Extension, NegotiatesItsOnlyVersionWithinBothBounds) {
    const auto desk = desk_profile();
    DWORD version = 9;
    EXPECT_EQ(negotiate_extension(&desk, 0x00010000, 0x00010000, version), 0U);
    EXPECT_EQ(version, phone_extension_version);
    for (const auto& [low, high] : {std::pair<DWORD, DWORD>{0x00010001, 0xFFFFFFFF},
                                    {0, 0x0000FFFF},
                                    {0x00020000, 0x00010000}}) {
        version = 9;
        EXPECT_EQ(negotiate_extension(&desk, low, high, version), PHONEERR_INCOMPATIBLEEXTVERSION);
        EXPECT_EQ(version, 0U);
    }
    const auto plain = without_vendor_requests();
    EXPECT_EQ(negotiate_extension(&plain, 0, ~0U, version), PHONEERR_INCOMPATIBLEEXTVERSION);
}

TEST(Extension, NoExtensionIsAVersionOfEveryPhone) {
    const auto desk = desk_profile();
    const auto plain = without_vendor_requests();
    EXPECT_TRUE(is_extension_version(nullptr, 0));
    EXPECT_TRUE(is_extension_version(&plain, 0));
    EXPECT_TRUE(is_extension_version(&desk, 0x00010000));
    EXPECT_FALSE(is_extension_version(&plain, 0x00010000));
    EXPECT_FALSE(is_extension_version(&desk, 0x00010001));
}

TEST(Extension, AddsThreeNumbersToTheCapabilities) {
    host_structure<PHONECAPS> caps(4096);
    const auto profile = desk_profile();

    ASSERT_EQ(write_caps(caps.get(),
                         {tspi::version_3_1, phone_extension_version},
                         identify("sim:x:1", &profile),
                         desk_view()),
              0U);

    ASSERT_EQ(caps.get()->dwDevSpecificSize, 12U);
    EXPECT_EQ(caps.number(caps.get()->dwDevSpecificOffset), 512U);
    EXPECT_EQ(caps.number(caps.get()->dwDevSpecificOffset + 4), 0x7FFU);
}

}  // namespace
}  // namespace offhook::tsp
