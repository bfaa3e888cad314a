#include <gtest/gtest.h>

#include "tools/tapi/api/platform.hpp"

namespace offhook::tapi::api {
namespace {

TEST(Text, GoesBothWaysUnchanged) {
    const std::u16string all(u"a\0é\uFFFD€𝄞\uFFFF", 8);
    EXPECT_EQ(to_utf16(to_ansi(all)), all);
    EXPECT_EQ(to_ansi(u"€𝄞"), "\xE2\x82\xAC\xF0\x9D\x84\x9E");
    EXPECT_EQ(to_utf16(""), u"");
    EXPECT_EQ(to_ansi(u""), "");
}

TEST(Text, ReplacesHalfAPair) {
    EXPECT_EQ(to_ansi(std::u16string{u'a', char16_t(0xD834), u'b'}),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(to_ansi(std::u16string{char16_t(0xDD1E)}), "\xEF\xBF\xBD");
    EXPECT_EQ(to_ansi(std::u16string{u'a', char16_t(0xD834)}), "a\xEF\xBF\xBD");
}

TEST(Text, RefusesBytesThatAreNoText) {
    for (const char* bytes : {"\xFF", "a\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
        EXPECT_FALSE(to_utf16(bytes)) << bytes;
    }
}

}  // namespace
}  // namespace offhook::tapi::api
