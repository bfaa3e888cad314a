#include "driver/engine/exchange_fsm.hpp"

#include <gtest/gtest.h>

using namespace offhook::engine;
using namespace std::chrono_literals;
using offhook::protocol::opcode;
using offhook::protocol::status;
using action = exchange_fsm::action;
using ending = exchange_fsm::ending;

namespace {

constexpr time_point start{1h};

exchange_fsm started(const request_timing& times, const timing& common = {}) {
    exchange_fsm fsm(times, common);
    EXPECT_EQ(fsm.start(start), action::send);
    return fsm;
}

exchange_fsm written(const request_timing& times, const timing& common = {}) {
    auto fsm = started(times, common);
    EXPECT_EQ(fsm.on_written(start), action::wait);
    return fsm;
}

}  // namespace

// It is no answer of the slot: perhaps only a copy of a part was wrong (firmware-protocol.md §4).
TEST(ExchangeFsm, SendsAgainWhatTheDeviceDidNotGetWhole) {
    auto fsm = written(timing().setting);

    for (int i = 0; i < timing().setting.repetitions; ++i) {
        EXPECT_EQ(fsm.on_response(start, status::bad_part, 0), action::send_again);
        EXPECT_EQ(fsm.on_written(start), action::wait);
    }
    EXPECT_EQ(fsm.on_response(start, status::bad_part, 0), action::end);
    EXPECT_EQ(fsm.ended_by(), ending::answered);
}

// Every row of firmware-protocol.md §12, in perfect silence.
TEST(ExchangeFsm, RepeatsAndGivesUpAsTheTableOfTheDocumentSays) {
    struct row {
        opcode code;
        std::chrono::milliseconds first_sign;
        int repetitions;
        std::chrono::milliseconds total;
    };
    using enum opcode;
    const row rows[] = {
        {hello, 1000ms, 1, 2s},      {ping, 1000ms, 1, 2s},      {cancel, 1000ms, 1, 2s},
        {bye, 1000ms, 1, 2s},        {lamp, 500ms, 2, 2s},       {ring, 500ms, 2, 2s},
        {hook, 500ms, 2, 2s},        {volume, 500ms, 2, 2s},     {gain, 500ms, 2, 2s},
        {set_button, 500ms, 2, 2s},  {batch, 500ms, 2, 2s},      {display, 1000ms, 2, 4s},
        {vendor, 1000ms, 2, 4s},     {get_info, 1000ms, 2, 4s},  {get_state, 1000ms, 2, 4s},
        {get_button, 1000ms, 2, 4s}, {ul_read, 1000ms, 2, 4s},   {dl_data, 1000ms, 2, 4s},
        {dl_abort, 1000ms, 2, 4s},   {dl_begin, 5000ms, 1, 12s}, {dl_end, 5000ms, 1, 12s},
    };
    const timing times;
    for (const auto& row : rows) {
        SCOPED_TRACE(name_of(row.code));
        EXPECT_EQ(times.of(row.code).total, row.total);
        auto fsm = written(times.of(row.code));
        auto now = start;
        for (int i = 0; i < row.repetitions; ++i) {
            EXPECT_EQ(fsm.deadline(), now + row.first_sign);
            EXPECT_EQ(fsm.on_time(now + row.first_sign - 1ms), action::wait);
            now += row.first_sign;
            EXPECT_EQ(fsm.on_time(now), action::send_again);
            EXPECT_EQ(fsm.on_written(now), action::wait);
        }
        now += row.first_sign;
        EXPECT_EQ(fsm.on_time(now), action::end);
        EXPECT_EQ(fsm.ended_by(), ending::timed_out);
        EXPECT_EQ(fsm.deadline(), std::nullopt);
    }
}

TEST(ExchangeFsm, EndsWithTheAnswer) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start + 5ms, status::ok, 0), action::end);
    EXPECT_EQ(fsm.ended_by(), ending::answered);
    EXPECT_EQ(fsm.on_response(start + 6ms, status::ok, 0), action::wait);
}

TEST(ExchangeFsm, TakesAnAnswerThatIsQuickerThanTheTransport) {
    auto fsm = started(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::ok, 0), action::end);
    EXPECT_EQ(fsm.on_written(start + 1ms), action::wait);
    EXPECT_EQ(fsm.deadline(), std::nullopt);
}

TEST(ExchangeFsm, MeasuresFromTheMomentWhenTheTransportTookIt) {
    auto fsm = started(timing().setting);

    EXPECT_EQ(fsm.on_written(start + 900ms), action::wait);

    EXPECT_EQ(fsm.deadline(), start + 900ms + 500ms);
}

TEST(ExchangeFsm, IsStuckWhenTheTransportDoesNotTakeIt) {
    auto fsm = started(timing().setting);

    EXPECT_EQ(fsm.on_time(start + 1999ms), action::wait);
    EXPECT_EQ(fsm.on_time(start + 2000ms), action::end);
    EXPECT_EQ(fsm.ended_by(), ending::stuck);
}

TEST(ExchangeFsm, HoldsOffWhenTheDeviceIsBusyThenSendsAnew) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::busy, 1), action::wait);
    EXPECT_TRUE(fsm.is_holding_off());
    EXPECT_EQ(fsm.deadline(), start + 10ms);  // at least 10 ms (§12.2)
    EXPECT_EQ(fsm.on_time(start + 10ms), action::send_anew);
    EXPECT_EQ(fsm.on_written(start + 10ms), action::wait);
    EXPECT_EQ(fsm.on_time(start + 510ms), action::send_again) << "BUSY counts as no repetition";
}

TEST(ExchangeFsm, IgnoresADoubledBusyAndLateNewsOfTheOldNumber) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::busy, 100), action::wait);
    EXPECT_EQ(fsm.on_response(start + 50ms, status::busy, 100), action::wait);
    EXPECT_EQ(fsm.on_response(start + 60ms, status::pending, 900), action::wait);
    EXPECT_EQ(fsm.deadline(), start + 100ms);
}

TEST(ExchangeFsm, EndsWithBusyWhenTheTimeInAllDoesNotReachBeyondTheWait) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::busy, 2000), action::end);
    EXPECT_EQ(fsm.ended_by(), ending::answered);
}

TEST(ExchangeFsm, IsBusyNoLongerThanTheTimeInAll) {
    auto fsm = written(timing().setting);
    auto now = start;

    while (fsm.on_response(now, status::busy, 90) == action::wait) {
        now += 90ms;
        ASSERT_EQ(fsm.on_time(now), action::send_anew);
        ASSERT_EQ(fsm.on_written(now), action::wait);
        ASSERT_LT(now, start + 2s);
    }
    EXPECT_EQ(fsm.ended_by(), ending::answered);
}

TEST(ExchangeFsm, AllowsAQuarterSecondBeyondWhatPendingNames) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::pending, 3000), action::wait);
    EXPECT_EQ(fsm.deadline(), start + 3250ms);
}

TEST(ExchangeFsm, AsksOnceMoreWhenThePromisedSignDoesNotCome) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::pending, 3000), action::wait);
    EXPECT_EQ(fsm.on_time(start + 3250ms), action::send_again);
    EXPECT_EQ(fsm.on_written(start + 3250ms), action::wait);
    EXPECT_EQ(fsm.on_response(start + 3260ms, status::ok, 0), action::end);
}

TEST(ExchangeFsm, EndsAfterThirtySecondsOfPending) {
    auto fsm = written(timing().setting);
    auto now = start;
    auto what = action::wait;

    for (; what != action::end; now += 100ms) {
        ASSERT_LE(now, start + 30s);
        EXPECT_EQ(fsm.on_response(now, status::pending, 1000), action::wait);
        what = fsm.on_time(now + 99ms);
        if (now + 100ms == start + 30s) what = fsm.on_time(now + 100ms);
    }
    EXPECT_EQ(now, start + 30s);
    EXPECT_EQ(fsm.ended_by(), ending::timed_out);
}

TEST(ExchangeFsm, DoesNotWaitLongerThanThirtySecondsForOnePromise) {
    auto fsm = written(timing().setting);

    EXPECT_EQ(fsm.on_response(start, status::pending, 65535), action::wait);
    EXPECT_EQ(fsm.on_time(start + 29999ms), action::wait);
    EXPECT_EQ(fsm.on_time(start + 30s), action::end);
    EXPECT_EQ(fsm.ended_by(), ending::timed_out);
}

TEST(ExchangeFsm, WantsNoTimeBeforeItIsStarted) {
    exchange_fsm fsm(timing().setting, timing());

    EXPECT_EQ(fsm.deadline(), std::nullopt);
    EXPECT_EQ(fsm.on_time(start), action::wait);
    EXPECT_EQ(fsm.on_response(start, status::ok, 0), action::wait);
}
