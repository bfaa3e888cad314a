#include "tsp/versions.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

using namespace tspi;

TEST(Versions, TheHighestCommonOneIsTaken) {
    struct row {
        const char* name;
        DWORD low, high;
        std::optional<DWORD> best;
    };
    const row rows[] = {
        {"all there are", version_1_3, version_3_1, version_3_1},
        {"an old host", version_1_3, version_1_3, version_1_3},
        {"up to 2.2", version_1_4, version_2_2, version_2_2},
        {"a host of the future", version_2_0, 0x00070000, version_3_1},
        {"between two versions", version_2_0, 0x000201FF, version_2_2},
        {"nothing between", 0x00020003, 0x0002FFFF, std::nullopt},
        {"too new", 0x00030002, 0x00040000, std::nullopt},
        {"too old", 0x00010000, 0x00010002, std::nullopt},
        {"upside down", version_3_1, version_1_3, std::nullopt},
        {"everything", 0, 0xFFFFFFFF, version_3_1},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(negotiate(each.low, each.high), each.best);
    }
}

TEST(Versions, OnlyVersionsThatExistAreSpoken) {
    for (const DWORD version : spoken_versions) EXPECT_TRUE(is_spoken(version));
    for (const DWORD version : {0U, 0x00010002U, 0x00010005U, 0x00020003U, 0x00030002U}) {
        EXPECT_FALSE(is_spoken(version));
    }
}

}  // namespace
}  // namespace offhook::tsp
