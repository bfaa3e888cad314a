#include "driver/protocol/standard_report.hpp"

#include "driver/protocol/report_id.hpp"
#include "tests/support/exact_buffer.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

using test::exact_buffer;
using test::from_hex;

template <class T>
result<byte_vector> again(bytes_view report) {
    const auto value = T::decode(report);
    if (!value) return value.error();
    return encoded(*value);
}

struct row {
    const char* name;
    result<byte_vector> (*again)(bytes_view);
    const char* golden;
    const char* reserved;  // a bit for each one that a receiver ignores
};

// firmware-protocol.md §1.3, §2.
constexpr row rows[] = {
    {"volume keys", again<volume_keys_report>, "01 02", "00 FC"},
    {"telephony", again<telephony_report>, "02 FE 0A 0C 04030281", "00 00 F0 00 00000000"},
    {"indicators", again<indicators_report>, "03 A5 01", "00 00 FE"},
    {"attributes", again<display_attributes_report>, "05 02 18 05", "00 00 00 F8"},
    {"control", again<display_control_report>, "06 02 50", "00 FC 00"},
    {"status", again<display_status_report>, "08 03", "00 00"},
    {"identity",
     again<identity_report>,
     "22 50484F4E 01 02 03020104 FF070005 0000",
     "00 00000000 00 00 00000000 00000000 FFFF"},
};

TEST(StandardReport, GoldenBytesComeBackAsTheyWere) {
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        const auto golden = from_hex(row.golden);
        EXPECT_EQ(row.again(golden).value(), golden);
    }
}

TEST(StandardReport, OfAnyOtherLengthIsRefused) {
    for (const auto& row : rows) {
        auto bytes = from_hex(row.golden);
        const auto right = bytes.size();
        bytes.resize(70);
        for (std::size_t length = 0; length <= bytes.size(); ++length) {
            if (length == right) continue;
            const exact_buffer exact(bytes_view(bytes).first(length));
            EXPECT_EQ(row.again(exact.view()).error(), errc::wrong_length)
                << row.name << ' ' << length;
        }
    }
}

TEST(StandardReport, OfAnyOtherIdIsRefused) {
    for (const auto& row : rows) {
        auto bytes = from_hex(row.golden);
        const unsigned right = bytes[0];
        for (unsigned id = 0; id <= 0xFF; ++id) {
            bytes[0] = static_cast<std::uint8_t>(id);
            EXPECT_EQ(row.again(bytes).has_value(), id == right) << row.name << ' ' << id;
        }
    }
}

// Flips each bit alone: a reserved one is ignored and written as 0, each other one is kept.
TEST(StandardReport, KeepsEveryBitThatIsNotReserved) {
    for (const auto& row : rows) {
        const auto golden = from_hex(row.golden);
        const auto reserved = from_hex(row.reserved);
        ASSERT_EQ(golden.size(), reserved.size()) << row.name;
        const std::size_t first = golden[0] == 0x22 ? 5 : 1;  // behind the ID and the magic
        for (std::size_t bit = 8 * first; bit < 8 * golden.size(); ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            auto flipped = golden;
            flipped[bit / 8] ^= mask;
            const bool ignored = (reserved[bit / 8] & mask) != 0;
            EXPECT_EQ(row.again(flipped).value(), ignored ? golden : flipped)
                << row.name << " bit " << bit % 8 << " of byte " << bit / 8;
        }
    }
}

TEST(StandardReport, ReservedBitsAreNotSeenInTheValue) {
    EXPECT_EQ(indicators_report::decode(from_hex("03 A5 FF")).value().indicators, 0x1A5);
    EXPECT_EQ(telephony_report::decode(from_hex("02 00 FF 00 00000000")).value().one_shots, 0x3C0);
    EXPECT_EQ(display_attributes_report::decode(from_hex("05 02 18 FF")).value().flags, 7);
}

TEST(StandardReport, IdentityWithAnotherMagicIsRefused) {
    const auto golden = from_hex("22 50484F4E 01 00 03020100 FF070000 0000");
    for (std::size_t at = 1; at <= 4; ++at) {
        auto bytes = golden;
        bytes[at] ^= 0x20;
        EXPECT_EQ(identity_report::decode(bytes).error(), errc::wrong_magic) << at;
    }
}

// firmware-protocol.md §2.2: one-shots are numbered from Phone Mute to Send.
TEST(StandardReport, OneShotsAreNumberedAcrossTheirTwoBytes) {
    struct shot {
        std::uint16_t bit;
        std::uint8_t first, second;
    };
    using r = telephony_report;
    for (const auto& [bit, first, second] : {shot{r::phone_mute, 0x04, 0},
                                             shot{r::flash, 0x08, 0},
                                             shot{r::redial, 0x10, 0},
                                             shot{r::hold, 0x20, 0},
                                             shot{r::transfer, 0x40, 0},
                                             shot{r::drop, 0x80, 0},
                                             shot{r::conference, 0, 0x01},
                                             shot{r::voice_mail, 0, 0x02},
                                             shot{r::feature, 0, 0x04},
                                             shot{r::send, 0, 0x08}}) {
        telephony_report report;
        report.one_shots = bit;
        EXPECT_EQ(encoded(report), (byte_vector{0x02, first, second, 0, 0, 0, 0, 0})) << bit;
    }
}

// firmware-protocol.md §2.6.
TEST(DisplayTextReport, EndsAtTheFirstUnitZeroAndIgnoresWhatFollows) {
    auto report = encoded(display_text_report{1, 2, u"Hi"});
    ASSERT_EQ(report.size(), length_of(report_id::display_text));
    report[9] = 0x21;  // behind the unit 0000 at bytes 7 and 8

    EXPECT_EQ(display_text_report::decode(report).value(), (display_text_report{1, 2, u"Hi"}));
}

TEST(DisplayTextReport, HasUpTo30UnitsAndCutsMore) {
    for (const std::size_t units : {0U, 1U, 29U, 30U}) {
        const display_text_report report{0, 0, std::u16string(units, u'x')};
        EXPECT_EQ(display_text_report::decode(encoded(report)).value(), report) << units;
    }
    const display_text_report longer{0, 0, std::u16string(31, u'x')};
    EXPECT_EQ(encoded(longer), encoded(display_text_report{0, 0, std::u16string(30, u'x')}));
}

TEST(DisplayTextReport, OfAnyOtherLengthOrIdIsRefused) {
    auto report = encoded(display_text_report{0, 0, u"Hi"});
    report[0] = 0x06;
    EXPECT_EQ(display_text_report::decode(report).error(), errc::unknown_report);
    report[0] = 0x07;
    report.resize(80);
    for (std::size_t length = 0; length <= report.size(); ++length) {
        const exact_buffer exact(bytes_view(report).first(length));
        EXPECT_EQ(display_text_report::decode(exact.view()).has_value(), length == 63) << length;
    }
}

}  // namespace
}  // namespace offhook::protocol
