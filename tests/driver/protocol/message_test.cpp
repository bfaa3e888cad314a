#include "driver/protocol/message.hpp"

#include "tests/support/exact_buffer.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace offhook::protocol {
namespace {

using outcome = message_assembler::outcome;

constexpr auto to_device = report_id::frame_to_device;
constexpr auto to_host = report_id::frame_to_host;

message message_of(std::size_t length) {
    message whole{0x5C, 0x13, opcode::vendor, 0x00, byte_vector(length)};
    std::iota(whole.payload.begin(), whole.payload.end(), std::uint8_t{1});
    return whole;
}

frame frame_of(report_id id, const frame_report& report) {
    return decode_frame(id, report).value();
}

// What each report leads to, in order.
std::vector<outcome> add_all(message_assembler& assembler, const std::vector<frame_report>& parts) {
    std::vector<outcome> outcomes;
    for (const auto& part : parts) outcomes.push_back(assembler.add(frame_of(to_device, part)));
    return outcomes;
}

TEST(Message, IsSplitAtEvery55Bytes) {
    struct row {
        std::size_t length, parts;
    };
    for (const auto& [length, parts] : {row{0, 1},
                                        row{1, 1},
                                        row{54, 1},
                                        row{55, 1},
                                        row{56, 2},
                                        row{110, 2},
                                        row{111, 3},
                                        row{1023, 19},
                                        row{1024, 19}}) {
        SCOPED_TRACE(length);
        const auto reports = split(to_device, message_of(length));

        ASSERT_EQ(reports.size(), parts);
        for (std::size_t i = 0; i < parts; ++i) {
            const auto part = frame_of(to_device, reports[i]);
            EXPECT_EQ(part.offset, 55 * i);
            EXPECT_EQ(part.total, length);
        }
    }
}

TEST(MessageAssembler, PutsTogetherWhatSplitTookApartForEveryLength) {
    for (std::size_t length = 0; length <= largest_message; ++length) {
        const auto whole = message_of(length);
        const auto reports = split(to_device, whole);
        message_assembler assembler;

        const auto outcomes = add_all(assembler, reports);

        EXPECT_EQ(outcomes.back(), outcome::complete) << length;
        EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), outcome::incomplete),
                  static_cast<std::ptrdiff_t>(reports.size() - 1));
        EXPECT_EQ(assembler.taken(), whole) << length;
        EXPECT_FALSE(assembler.collecting());
    }
}

TEST(MessageAssembler, TellsWhichOffsetComesNext) {
    const auto parts = split(to_device, message_of(120));
    message_assembler assembler;
    EXPECT_EQ(assembler.expected(), 0);

    EXPECT_EQ(assembler.add(frame_of(to_device, parts[0])), outcome::incomplete);
    EXPECT_EQ(assembler.expected(), 55);
    EXPECT_TRUE(assembler.collecting());
    EXPECT_EQ(assembler.partial().code, opcode::vendor);
    EXPECT_EQ(assembler.partial().sequence, 0x13);

    EXPECT_EQ(assembler.add(frame_of(to_device, parts[1])), outcome::incomplete);
    EXPECT_EQ(assembler.expected(), 110);

    EXPECT_EQ(assembler.add(frame_of(to_device, parts[2])), outcome::complete);
    EXPECT_EQ(assembler.expected(), 0);
}

// firmware-protocol.md §3.1, §13.
TEST(MessageAssembler, DropsAMessageWhosePartsAreOutOfOrder) {
    const auto parts = split(to_device, message_of(200));
    struct row {
        const char* name;
        std::vector<std::size_t> order;
    };
    for (const auto& row : {row{"a later part first", {1}},
                            row{"the last part first", {3}},
                            row{"one left out", {0, 2}},
                            row{"the last but one left out", {0, 1, 3}},
                            row{"one twice", {0, 1, 1}},
                            row{"backwards", {0, 2, 1}}}) {
        SCOPED_TRACE(row.name);
        std::vector<frame_report> sent;
        for (const auto index : row.order) sent.push_back(parts[index]);
        message_assembler assembler;

        EXPECT_EQ(add_all(assembler, sent).back(), outcome::out_of_order);
        EXPECT_FALSE(assembler.collecting());
        EXPECT_EQ(assembler.expected(), 0);
        EXPECT_EQ(add_all(assembler, parts).back(), outcome::complete);
        EXPECT_EQ(assembler.taken(), message_of(200));
    }
}

TEST(MessageAssembler, RefusesThePartThatFollowsADroppedOne) {
    const auto parts = split(to_device, message_of(200));
    message_assembler assembler;

    const auto outcomes = add_all(assembler, {parts[0], parts[2], parts[3]});

    EXPECT_EQ(outcomes,
              (std::vector{outcome::incomplete, outcome::out_of_order, outcome::out_of_order}));
}

// firmware-protocol.md §3.1: all other header fields are equal in each part.
TEST(MessageAssembler, RefusesAPartOfAnotherMessage) {
    struct row {
        const char* field;
        std::size_t at;
    };
    for (const auto& [field, at] : {row{"session", 1},
                                    row{"sequence", 2},
                                    row{"opcode", 3},
                                    row{"flags", 4},
                                    row{"total", 7}}) {
        SCOPED_TRACE(field);
        auto parts = split(to_device, message_of(100));
        ++parts[1][at];
        message_assembler assembler;

        EXPECT_EQ(add_all(assembler, parts).back(), outcome::out_of_order);
        EXPECT_FALSE(assembler.collecting());
    }
}

// firmware-protocol.md §13: the first part of a new message drops the old one.
TEST(MessageAssembler, BeginsANewMessageAtOffsetZero) {
    const auto first = split(to_device, message_of(100));
    auto other = message_of(70);
    other.sequence = 0x1B;
    const auto second = split(to_device, other);
    message_assembler assembler;

    const auto outcomes = add_all(assembler, {first[0], second[0], second[1]});

    EXPECT_EQ(outcomes.back(), outcome::complete);
    EXPECT_EQ(assembler.taken(), other);
}

TEST(MessageAssembler, TakesTheSameMessageAgain) {
    const auto parts = split(to_device, message_of(100));
    message_assembler assembler;

    EXPECT_EQ(add_all(assembler, parts).back(), outcome::complete);
    EXPECT_EQ(add_all(assembler, {parts[1]}).back(), outcome::out_of_order);
    EXPECT_EQ(add_all(assembler, parts).back(), outcome::complete);
    EXPECT_EQ(assembler.taken(), message_of(100));
}

TEST(MessageAssembler, ForgetsWhatItIsToldToDrop) {
    const auto parts = split(to_device, message_of(100));
    message_assembler assembler;
    (void)assembler.add(frame_of(to_device, parts[0]));

    assembler.drop();

    EXPECT_EQ(assembler.expected(), 0);
    EXPECT_EQ(assembler.add(frame_of(to_device, parts[1])), outcome::out_of_order);
}

// firmware-protocol.md §3.1: an event may stand between two parts of a response.
TEST(MessageAssembler, AnEventBetweenTwoPartsDoesNotDisturbTheResponse) {
    const auto response = message_of(100);
    const auto parts = split(to_host, response);
    const message event{0x5C, 0x07, opcode::button_event, 0, {5, 2, 0x78, 0x56, 0x34, 0x12}};
    message_assembler responses;
    message_assembler events;
    const auto add = [&](const frame_report& report) {
        const auto part = frame_of(to_host, report);
        return is_event(part.code) ? events.add(part) : responses.add(part);
    };

    EXPECT_EQ(add(parts[0]), outcome::incomplete);
    EXPECT_EQ(add(split(to_host, event)[0]), outcome::complete);
    EXPECT_EQ(events.taken(), event);
    EXPECT_EQ(add(parts[1]), outcome::complete);
    EXPECT_EQ(responses.taken(), response);
}

TEST(MessageAssembler, KeepsStatusesThatTheDocumentDoesNotHave) {
    message whole = message_of(0);
    whole.control = 0xC8;
    message_assembler assembler;

    (void)add_all(assembler, split(to_device, whole));

    EXPECT_EQ(static_cast<unsigned>(assembler.taken().status()), 0xC8U);
    EXPECT_TRUE(is_terminal(assembler.taken().status()));
}

}  // namespace
}  // namespace offhook::protocol
