#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class Completion : public host_fixture {
protected:
    void expect_one_reply(LONG request, LONG result) {
        const auto replies = messages();
        ASSERT_EQ(replies.size(), 1U);
        EXPECT_EQ(replies[0].id, PHONE_REPLY);
        EXPECT_EQ(replies[0].parameter1, static_cast<DWORD_PTR>(request));
        EXPECT_EQ(result_of(replies[0]), result);
    }
};

TEST_F(Completion, RepliesWithTheRequestIdAndTheResult) {
    start();
    keep_operations_outstanding();
    const HPHONE phone = open_owner();
    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);
    EXPECT_TRUE(messages().empty());

    fake_.complete(static_cast<DRV_REQUESTID>(request), error(PHONEERR_INVALBUTTONLAMPID));

    expect_one_reply(request, error(PHONEERR_INVALBUTTONLAMPID));
}

// TSPI: ASYNC_COMPLETION: it may come inside the call; PHONE_REPLY comes after the return.
TEST_F(Completion, HoldsAReplyUntilTheFunctionHasReturned) {
    start();
    std::vector<message> seen_inside;
    fake_.set().on_operation = [&](const fake::operation& what) {
        fake_.complete(what.request, 0);
        seen_inside = messages();
        return static_cast<LONG>(what.request);
    };
    const HPHONE phone = open_owner();

    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);

    EXPECT_TRUE(seen_inside.empty());
    expect_one_reply(request, 0);
}

TEST_F(Completion, TakesACompletionFromAnotherThreadInsideTheCall) {
    start();
    fake_.set().on_operation = [&](const fake::operation& what) {
        std::thread([&] { fake_.complete(what.request, 0); }).join();
        return static_cast<LONG>(what.request);
    };
    const HPHONE phone = open_owner();

    const LONG request = host_->phone_set_ring(phone, 1, 2);

    expect_one_reply(request, 0);
}

TEST_F(Completion, GivesTheTimeAtWhichTheProviderCalledBack) {
    start();
    keep_operations_outstanding();
    const HPHONE phone = open_owner();
    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);
    const auto before = std::chrono::steady_clock::now();
    fake_.complete(static_cast<DRV_REQUESTID>(request), 0);
    const auto after = std::chrono::steady_clock::now();

    const auto replies = messages();

    ASSERT_EQ(replies.size(), 1U);
    EXPECT_GE(replies[0].when, before);
    EXPECT_LE(replies[0].when, after);
}

TEST_F(Completion, IgnoresAndCountsASecondCompletion) {
    start();
    keep_operations_outstanding();
    const HPHONE phone = open_owner();
    const auto request =
        static_cast<DRV_REQUESTID>(host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY));

    fake_.complete(request, 0);
    fake_.complete(request, error(PHONEERR_NOMEM));

    expect_one_reply(static_cast<LONG>(request), 0);
    EXPECT_EQ(host_->counters().duplicate_completions, 1U);
    EXPECT_EQ(log().size(), 1U);
}

TEST_F(Completion, IgnoresASecondCompletionInsideTheCall) {
    start();
    fake_.set().on_operation = [&](const fake::operation& what) {
        fake_.complete(what.request, 0);
        fake_.complete(what.request, error(PHONEERR_NOMEM));
        return static_cast<LONG>(what.request);
    };
    const HPHONE phone = open_owner();

    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);

    expect_one_reply(request, 0);
    EXPECT_EQ(host_->counters().duplicate_completions, 1U);
}

TEST_F(Completion, IgnoresAndCountsRequestIdsItNeverGaveOut) {
    start();
    open_owner();

    for (const DRV_REQUESTID unknown : {0U, 4711U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        fake_.complete(unknown, 0);
    }

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->counters().unknown_completions, 4U);
    EXPECT_EQ(log().size(), 4U);
}

// TSPI: synchronous and asynchronous model: a negative return is the end.
TEST_F(Completion, GivesARefusalToTheCallerWithoutAReply) {
    start();
    fake_.set().on_operation = [&](const fake::operation&) {
        return error(PHONEERR_INVALPHONESTATE);
    };
    const HPHONE phone = open_owner();

    EXPECT_EQ(host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY),
              error(PHONEERR_INVALPHONESTATE));

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->outstanding_requests(), 0U);
}

TEST_F(Completion, CountsACompletionOfARefusedOperation) {
    start();
    fake_.set().on_operation = [&](const fake::operation& what) {
        fake_.complete(what.request, 0);
        return error(PHONEERR_INVALPHONESTATE);
    };
    const HPHONE phone = open_owner();

    EXPECT_EQ(host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY),
              error(PHONEERR_INVALPHONESTATE));

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->counters().completions_after_error, 1U);
}

TEST_F(Completion, TakesAnyOtherReturnForAFailure) {
    start();
    const HPHONE phone = open_owner();
    for (const LONG returned : {0, 0x7FFFFFFF}) {
        SCOPED_TRACE(returned);
        fake_.set().on_operation = [&](const fake::operation&) { return returned; };

        EXPECT_EQ(host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY),
                  error(PHONEERR_OPERATIONFAILED));
    }
    EXPECT_EQ(host_->counters().wrong_returns, 2U);
    EXPECT_EQ(host_->outstanding_requests(), 0U);
}

TEST_F(Completion, TakesAPositiveResultForAFailure) {
    start();
    keep_operations_outstanding();
    const HPHONE phone = open_owner();
    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);

    fake_.complete(static_cast<DRV_REQUESTID>(request), 5);

    expect_one_reply(request, error(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(host_->counters().positive_results, 1U);
}

TEST_F(Completion, GoesToTheApplicationThatAskedOnly) {
    start();
    const HPHONEAPP other = new_application(u"second");
    const HPHONE phone = open(other, PHONEPRIVILEGE_OWNER);
    open_monitor();

    EXPECT_GT(host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY), 0);

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(messages(other).size(), 1U);
}

// TSPI: DRV_REQUESTID: 1 to 0x7FFFFFFF, and no number of one that is outstanding.
TEST_F(Completion, NumbersRequestsFromOneAgainAfterTheHighestNumber) {
    start({.first_request = 0x7FFFFFFF});
    keep_operations_outstanding();
    const HPHONE phone = open_owner();

    EXPECT_EQ(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF), 0x7FFFFFFF);
    EXPECT_EQ(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF), 1);
}

TEST_F(Completion, EveryOperationReachesItsFunctionWithItsArguments) {
    start();
    const HPHONE phone = open_owner();
    std::byte block[] = {std::byte{1}, std::byte{2}};
    PHONEBUTTONINFO info{};
    info.dwTotalSize = sizeof(info);

    EXPECT_EQ(host_->phone_dev_specific(phone, block, 2), 1);
    EXPECT_EQ(fake_.last_operation().bytes, std::vector(std::begin(block), std::end(block)));
    EXPECT_EQ(host_->phone_set_button_info(phone, 12, &info), 2);
    EXPECT_EQ(fake_.last_operation().bytes.size(), sizeof(info));
    EXPECT_EQ(host_->phone_set_data(phone, 9, block, 2), 3);
    EXPECT_EQ(fake_.last_operation().bytes, std::vector(std::begin(block), std::end(block)));
    EXPECT_EQ(host_->phone_set_display(phone, 1, 23, u"ab"), 4);
    EXPECT_EQ(fake_.last_operation().bytes.size(), 4U);  // bytes, not characters
    EXPECT_EQ(host_->phone_set_gain(phone, PHONEHOOKSWITCHDEV_HEADSET, 17), 5);
    EXPECT_EQ(host_->phone_set_hook_switch(phone, 3, PHONEHOOKSWITCHMODE_MIC), 6);
    EXPECT_EQ(host_->phone_set_lamp(phone, 5, PHONELAMPMODE_WINK), 7);
    EXPECT_EQ(host_->phone_set_ring(phone, 2, 18), 8);
    EXPECT_EQ(host_->phone_set_volume(phone, PHONEHOOKSWITCHDEV_SPEAKER, 19), 9);

    const std::vector<std::string> expected = {"phoneDevSpecific(1)",
                                               "phoneSetButtonInfo(2,12)",
                                               "phoneSetData(3,9)",
                                               "phoneSetDisplay(4,1,23)",
                                               "phoneSetGain(5,4,17)",
                                               "phoneSetHookSwitch(6,3,2)",
                                               "phoneSetLamp(7,5,8)",
                                               "phoneSetRing(8,2,18)",
                                               "phoneSetVolume(9,2,19)"};
    const auto calls = fake_.calls();
    EXPECT_EQ(std::vector(calls.end() - 9, calls.end()), expected);
    EXPECT_EQ(messages().size(), 9U);
}

// TSan's food: operations, completions on threads of their own, opens and closes at once.
TEST_F(Completion, EveryAcceptedOperationGetsOneReplyWithManyThreadsAtWork) {
    constexpr int each_thread = 300;
    start();
    std::vector<std::thread> completers;
    std::mutex completers_mutex;
    fake_.set().on_operation = [&](const fake::operation& what) {
        const std::lock_guard lock(completers_mutex);
        completers.emplace_back([this, id = what.request] { fake_.complete(id, 0); });
        return static_cast<LONG>(what.request);
    };
    const HPHONE owner = open_owner();
    const HPHONEAPP other = new_application(u"second");
    std::atomic<int> accepted{0};
    const auto set_lamps = [&] {
        for (int i = 0; i < each_thread; ++i) {
            if (host_->phone_set_lamp(owner, 0, PHONELAMPMODE_OFF) > 0) ++accepted;
        }
    };

    std::thread first(set_lamps);
    std::thread second(set_lamps);
    std::thread opener([&] {
        for (int i = 0; i < each_thread; ++i) {
            const HPHONE phone = open(other, PHONEPRIVILEGE_MONITOR);
            EXPECT_EQ(host_->phone_set_status_messages(phone, all_status_masks), 0);
            fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 1, 0);
            EXPECT_EQ(host_->phone_close(phone), 0);
        }
    });
    for (std::thread* each : {&first, &second, &opener}) each->join();
    for (std::thread& each : completers) each.join();

    EXPECT_EQ(accepted, 2 * each_thread);
    EXPECT_EQ(messages().size(), static_cast<std::size_t>(2 * each_thread));
    EXPECT_EQ(host_->outstanding_requests(), 0U);
    EXPECT_EQ(host_->counters().duplicate_completions, 0U);
}

// The last close races with operations of other threads: each ends, none outlives the close.
TEST_F(Completion, NothingIsOutstandingAfterACloseThatRacesWithOperations) {
    start();
    keep_operations_outstanding();
    for (int round = 0; round < 50; ++round) {
        const HPHONE phone = open_owner();
        std::thread busy([&] {
            while (host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF) > 0) {
            }
        });
        EXPECT_EQ(host_->phone_close(phone), 0);
        busy.join();
        EXPECT_EQ(host_->outstanding_requests(), 0U);
        EXPECT_TRUE(fake_.outstanding().empty());
    }
    EXPECT_EQ(host_->counters().abandoned_requests, 0U);
}

}  // namespace
}  // namespace offhook::tapi
