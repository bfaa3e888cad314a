#include "driver/transport/wide_text.hpp"

#include <gtest/gtest.h>

namespace offhook::transport {
namespace {

TEST(WideText, BecomesUtf8) {
    EXPECT_EQ(to_utf8(nullptr), "");
    EXPECT_EQ(to_utf8(L""), "");
    EXPECT_EQ(to_utf8(L"Desk 7"), "Desk 7");
    EXPECT_EQ(to_utf8(L"T\u00E9l\u00E9"), "T\xC3\xA9l\xC3\xA9");
    EXPECT_EQ(to_utf8(L"\u20AC\U0001F4DE"), "\xE2\x82\xAC\xF0\x9F\x93\x9E");
}

TEST(WideText, PutsPairsTogetherAndReplacesHalves) {
    const wchar_t pair[] = {static_cast<wchar_t>(0xD83D), static_cast<wchar_t>(0xDCDE), 0};
    const wchar_t first[] = {static_cast<wchar_t>(0xD83D), L'x', 0};
    const wchar_t second[] = {static_cast<wchar_t>(0xDCDE), 0};
    const wchar_t beyond[] = {static_cast<wchar_t>(0x110000), 0};

    EXPECT_EQ(to_utf8(pair), "\xF0\x9F\x93\x9E");
    EXPECT_EQ(to_utf8(first), "\xEF\xBF\xBDx");
    EXPECT_EQ(to_utf8(second), "\xEF\xBF\xBD");
    if (sizeof(wchar_t) == 4) {
        EXPECT_EQ(to_utf8(beyond), "\xEF\xBF\xBD");
    }
}

}  // namespace
}  // namespace offhook::transport
