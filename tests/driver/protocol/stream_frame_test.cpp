#include "driver/protocol/stream_frame.hpp"

#include "tests/support/exact_buffer.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/vectors.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol::stream {
namespace {

using test::exact_buffer;
using test::from_hex;

// One frame of each verb, from the document.
std::vector<byte_vector> frames() {
    std::vector<byte_vector> frames;
    for (const auto& one : test::read_vectors("tests/vectors/vectors.json")) {
        if (one.kind == "stream") frames.push_back(one.reports.front());
    }
    return frames;
}

byte_vector joined(const std::vector<byte_vector>& parts) {
    byte_vector all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

// Takes all frames that are there, in the form in which they were sent.
void take_all(reader& from, std::vector<byte_vector>& to) {
    for (auto body = from.next(); body && !body->empty(); body = from.next()) {
        const auto size = body->size();
        byte_vector frame{static_cast<std::uint8_t>(size & 0xFFU),
                          static_cast<std::uint8_t>(size >> 8U)};
        frame.insert(frame.end(), body->begin(), body->end());
        to.push_back(frame);
    }
}

result<frame> decode_hex(const char* verb_and_body) {
    const auto bytes = from_hex(verb_and_body);
    const exact_buffer exact(bytes);
    return decode(exact.view());
}

TEST(StreamReader, FindsTheSameFramesWhereverTheStreamIsCut) {
    const auto sent = frames();
    ASSERT_EQ(sent.size(), std::variant_size_v<frame>);
    const auto bytes = joined(sent);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const exact_buffer first(bytes_view(bytes).first(cut));
        const exact_buffer second(bytes_view(bytes).subspan(cut));
        std::vector<byte_vector> got;
        reader reader;

        reader.feed(first.view());
        take_all(reader, got);
        reader.feed(second.view());
        take_all(reader, got);

        ASSERT_EQ(got, sent) << "cut at " << cut;
    }
}

TEST(StreamReader, FindsTheFramesOfAStreamThatComesByteByByte) {
    const auto sent = frames();
    std::vector<byte_vector> got;
    reader reader;

    for (const auto byte : joined(sent)) {
        reader.feed({&byte, 1});
        take_all(reader, got);
    }

    EXPECT_EQ(got, sent);
}

TEST(StreamReader, HasNoFrameBeforeItsLastByte) {
    const auto frame = from_hex("0400 02 030201");
    reader reader;
    for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
        reader.feed({&frame[i], 1});
        EXPECT_TRUE(reader.next().value().empty()) << i;
    }
    reader.feed({&frame.back(), 1});
    EXPECT_EQ(reader.next().value().size(), 4U);
    EXPECT_TRUE(reader.next().value().empty());
}

// firmware-protocol.md §B.1: 1 to 4608.
TEST(StreamReader, RefusesALengthThatNoFrameHas) {
    for (const unsigned length : {0U, 1U, 4607U, 4608U, 4609U, 0x8000U, 0xFFFFU}) {
        byte_vector bytes(2 + std::size_t{length}, 0x82);
        bytes[0] = static_cast<std::uint8_t>(length & 0xFFU);
        bytes[1] = static_cast<std::uint8_t>(length >> 8U);
        reader reader;
        reader.feed(bytes);
        const auto body = reader.next();

        if (length >= 1 && length <= 4608) {
            EXPECT_EQ(body.value().size(), length);
        } else {
            EXPECT_EQ(body.error(), errc::wrong_length) << length;
        }
    }
}

TEST(StreamReader, StaysUnusableAfterAnError) {
    reader reader;
    reader.feed(from_hex("0000"));
    EXPECT_TRUE(reader.next().has_error());

    reader.feed(from_hex("0100 82"));

    EXPECT_EQ(reader.next().error(), errc::wrong_length);
    EXPECT_EQ(reader.next().error(), errc::wrong_length);
}

TEST(StreamFrame, UnknownVerbsAreRefused) {
    const byte_vector body(9, 0x01);
    for (unsigned verb = 0; verb <= 0xFF; ++verb) {
        byte_vector bytes = body;
        bytes[0] = static_cast<std::uint8_t>(verb);
        const bool known = (verb >= 0x01 && verb <= 0x05) || (verb >= 0x81 && verb <= 0x87);
        const auto value = decode(bytes);
        EXPECT_EQ(value.has_error() && value.error() == errc::unknown_opcode, !known) << verb;
    }
    EXPECT_TRUE(decode({}).has_error());
}

// firmware-protocol.md §B.1: a body that is too short for its verb.
TEST(StreamFrame, IsRefusedWhereItsBodyIsTooShort) {
    struct row {
        const char* name;
        const char* whole;     // verb and body
        std::size_t shortest;  // bytes with the verb
    };
    for (const auto& row : {row{"SELECT", "01 4F484B 01 0300", 7},
                            row{"OUTPUT", "02 030201", 2},
                            row{"GET_FEATURE", "03 0201 22", 4},
                            row{"SET_FEATURE", "04 0700 05021802", 4},
                            row{"LIST", "05 4F484B 01", 5},
                            row{"PLUG", "81 0100 0912 534F 0001 024465 015331", 14},
                            row{"UNPLUG", "82", 1},
                            row{"INPUT", "83 0802", 2},
                            row{"FEATURE", "84 0201 00 05021802", 5},
                            row{"FEATURE on error", "84 0201 01", 4},
                            row{"FEATURE_SET", "85 0700 01", 4},
                            row{"HANDSETS", "86 1000", 3},
                            row{"REFUSED", "87 02 6E6F", 2}}) {
        const auto bytes = from_hex(row.whole);
        for (std::size_t length = 0; length <= bytes.size(); ++length) {
            const exact_buffer exact(bytes_view(bytes).first(length));
            EXPECT_EQ(decode(exact.view()).has_value(), length >= row.shortest)
                << row.name << ' ' << length;
        }
    }
}

TEST(StreamFrame, PlugsNamesThatRunOverTheEndAreRefused) {
    EXPECT_TRUE(decode_hex("81 0100 0912 534F 0001 00 00"));
    EXPECT_EQ(decode_hex("81 0100 0912 534F 0001 05 41424344").error(), errc::wrong_length);
    EXPECT_EQ(decode_hex("81 0100 0912 534F 0001 00 02 41").error(), errc::wrong_length);
}

// firmware-protocol.md §B.1: a report of 0 or more than 1024 bytes.
TEST(StreamFrame, CarriesReportsOfOneTo1024Bytes) {
    struct row {
        const char* name;
        byte_vector head;
    };
    for (const auto& row : {row{"OUTPUT", {0x02}},
                            row{"SET_FEATURE", {0x04, 1, 0}},
                            row{"INPUT", {0x83}},
                            row{"FEATURE", {0x84, 1, 0, 0}}}) {
        for (const std::size_t size : {0U, 1U, 1023U, 1024U, 1025U, 4000U}) {
            byte_vector bytes = row.head;
            bytes.resize(bytes.size() + size, 0x21);
            EXPECT_EQ(decode(bytes).has_value(), size >= 1 && size <= 1024)
                << row.name << ' ' << size;
        }
    }
}

TEST(StreamFrame, OfAnotherProgramIsTakenForNoSelect) {
    for (const auto* bytes : {"01 4F4849 01 0300", "01 00484B 01 0300", "05 4F004B 01"}) {
        EXPECT_EQ(decode_hex(bytes).error(), errc::wrong_magic) << bytes;
    }
}

TEST(StreamFrame, OfAnotherStreamVersionIsStillRead) {
    EXPECT_EQ(decode_hex("01 4F484B 07 0300").value(), frame(select{7, 3}));
}

TEST(StreamFrame, AppendReportWritesWhatAppendWrites) {
    for (const std::size_t size : {1U, 64U, 255U, 256U, 1024U}) {
        const byte_vector report(size, 0x21);
        byte_vector slow;
        byte_vector fast;
        append(slow, output{report});
        append(slow, input{report});
        append_report(fast, verb::output, report);
        append_report(fast, verb::input, report);
        EXPECT_EQ(fast, slow) << size;
    }
}

TEST(StreamFrame, AppendLeavesWhatIsThere) {
    auto bytes = from_hex("AABB");
    append(bytes, unplug{});
    EXPECT_EQ(bytes, from_hex("AABB 0100 82"));
}

}  // namespace
}  // namespace offhook::protocol::stream
