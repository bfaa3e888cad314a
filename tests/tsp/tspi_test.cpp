#include "tsp/tspi.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace offhook::tspi {
namespace {

TEST(Tspi, FixedSizesFollowTheNegotiatedVersion) {
    struct row {
        const char* name;
        DWORD version, caps, status, button;
    };
    const row rows[] = {
        {"1.3", version_1_3, 144, 100, 36},
        {"1.4", version_1_4, 144, 100, 40},
        {"2.0", version_2_0, 180, 104, 40},
        {"2.1", version_2_1, 180, 104, 40},
        {"2.2", version_2_2, 196, 104, 40},
        {"3.0", version_3_0, 196, 104, 40},
        {"3.1", version_3_1, 196, 104, 40},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(phonecaps_fixed_size(each.version), each.caps);
        EXPECT_EQ(phonestatus_fixed_size(each.version), each.status);
        EXPECT_EQ(phonebuttoninfo_fixed_size(each.version), each.button);
    }
}

TEST(Tspi, MembersAreWhereTheSpecificationPutsThem) {
    EXPECT_EQ(offsetof(PHONECAPS, dwPhoneStates), 44U);
    EXPECT_EQ(offsetof(PHONECAPS, dwNumRingModes), 80U);
    EXPECT_EQ(offsetof(PHONECAPS, dwPhoneFeatures), 152U);
    EXPECT_EQ(offsetof(PHONESTATUS, dwNumOwners), 16U);
    EXPECT_EQ(offsetof(PHONESTATUS, dwOwnerNameSize), 84U);
    EXPECT_EQ(offsetof(PHONEBUTTONINFO, dwButtonTextOffset), 24U);
    EXPECT_EQ(offsetof(VARSTRING, dwStringOffset), 20U);
    EXPECT_EQ(offsetof(PHONEMESSAGE, dwCallbackInstance), 8U);
}

TEST(Tspi, ErrorsAreNegativeAsALong) {
    EXPECT_LT(static_cast<LONG>(PHONEERR_ALLOCATED), 0);
    EXPECT_LT(static_cast<LONG>(LINEERR_NOMULTIPLEINSTANCE), 0);
}

TEST(Tspi, CallbacksTakePointerSizedParameters) {
    // A DWORD here would lose events on x64.
    using expected = void(CALLBACK*)(HTAPIPHONE, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR);
    EXPECT_TRUE((std::is_same_v<PHONEEVENT, expected>));
    EXPECT_EQ(sizeof(DWORD_PTR), sizeof(void*));
}

}  // namespace
}  // namespace offhook::tspi
