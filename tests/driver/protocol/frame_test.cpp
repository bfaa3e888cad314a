#include "driver/protocol/frame.hpp"

#include "tests/support/exact_buffer.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

using test::exact_buffer;

// A LAMP request with two bytes of data, firmware-protocol.md §8.1.
frame_report lamp_report() {
    frame_report report{
        0x20,  // to the device
        0x5C,  // session
        0x0A,  // sequence
        0x10,  // LAMP
        0x80,  // RETRY
        0x00,
        0x00,  // offset
        0x02,
        0x00,  // total
        0x0E,
        0x04,
    };
    return report;
}

frame_report with_place(unsigned offset, unsigned total) {
    auto report = lamp_report();
    report[5] = static_cast<std::uint8_t>(offset & 0xFFU);
    report[6] = static_cast<std::uint8_t>(offset >> 8U);
    report[7] = static_cast<std::uint8_t>(total & 0xFFU);
    report[8] = static_cast<std::uint8_t>(total >> 8U);
    return report;
}

TEST(Frame, ReadsEachHeaderFieldFromItsPlace) {
    const auto report = lamp_report();

    const auto part = decode_frame(report_id::frame_to_device, report);

    ASSERT_TRUE(part);
    EXPECT_EQ(part->session, 0x5C);
    EXPECT_EQ(part->sequence, 0x0A);
    EXPECT_EQ(part->code, opcode::lamp);
    EXPECT_EQ(part->control, 0x80);
    EXPECT_EQ(part->offset, 0);
    EXPECT_EQ(part->total, 2);
    EXPECT_EQ(byte_vector(part->data.begin(), part->data.end()), (byte_vector{0x0E, 0x04}));
}

TEST(Frame, IsWrittenAsItWasRead) {
    const auto report = lamp_report();
    const auto part = decode_frame(report_id::frame_to_device, report);

    EXPECT_EQ(encode_frame(report_id::frame_to_device, *part), report);
}

TEST(Frame, PaddingDoesNotCountAndIsWrittenAsZero) {
    auto padded = lamp_report();
    std::fill(padded.begin() + 11, padded.end(), std::uint8_t{0xEE});

    const auto part = decode_frame(report_id::frame_to_device, padded);

    ASSERT_TRUE(part);
    EXPECT_EQ(encode_frame(report_id::frame_to_device, *part), lamp_report());
}

TEST(Frame, OfAnyOtherLengthIsRefused) {
    const auto report = lamp_report();
    byte_vector bytes(report.begin(), report.end());
    bytes.resize(130);
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        if (length == frame_report_length) continue;
        const exact_buffer exact(bytes_view(bytes).first(length));
        EXPECT_EQ(decode_frame(report_id::frame_to_device, exact.view()).error(),
                  errc::wrong_length)
            << length;
    }
}

TEST(Frame, OfAnyOtherReportIdIsRefused) {
    for (unsigned id = 0; id <= 0xFF; ++id) {
        auto report = lamp_report();
        report[0] = static_cast<std::uint8_t>(id);
        const bool fits = decode_frame(report_id::frame_to_device, report).has_value();
        EXPECT_EQ(fits, id == 0x20) << id;
    }
    EXPECT_EQ(decode_frame(report_id::frame_to_host, lamp_report()).error(), errc::unknown_report);
}

// firmware-protocol.md §3.1.
TEST(Frame, IsMalformedWhenItsPlaceInTheMessageIsImpossible) {
    struct row {
        const char* why;
        unsigned offset, total;
        bool malformed;
    };
    for (const auto& row : {row{"empty message", 0, 0, false},
                            row{"full first part", 0, 55, false},
                            row{"second part of one byte", 55, 56, false},
                            row{"largest message", 0, 1024, false},
                            row{"last part of the largest message", 990, 1024, false},
                            row{"total above the limit", 0, 1025, true},
                            row{"total far above the limit", 0, 0xFFFF, true},
                            row{"offset is no multiple of 55", 1, 100, true},
                            row{"offset just below a multiple", 54, 100, true},
                            row{"offset just above a multiple", 56, 100, true},
                            row{"offset above total", 110, 100, true},
                            row{"offset above an empty message", 55, 0, true},
                            row{"offset high byte only", 0x100, 1024, true},
                            row{"part without data", 55, 55, true},
                            row{"second part without data", 110, 110, true}}) {
        SCOPED_TRACE(row.why);
        const auto part =
            decode_frame(report_id::frame_to_device, with_place(row.offset, row.total));

        ASSERT_EQ(part.has_error(), row.malformed);
        if (row.malformed) {
            EXPECT_EQ(part.error(), errc::malformed_part);
        } else {
            EXPECT_EQ(part->data.size(), std::min(55U, row.total - row.offset));
        }
    }
}

// firmware-protocol.md §13: the answer to a malformed part repeats its header.
TEST(Frame, HeaderCanBeReadFromAMalformedPart) {
    const auto part = header_of(with_place(56, 1025));

    EXPECT_EQ(part.session, 0x5C);
    EXPECT_EQ(part.sequence, 0x0A);
    EXPECT_EQ(part.code, opcode::lamp);
    EXPECT_EQ(part.control, 0x80);
    EXPECT_EQ(part.offset, 56);
    EXPECT_EQ(part.total, 1025);
    EXPECT_TRUE(part.data.empty());
}

TEST(Frame, KeepsEveryOpcodeAndEveryControlByte) {
    for (unsigned value = 0; value <= 0xFF; ++value) {
        auto report = lamp_report();
        report[3] = static_cast<std::uint8_t>(value);
        report[4] = static_cast<std::uint8_t>(0xFF - value);

        const auto part = decode_frame(report_id::frame_to_device, report);

        ASSERT_TRUE(part) << value;
        EXPECT_EQ(encode_frame(report_id::frame_to_device, *part), report) << value;
    }
}

}  // namespace
}  // namespace offhook::protocol
