#include "driver/engine/request_table.hpp"

#include "tests/support/canned_device.hpp"
#include "tests/support/engine_shell.hpp"

#include <gtest/gtest.h>
#include <set>

using namespace offhook;
using namespace offhook::engine;
using namespace offhook::test;
using namespace std::chrono_literals;
using protocol::lamp_mode;
using protocol::opcode;
using protocol::status;

namespace {

constexpr time_point start{1h};
constexpr std::uint8_t session = 0x5C;

request lamp(std::uint64_t id, std::uint8_t number, lamp_mode mode = lamp_mode::steady) {
    return make_request(id, protocol::lamp_setting{number, mode});
}

request vendor(std::uint64_t id, std::size_t size = 1) {
    return {id, opcode::vendor, protocol::byte_vector(size), make_key(opcode::vendor), 0};
}

request_table opened(std::size_t window = 8, bool batches = true) {
    request_table table{timing()};
    table.open({session, window, 128, batches});
    return table;
}

/// What the table has written, newest last; every write is taken at once.
std::vector<protocol::message> sent(request_table& table,
                                    table_output& out,
                                    time_point now = start) {
    std::vector<protocol::message> messages;
    for (const auto& one : std::exchange(out.writes, {})) {
        messages.push_back(message_of(one));
        table.on_written(now, one.token, out);
    }
    return messages;
}

std::vector<protocol::message> pumped(request_table& table) {
    table_output out;
    table.pump(start, out);
    return sent(table, out);
}

table_output answered(request_table& table,
                      const protocol::message& request,
                      status code = status::ok,
                      protocol::byte_vector payload = {}) {
    table_output out;
    table.on_response(start, response_to(request, code, std::move(payload)), out);
    return out;
}

}  // namespace

TEST(RequestTable, SendsNothingWithoutASession) {
    request_table table{timing()};
    table.submit(lamp(1, 12));

    EXPECT_TRUE(pumped(table).empty());
    EXPECT_EQ(table.size(), 1U);
}

TEST(RequestTable, UsesEachSlotOnceAndNoMoreThanEight) {
    auto table = opened(8, false);
    for (std::uint8_t i = 0; i < 9; ++i) table.submit(lamp(i + 1U, i));

    std::set<std::size_t> slots;
    const auto messages = pumped(table);
    for (const auto& one : messages) {
        EXPECT_EQ(one.session, session);
        EXPECT_EQ(protocol::generation_of(one.sequence), 1);
        slots.insert(protocol::slot_of(one.sequence));
    }

    EXPECT_EQ(messages.size(), 8U);
    EXPECT_EQ(slots.size(), 8U);
    EXPECT_EQ(answered(table, messages[3]).writes.size(), 1U) << "the ninth follows at once";
}

TEST(RequestTable, StaysInsideASmallerWindow) {
    auto table = opened(3, false);
    for (std::uint8_t i = 0; i < 5; ++i) table.submit(lamp(i + 1U, i));

    const auto messages = pumped(table);

    ASSERT_EQ(messages.size(), 3U);
    for (const auto& one : messages) EXPECT_LT(protocol::slot_of(one.sequence), 3U);
}

// 31 is followed by 1, and 0 to 7 never number a request (§4).
TEST(RequestTable, CountsGenerationsRoundAtThirtyOne) {
    auto table = opened(1);
    for (int i = 0; i < 70; ++i) {
        table.submit(lamp(static_cast<std::uint64_t>(i) + 1, 0));
        const auto messages = pumped(table);
        ASSERT_EQ(messages.size(), 1U);
        EXPECT_EQ(protocol::generation_of(messages[0].sequence), i % 31 + 1);
        EXPECT_EQ(answered(table, messages[0]).ended.size(), 1U);
    }
}

TEST(RequestTable, BeginsGenerationsAnewInANewSession) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto first = pumped(table);
    table_output out;
    for (auto& one : table.suspend(errc::session_lost, out)) table.submit(std::move(one));
    table.open({0x77, 8, 128, true});

    const auto second = pumped(table);

    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].sequence, first[0].sequence);
    EXPECT_EQ(second[0].session, 0x77);
}

TEST(RequestTable, KeepsTheOrderOfOneControlAndLetsOthersPass) {
    auto table = opened();
    table.submit(lamp(1, 12));
    table.submit(lamp(2, 12, lamp_mode::off));
    table.submit(lamp(3, 13));

    const auto messages = pumped(table);

    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].payload[0], 12);
    EXPECT_EQ(messages[1].payload[0], 13);
    auto out = answered(table, messages[0]);
    ASSERT_EQ(out.ended.size(), 1U);
    EXPECT_EQ(out.ended[0].id, 1U);
    const auto next = sent(table, out);
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].payload, (protocol::byte_vector{12, 2}));
}

TEST(RequestTable, LetsManySettingsTravelTogetherInOneReport) {
    auto table = opened(2);
    for (std::uint8_t i = 0; i < 30; ++i) table.submit(lamp(i + 1U, i));

    const auto messages = pumped(table);

    ASSERT_EQ(messages.size(), 2U);
    for (const auto& one : messages) {
        EXPECT_EQ(one.code, opcode::batch);
        EXPECT_EQ(one.payload.size(), 13U * 4) << "thirteen lamps fit in one report (§9)";
    }
}

TEST(RequestTable, SendsAPanelOfSixtyFourLampsInAHandfulOfReports) {
    auto table = opened();
    for (std::uint8_t i = 0; i < 64; ++i) table.submit(lamp(i + 1U, i));
    std::size_t reports = 0, ended = 0;
    table_output out;
    table.pump(start, out);
    while (!out.writes.empty()) {
        const auto messages = sent(table, out);
        reports += messages.size();
        for (const auto& one : messages) {
            const auto items = one.code == opcode::batch ? one.payload.size() / 4 : 0;
            auto more = answered(table, one, status::ok, protocol::byte_vector(items));
            ended += more.ended.size();
            for (auto& write : more.writes) out.writes.push_back(std::move(write));
        }
    }
    EXPECT_EQ(ended, 64U);
    EXPECT_LE(reports, 12U);
}

TEST(RequestTable, SendsOneByOneToADeviceWithoutBatch) {
    auto table = opened(2, false);
    for (std::uint8_t i = 0; i < 5; ++i) table.submit(lamp(i + 1U, i));

    for (const auto& one : pumped(table)) EXPECT_EQ(one.code, opcode::lamp);
}

TEST(RequestTable, NeverPutsAnythingButSettingsInABatch) {
    auto table = opened(1);
    table.submit(lamp(1, 0));
    table.submit(vendor(2));
    table.submit(lamp(3, 1));

    const auto messages = pumped(table);

    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].code, opcode::lamp);
}

TEST(RequestTable, GivesEachItemOfABatchItsOwnStatus) {
    auto table = opened(1);
    for (std::uint8_t i = 0; i < 3; ++i) table.submit(lamp(i + 1U, i));
    const auto batch = pumped(table).at(0);

    const auto out = answered(table, batch, status::ok, {0, 5, 0});

    ASSERT_EQ(out.ended.size(), 3U);
    EXPECT_FALSE(out.ended[0].result.error);
    EXPECT_EQ(out.ended[1].id, 2U);
    EXPECT_EQ(out.ended[1].result.error, refusal(status::bad_parameter));
    EXPECT_FALSE(out.ended[2].result.error);
}

TEST(RequestTable, RefusesEveryItemOfABatchThatIsRefused) {
    auto table = opened(1);
    for (std::uint8_t i = 0; i < 3; ++i) table.submit(lamp(i + 1U, i));
    const auto batch = pumped(table).at(0);

    const auto out = answered(table, batch, status::bad_opcode);

    ASSERT_EQ(out.ended.size(), 3U);
    for (const auto& one : out.ended) EXPECT_EQ(one.result.error, refusal(status::bad_opcode));
}

// A malformed answer is dropped, and the deadline decides (§6, §9).
TEST(RequestTable, DropsABatchAnswerThatIsTooShortOrHasOpenItems) {
    auto table = opened(1);
    for (std::uint8_t i = 0; i < 3; ++i) table.submit(lamp(i + 1U, i));
    const auto batch = pumped(table).at(0);

    EXPECT_TRUE(answered(table, batch, status::ok, {0, 0}).ended.empty());
    EXPECT_TRUE(answered(table, batch, status::ok, {0, 1, 0}).ended.empty());
    EXPECT_TRUE(answered(table, batch, status::ok, {0, 2, 0}).ended.empty());
    EXPECT_EQ(table.malformed_answers(), 3U);
    table_output out;
    table.on_time(start + 500ms, out);
    EXPECT_EQ(sent(table, out).at(0).sequence, batch.sequence);
    EXPECT_EQ(answered(table, batch, status::ok, {0, 0, 0}).ended.size(), 3U);
}

TEST(RequestTable, DropsAnswersWithoutTheirDetail) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto one = pumped(table).at(0);

    EXPECT_TRUE(answered(table, one, status::pending, {1}).ended.empty());
    EXPECT_TRUE(answered(table, one, status::bad_parameter).ended.empty());

    EXPECT_EQ(table.malformed_answers(), 2U);
}

TEST(RequestTable, DropsAndCountsAnswersThatFitNothing) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto one = pumped(table).at(0);
    auto other_code = one, other_generation = one, other_slot = one;
    other_code.code = opcode::ring;
    other_generation.sequence = protocol::next_in_slot(one.sequence);
    other_slot.sequence = protocol::make_sequence(5, 1);

    EXPECT_TRUE(answered(table, other_code).ended.empty());
    EXPECT_TRUE(answered(table, other_generation).ended.empty());
    EXPECT_TRUE(answered(table, other_slot).ended.empty());
    EXPECT_EQ(answered(table, one).ended.size(), 1U);
    EXPECT_TRUE(answered(table, one).ended.empty());

    EXPECT_EQ(table.late_answers(), 4U);
}

TEST(RequestTable, SaysWhenTheSessionIsRefusedAndKeepsTheRequest) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto one = pumped(table).at(0);

    const auto out = answered(table, one, status::bad_session);

    EXPECT_TRUE(out.session_refused);
    EXPECT_TRUE(out.ended.empty());
    EXPECT_EQ(table.size(), 1U);
}

TEST(RequestTable, RepeatsUnderTheSameNumberThenGivesUpWithAnOrphan) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto one = pumped(table).at(0);
    table_output out;

    for (int i = 1; i <= 2; ++i) {
        table.on_time(start + i * 500ms, out);
        const auto again = sent(table, out, start + i * 500ms);
        ASSERT_EQ(again.size(), 1U);
        EXPECT_EQ(again[0].sequence, one.sequence);
        EXPECT_EQ(again[0].control, protocol::retry_flag);
    }
    table.on_time(start + 1500ms, out);

    ASSERT_EQ(out.ended.size(), 1U);
    EXPECT_EQ(out.ended[0].result.error, errc::timed_out);
    ASSERT_EQ(out.orphans.size(), 1U);
    EXPECT_EQ(out.orphans[0].sequence, one.sequence);
    EXPECT_TRUE(out.orphans[0].silent);
    EXPECT_EQ(out.orphans[0].what, (touched{true, false, false}));
    EXPECT_EQ(table.repetitions_sent(), 2U);
    EXPECT_EQ(table.requests_sent(), 1U);
    EXPECT_EQ(table.size(), 0U);
}

TEST(RequestTable, MarksTheEndOfWhatWasRepeated) {
    auto table = opened();
    table.submit(lamp(1, 0));
    const auto one = pumped(table).at(0);
    table_output out;
    table.on_time(start + 500ms, out);

    const auto ended = answered(table, one).ended;

    ASSERT_EQ(ended.size(), 1U);
    EXPECT_TRUE(ended[0].repeated);
}

TEST(RequestTable, SaysWhenTheTransportIsStuck) {
    auto table = opened();
    table.submit(lamp(1, 0));
    table_output out;
    table.pump(start, out);

    table.on_time(start + 2s, out);

    EXPECT_TRUE(out.stuck);
    EXPECT_EQ(out.ended.size(), 1U);
}

TEST(RequestTable, CarriesSettingsAndWhatWaitedToTheNextSessionInOrder) {
    auto table = opened(2, false);
    table.submit(lamp(1, 0));
    table.submit(vendor(2));
    table.submit(vendor(3));
    table.submit(lamp(4, 0, lamp_mode::off));
    EXPECT_EQ(pumped(table).size(), 2U);
    table_output out;

    const auto carried = table.suspend(errc::session_lost, out);

    ASSERT_EQ(carried.size(), 3U);
    EXPECT_EQ(carried[0].id, 1U);
    EXPECT_EQ(carried[1].id, 3U);
    EXPECT_EQ(carried[2].id, 4U);
    ASSERT_EQ(out.ended.size(), 1U) << "VENDOR is never repeated in a new session (§8.8)";
    EXPECT_EQ(out.ended[0].id, 2U);
    EXPECT_EQ(out.ended[0].result.error, errc::session_lost);
    EXPECT_EQ(table.size(), 0U);
}

// Perhaps it is this setting that brings the device down.
TEST(RequestTable, DoesNotTryASettingInSessionAfterSession) {
    auto table = opened();
    table.submit(lamp(1, 0));
    table_output out;
    int sessions = 0;
    while (out.ended.empty()) {
        ASSERT_LT(++sessions, 10);
        EXPECT_EQ(pumped(table).size(), 1U);
        for (auto& one : table.suspend(errc::session_lost, out)) table.submit(std::move(one));
        table.open({session, 8, 128, true});
    }
    EXPECT_EQ(sessions, 3);
    EXPECT_EQ(out.ended[0].result.error, errc::session_lost);
}

TEST(RequestTable, AbandonsAtOnceButKeepsTheControlTakenUntilTheAnswer) {
    auto table = opened();
    table.submit(lamp(1, 0));
    table.submit(lamp(2, 0, lamp_mode::off));
    const auto one = pumped(table).at(0);
    table_output out;

    table.abandon([](std::uint64_t) { return true; }, errc::cancelled, out);

    EXPECT_EQ(out.ended.size(), 2U);
    ASSERT_EQ(out.orphans.size(), 1U);
    EXPECT_EQ(out.orphans[0].sequence, one.sequence);
    EXPECT_FALSE(out.orphans[0].silent);
    table.submit(lamp(3, 0, lamp_mode::wink));
    EXPECT_TRUE(pumped(table).empty());
    auto late = answered(table, one, status::cancelled);
    EXPECT_TRUE(late.ended.empty());
    EXPECT_EQ(sent(table, late).size(), 1U);
}

TEST(RequestTable, AbandonsOnlyWhatIsMeant) {
    auto table = opened(1);
    for (std::uint8_t i = 0; i < 4; ++i) table.submit(lamp(i + 1U, i));
    const auto batch = pumped(table).at(0);
    table_output out;

    table.abandon([](std::uint64_t id) { return id == 2; }, errc::cancelled, out);

    ASSERT_EQ(out.ended.size(), 1U);
    EXPECT_TRUE(out.orphans.empty()) << "others still wait for the batch";
    EXPECT_EQ(answered(table, batch, status::ok, {0, 0, 0, 0}).ended.size(), 3U);
}

TEST(RequestTable, DoesNotSendAgainWhatNobodyWaitsFor) {
    auto table = opened();
    table.submit(lamp(1, 0));
    (void)pumped(table);
    table_output out;
    table.abandon([](std::uint64_t) { return true; }, errc::cancelled, out);

    table.on_time(start + 500ms, out);

    EXPECT_TRUE(out.writes.empty());
    EXPECT_EQ(table.size(), 0U);
}

TEST(RequestTable, DoesNotSendAnewWhatNobodyWaitsFor) {
    auto before = opened(), after = opened();
    const auto all = [](std::uint64_t) { return true; };
    table_output out;

    before.submit(lamp(1, 0));
    (void)answered(before, pumped(before).at(0), status::busy, {20, 0});
    before.abandon(all, errc::cancelled, out);
    EXPECT_TRUE(out.orphans.empty()) << "the device does not have it";
    EXPECT_EQ(before.size(), 0U);

    after.submit(lamp(1, 0));
    const auto one = pumped(after).at(0);
    after.abandon(all, errc::cancelled, out);
    (void)answered(after, one, status::busy, {20, 0});
    EXPECT_EQ(after.size(), 0U);
    EXPECT_EQ(after.deadline(), std::nullopt);
}

TEST(RequestTable, RefusesWhatIsLongerThanTheSessionsMessages) {
    auto table = opened();
    table.submit(vendor(1, 129));
    table.submit(vendor(2, 128));
    table_output out;

    table.pump(start, out);

    ASSERT_EQ(out.ended.size(), 1U);
    EXPECT_EQ(out.ended[0].id, 1U);
    EXPECT_EQ(out.ended[0].result.error, errc::too_large);
    EXPECT_EQ(out.writes.size(), 1U);
}

TEST(RequestTable, EndsEverythingAndFreesTheSlots) {
    auto table = opened(1);
    table.submit(lamp(1, 0));
    table.submit(lamp(2, 0));
    (void)pumped(table);
    table_output out;

    table.fail_all(errc::link_lost, out);

    EXPECT_EQ(out.ended.size(), 2U);
    EXPECT_EQ(table.size(), 0U);
    EXPECT_EQ(table.deadline(), std::nullopt);
}

TEST(RequestTable, RepeatsTheOldestAsASignOfLife) {
    auto table = opened(1);
    table.submit(vendor(1));
    const auto one = pumped(table).at(0);
    (void)answered(table, one, status::pending, {0xFF, 0x7F});
    table_output out;

    table.repeat_oldest(out);

    const auto again = sent(table, out);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].sequence, one.sequence);
    EXPECT_EQ(answered(table, one).ended.size(), 1U);
}
