#include "driver/protocol/text.hpp"

#include "tests/support/exact_buffer.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

TEST(Text, OfEveryUtf8LengthIsConvertedBothWays) {
    struct row {
        std::string utf8;
        std::u16string utf16;
    };
    const row rows[] = {
        {"", u""},
        {"Hi", u"Hi"},
        {std::string(1, '\0'), std::u16string(1, u'\0')},
        {"\x7F", u"\x7F"},
        {"\xC2\x80", {0x0080}},
        {"Gr\xC3\xBC\xC3\x9F"
         "e",
         {'G', 'r', 0x00FC, 0x00DF, 'e'}},
        {"\xDF\xBF", {0x07FF}},
        {"\xE0\xA0\x80", {0x0800}},
        {"\xED\x9F\xBF", {0xD7FF}},
        {"\xEE\x80\x80", {0xE000}},
        {"\xEF\xBF\xBF", {0xFFFF}},
        {"\xF0\x90\x80\x80", {0xD800, 0xDC00}},
        {"\xF0\x9F\x93\x9E", {0xD83D, 0xDCDE}},
        {"\xF4\x8F\xBF\xBF", {0xDBFF, 0xDFFF}},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.utf8);
        EXPECT_EQ(to_utf16(row.utf8), row.utf16);
        EXPECT_EQ(to_utf8(row.utf16), row.utf8);
    }
}

TEST(Text, EveryCodePointComesBack) {
    for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::u16string units;
        if (code < 0x10000) {
            units = {static_cast<char16_t>(code)};
        } else {
            units = {static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10U)),
                     static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FFU))};
        }
        ASSERT_EQ(to_utf16(to_utf8(units)), units) << std::uint32_t{code};
    }
}

TEST(Text, LoneSurrogatesBecomeTheReplacementCharacter) {
    const std::string replacement = "\xEF\xBF\xBD";
    EXPECT_EQ(to_utf8(std::u16string{0xD83D}), replacement);
    EXPECT_EQ(to_utf8(std::u16string{0xDCDE}), replacement);
    EXPECT_EQ(to_utf8(std::u16string{'a', 0xD83D, 'b'}), "a" + replacement + "b");
    EXPECT_EQ(to_utf8(std::u16string{0xDCDE, 0xD83D}), replacement + replacement);
    EXPECT_EQ(to_utf8(std::u16string{0xD83D, 0xD83D, 0xDCDE}), replacement + "\xF0\x9F\x93\x9E");
}

TEST(Text, MalformedUtf8BecomesTheReplacementCharacter) {
    struct row {
        const char* why;
        std::string utf8;
        std::u16string utf16;
    };
    constexpr char16_t bad = 0xFFFD;
    const row rows[] = {
        {"continuation alone", "\x80", {bad}},
        {"cut after the lead byte", "\xC3", {bad}},
        {"cut in the middle", "\xE2\x82", {bad}},
        {"cut, then more", "\xE2\x82X", {bad, 'X'}},
        {"lead byte instead of a continuation", "\xC3\xC3\xBC", {bad, 0x00FC}},
        {"overlong two", "\xC0\xAF", {bad}},
        {"overlong three", "\xE0\x80\xAF", {bad}},
        {"overlong four", "\xF0\x80\x80\xAF", {bad}},
        {"surrogate", "\xED\xA0\x80", {bad}},
        {"above the last code point", "\xF4\x90\x80\x80", {bad}},
        {"no lead byte", "\xFF", {bad}},
        {"between good ones", "a\xFFz", {'a', bad, 'z'}},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.why);
        EXPECT_EQ(to_utf16(row.utf8), row.utf16);
    }
}

// firmware-protocol.md §13.
TEST(Text, WithHalfAUnitIsRefused) {
    const byte_vector bytes{0x48, 0x00, 0x69, 0x00};
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        const test::exact_buffer exact(bytes_view(bytes).first(length));
        byte_reader in(exact.view());
        const auto text = read_text(in);

        ASSERT_EQ(text.has_value(), length % 2 == 0) << length;
        if (text) {
            EXPECT_EQ(*text, std::u16string(u"Hi").substr(0, length / 2));
        } else {
            EXPECT_EQ(text.error(), errc::odd_text);
        }
    }
}

}  // namespace
}  // namespace offhook::protocol
