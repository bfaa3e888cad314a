#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class OpenClose : public host_fixture {};

// TSPI: TSPI_phoneOpen: one open a device.
TEST_F(OpenClose, OpensAtTheProviderForTheFirstHandleOnly) {
    start();

    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();

    EXPECT_NE(first, second);
    EXPECT_EQ(fake_.count("phoneOpen"), 1U);
}

TEST_F(OpenClose, AllowsOneOwnerAndManyMonitors) {
    start();
    open_owner();
    open_monitor();
    open_monitor();
    const HPHONEAPP other = new_application(u"second");
    HPHONE phone = 0;

    EXPECT_EQ(host_->phone_open(other, 0, {.privilege = PHONEPRIVILEGE_OWNER}, &phone),
              error(PHONEERR_INUSE));
    EXPECT_EQ(host_->phone_open(other, 0, {.privilege = PHONEPRIVILEGE_MONITOR}, &phone), 0);
}

TEST_F(OpenClose, LetsAnotherOwnTheePhoneAfterTheOwnerClosed) {
    start();
    const HPHONE owner = open_owner();
    open_monitor();

    EXPECT_EQ(host_->phone_close(owner), 0);

    EXPECT_NE(open_owner(), 0U);
}

// TAPI: phoneClose: not the only holder: the provider hears nothing, its operations stay active.
TEST_F(OpenClose, LeavesTheProviderUntouchedWhenOneOfTwoCloses) {
    start();
    keep_operations_outstanding();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();
    const LONG request = host_->phone_set_lamp(first, 3, PHONELAMPMODE_STEADY);
    ASSERT_GT(request, 0);

    EXPECT_EQ(host_->phone_close(first), 0);

    EXPECT_EQ(fake_.count("phoneClose"), 0U);
    EXPECT_EQ(host_->outstanding_requests(), 1U);
    EXPECT_EQ(fake_.outstanding().size(), 1U);
    DWORD mode = 0;
    EXPECT_EQ(host_->phone_get_lamp(second, 3, &mode), 0);
}

TEST_F(OpenClose, SwallowsTheReplyOfAClosedHandle) {
    start();
    keep_operations_outstanding();
    const HPHONE first = open_owner();
    open_monitor();
    const LONG request = host_->phone_set_lamp(first, 3, PHONELAMPMODE_STEADY);
    EXPECT_EQ(host_->phone_close(first), 0);

    fake_.complete(static_cast<DRV_REQUESTID>(request), 0);

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->counters().suppressed_replies, 1U);
    EXPECT_EQ(host_->outstanding_requests(), 0U);
    EXPECT_EQ(host_->counters().unknown_completions, 0U);
}

TEST_F(OpenClose, KeepsTheRepliesOfTheHandleThatStaysOpen) {
    start();
    keep_operations_outstanding();
    const HPHONE owner = open_owner();
    const HPHONE monitor = open_monitor();
    const LONG request = host_->phone_set_lamp(owner, 3, PHONELAMPMODE_STEADY);

    EXPECT_EQ(host_->phone_close(monitor), 0);
    fake_.complete(static_cast<DRV_REQUESTID>(request), 0);

    ASSERT_EQ(messages().size(), 1U);
    EXPECT_EQ(host_->counters().suppressed_replies, 0U);
}

// TSPI: TSPI_phoneClose: everything outstanding is completed before it returns.
TEST_F(OpenClose, EndsEveryOperationWhenTheLastHandleCloses) {
    start();
    keep_operations_outstanding();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();
    EXPECT_GT(host_->phone_set_lamp(first, 3, PHONELAMPMODE_STEADY), 0);
    EXPECT_GT(host_->phone_set_volume(first, PHONEHOOKSWITCHDEV_HANDSET, 1), 0);
    EXPECT_EQ(host_->phone_close(first), 0);

    EXPECT_EQ(host_->phone_close(second), 0);

    EXPECT_EQ(fake_.count("phoneClose"), 1U);
    EXPECT_EQ(host_->outstanding_requests(), 0U);
    EXPECT_TRUE(fake_.outstanding().empty());
    EXPECT_EQ(host_->counters().suppressed_replies, 2U);
    EXPECT_EQ(host_->counters().abandoned_requests, 0U);
}

TEST_F(OpenClose, EndsOperationsWhichTheProviderForgotAndSaysSo) {
    start();
    keep_operations_outstanding();
    fake_.set().on_close = [](HDRVPHONE) {};
    const HPHONE phone = open_owner();
    const LONG request = host_->phone_set_lamp(phone, 3, PHONELAMPMODE_STEADY);

    EXPECT_EQ(host_->phone_close(phone), 0);

    EXPECT_EQ(host_->outstanding_requests(), 0U);
    EXPECT_EQ(host_->counters().abandoned_requests, 1U);
    ASSERT_EQ(log().size(), 1U);
    EXPECT_NE(log()[0].find("1 operations outstanding"), std::string::npos);
    // When it comes after all it is too late, and harmless.
    fake_.complete(static_cast<DRV_REQUESTID>(request), 0);
    EXPECT_EQ(host_->counters().duplicate_completions, 1U);
}

TEST_F(OpenClose, ClosesWhatAnApplicationLeftOpen) {
    start();
    const HPHONEAPP other = new_application(u"second");
    const HPHONE left_open = open(other, PHONEPRIVILEGE_OWNER);

    EXPECT_EQ(host_->phone_shutdown(other), 0);

    EXPECT_EQ(fake_.count("phoneClose"), 1U);
    DWORD mode = 0;
    EXPECT_EQ(host_->phone_get_lamp(left_open, 0, &mode), error(PHONEERR_INVALPHONEHANDLE));
}

TEST_F(OpenClose, ClosesPhonesBeforeTheProviderShutsDown) {
    start();
    open_owner();

    host_.reset();

    const auto calls = fake_.calls();
    ASSERT_GE(calls.size(), 2U);
    EXPECT_TRUE(calls[calls.size() - 2].starts_with("phoneClose"));
    EXPECT_TRUE(calls.back().starts_with("providerShutdown"));
}

TEST_F(OpenClose, OpensAgainAfterTheLastClose) {
    start();
    EXPECT_EQ(host_->phone_close(open_owner()), 0);

    EXPECT_NE(open_owner(), 0U);

    EXPECT_EQ(fake_.count("phoneOpen"), 2U);
}

TEST_F(OpenClose, NamesTheOwnersAndMonitorsToWhoWantsToKnow) {
    start();
    const HPHONE watcher = open_monitor();
    EXPECT_EQ(host_->phone_set_status_messages(watcher,
                                               {.states = PHONESTATE_OWNER | PHONESTATE_MONITORS}),
              0);

    const HPHONE owner = open_owner();
    const HPHONE monitor = open_monitor();
    EXPECT_EQ(host_->phone_close(owner), 0);
    EXPECT_EQ(host_->phone_close(monitor), 0);

    const auto news = messages();
    ASSERT_EQ(news.size(), 4U);
    const std::pair<DWORD_PTR, DWORD_PTR> expected[] = {{PHONESTATE_OWNER, 1},
                                                        {PHONESTATE_MONITORS, 2},
                                                        {PHONESTATE_OWNER, 0},
                                                        {PHONESTATE_MONITORS, 1}};
    for (std::size_t i = 0; i < 4; ++i) {
        SCOPED_TRACE(i);
        EXPECT_EQ(news[i].phone, watcher);
        EXPECT_EQ(news[i].id, PHONE_STATE);
        EXPECT_EQ(std::pair(news[i].parameter1, news[i].parameter2), expected[i]);
    }
}

TEST_F(OpenClose, PassesTheErrorOfTheProviderOn) {
    fake_.set().open_result = error(PHONEERR_RESOURCEUNAVAIL);
    start();
    HPHONE phone = 0;

    EXPECT_EQ(host_->phone_open(app_, 0, {}, &phone), error(PHONEERR_RESOURCEUNAVAIL));

    fake_.set().open_result = 0;
    EXPECT_EQ(host_->phone_open(app_, 0, {}, &phone), 0);  // nothing was left half open
}

TEST_F(OpenClose, DistrustsAnOpenWithoutAHandle) {
    fake_.set().open_without_handle = true;
    start();
    HPHONE phone = 0;

    EXPECT_EQ(host_->phone_open(app_, 0, {}, &phone), error(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(log().size(), 1U);
}

// TSPI: TSPI_phoneSelectExtVersion
TEST_F(OpenClose, SelectsAnExtensionVersionWithItsFirstHandleAndCancelsItWithTheLast) {
    start();
    open_monitor();
    HPHONE first = 0;
    HPHONE second = 0;
    HPHONE third = 0;
    ASSERT_EQ(host_->phone_open(app_, 0, {.ext_version = 7}, &first), 0);
    ASSERT_EQ(host_->phone_open(app_, 0, {.ext_version = 7}, &second), 0);
    EXPECT_EQ(host_->phone_open(app_, 0, {.ext_version = 8}, &third),
              error(PHONEERR_INCOMPATIBLEEXTVERSION));
    EXPECT_EQ(fake_.count("phoneSelectExtVersion(0,7)"), 1U);

    EXPECT_EQ(host_->phone_close(first), 0);
    EXPECT_EQ(fake_.count("phoneSelectExtVersion(0,0)"), 0U);
    EXPECT_EQ(host_->phone_close(second), 0);

    EXPECT_EQ(fake_.count("phoneSelectExtVersion(0,0)"), 1U);
}

TEST_F(OpenClose, EndsAWaitForMessagesWhenTheApplicationShutsDown) {
    start();
    const HPHONEAPP other = new_application(u"second");
    LONG result = 0;
    std::thread waiting([&] {
        message news;
        result = host_->phone_get_message(other, &news, wait_forever);
    });

    EXPECT_EQ(host_->phone_shutdown(other), 0);
    waiting.join();

    EXPECT_EQ(result, error(PHONEERR_INVALAPPHANDLE));
}

}  // namespace
}  // namespace offhook::tapi
