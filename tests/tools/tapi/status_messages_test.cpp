#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class StatusMessages : public host_fixture {};

std::vector<HPHONE> receivers(const std::vector<message>& news) {
    std::vector<HPHONE> phones;
    for (const message& each : news) phones.push_back(each.phone);
    return phones;
}

// TSPI: TSPI_phoneSetStatusMessages: the union of what all applications want.
TEST_F(StatusMessages, ForwardsTheUnionOfAllHandles) {
    start();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();

    EXPECT_EQ(host_->phone_set_status_messages(first, {PHONESTATE_LAMP, 0, 0}), 0);
    EXPECT_EQ(host_->phone_set_status_messages(
                  second, {PHONESTATE_DISPLAY, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN}),
              0);

    EXPECT_EQ(fake_.count("phoneSetStatusMessages(0,64,0,0)"), 1U);
    EXPECT_EQ(fake_.count("phoneSetStatusMessages(0,96,8,2)"), 1U);
}

// TSPI: TSPI_phoneSetStatusMessages: in force for what the provider sends from now on.
TEST_F(StatusMessages, LosesNothingThatIsSentAtOnce) {
    start();
    const HPHONE phone = open_owner();
    fake_.set().on_status_messages = [this] { fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 7, 0); };

    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}), 0);

    EXPECT_EQ(receivers(messages()), std::vector<HPHONE>{phone});
}

TEST_F(StatusMessages, KeepsTheMasksWhenTheProviderRefuses) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}), 0);
    fake_.set().query_result = error(PHONEERR_OPERATIONFAILED);

    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_DISPLAY, 0, 0}),
              error(PHONEERR_OPERATIONFAILED));

    status_masks masks;
    EXPECT_EQ(host_->phone_get_status_messages(phone, &masks), 0);
    EXPECT_EQ(masks, (status_masks{PHONESTATE_LAMP, 0, 0}));
}

TEST_F(StatusMessages, ReplacesTheMasksOfAHandleAlsoWithZero) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, all_status_masks), 0);

    EXPECT_EQ(host_->phone_set_status_messages(phone, {}), 0);

    EXPECT_EQ(fake_.calls().back(), "phoneSetStatusMessages(0,0,0,0)");
    status_masks masks = all_status_masks;
    EXPECT_EQ(host_->phone_get_status_messages(phone, &masks), 0);
    EXPECT_EQ(masks, status_masks{});
}

TEST_F(StatusMessages, DoesNotAskForWhatWasAskedForAlready) {
    start();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();
    EXPECT_EQ(host_->phone_set_status_messages(first, {PHONESTATE_LAMP, 0, 0}), 0);

    EXPECT_EQ(host_->phone_set_status_messages(second, {PHONESTATE_LAMP, 0, 0}), 0);

    EXPECT_EQ(fake_.count("phoneSetStatusMessages"), 1U);
}

TEST_F(StatusMessages, ShrinksTheUnionWhenAHandleCloses) {
    start();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();
    EXPECT_EQ(host_->phone_set_status_messages(first, {PHONESTATE_LAMP, 0, 0}), 0);
    EXPECT_EQ(host_->phone_set_status_messages(second, {PHONESTATE_DISPLAY, 0, 0}), 0);

    EXPECT_EQ(host_->phone_close(first), 0);

    EXPECT_EQ(fake_.calls().back(), "phoneSetStatusMessages(0,32,0,0)");
}

TEST_F(StatusMessages, StartsWithAllOffAfterEachOpen) {
    start();
    HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}), 0);
    EXPECT_EQ(host_->phone_close(phone), 0);
    phone = open_owner();

    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 1, 0);
    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}), 0);

    EXPECT_EQ(fake_.count("phoneSetStatusMessages(0,64,0,0)"), 2U);  // the provider forgot it too
}

TEST_F(StatusMessages, KeepsTheOldMasksWhenTheProviderRefuses) {
    start();
    const HPHONE phone = open_owner();
    fake_.set().query_result = error(PHONEERR_OPERATIONFAILED);

    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}),
              error(PHONEERR_OPERATIONFAILED));

    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 1, 0);
    EXPECT_TRUE(messages().empty());
}

TEST_F(StatusMessages, DeliversAStateToTheHandlesThatEnabledIt) {
    start();
    const HPHONE first = open_owner();
    const HPHONE second = open_monitor();
    const HPHONE third = open_monitor();
    EXPECT_EQ(host_->phone_set_status_messages(first, {PHONESTATE_LAMP, 0, 0}), 0);
    EXPECT_EQ(host_->phone_set_status_messages(second, {PHONESTATE_RINGMODE, 0, 0}), 0);
    EXPECT_EQ(host_->phone_set_status_messages(third, {PHONESTATE_LAMP, 0, 0}), 0);

    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 12, 0);

    const auto news = messages();
    EXPECT_EQ(receivers(news), (std::vector{first, third}));
    EXPECT_EQ(news[0].parameter1, PHONESTATE_LAMP);
    EXPECT_EQ(news[0].parameter2, 12U);
}

TEST_F(StatusMessages, CutsAStateDownToTheEnabledFlags) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, {PHONESTATE_LAMP, 0, 0}), 0);

    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP | PHONESTATE_DISPLAY, 12, 0);

    const auto news = messages();
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].parameter1, PHONESTATE_LAMP);
    EXPECT_EQ(news[0].parameter2, 0U);  // beside several flags the detail means nothing
}

TEST_F(StatusMessages, CountsWhatNobodyEnabled) {
    start();
    open_owner();

    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 12, 0);
    fake_.event(0, PHONE_BUTTON, 1, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN);

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->counters().filtered_events, 2U);
}

TEST_F(StatusMessages, WantsModeAndStateOfAButtonBoth) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(
        host_->phone_set_status_messages(phone, {0, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN}),
        0);

    fake_.event(0, PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN);
    fake_.event(0, PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_UP);
    fake_.event(0, PHONE_BUTTON, 20, PHONEBUTTONMODE_FEATURE, PHONEBUTTONSTATE_DOWN);

    const auto news = messages();
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].id, PHONE_BUTTON);
    EXPECT_EQ(news[0].parameter1, 5U);
    EXPECT_EQ(news[0].parameter2, PHONEBUTTONMODE_KEYPAD);
    EXPECT_EQ(news[0].parameter3, PHONEBUTTONSTATE_DOWN);
}

// TAPI: PHONE_STATE: OWNER and MONITORS are the host's to report.
TEST_F(StatusMessages, DropsOwnerAndMonitorsFromAProvider) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, all_status_masks), 0);

    fake_.event(0, PHONE_STATE, PHONESTATE_OWNER | PHONESTATE_MONITORS, 9, 0);

    EXPECT_TRUE(messages().empty());
}

TEST_F(StatusMessages, PassesDevSpecificOnUnchangedWhateverTheMasks) {
    start();
    const HPHONE phone = open_owner();

    fake_.event(0, PHONE_DEVSPECIFIC, ~DWORD_PTR{0}, 2, 3);

    const auto news = messages();
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].phone, phone);
    EXPECT_EQ(news[0].parameter1, ~DWORD_PTR{0});  // pointer sized all the way
    EXPECT_EQ(news[0].parameter3, 3U);
}

TEST_F(StatusMessages, BringsBackTheInstanceOfTheHandle) {
    start();
    HPHONE phone = 0;
    ASSERT_EQ(host_->phone_open(app_, 0, {.instance = 0xBEEF}, &phone), 0);

    fake_.event(0, PHONE_DEVSPECIFIC, 1, 2, 3);

    ASSERT_EQ(messages().size(), 1U);
    fake_.event(0, PHONE_DEVSPECIFIC, 1, 2, 3);
    EXPECT_EQ(messages()[0].instance, 0xBEEFU);
}

TEST_F(StatusMessages, IgnoresAndCountsEventsOfAPhoneThatIsNotOpen) {
    start();
    const HPHONE phone = open_owner();
    EXPECT_EQ(host_->phone_set_status_messages(phone, all_status_masks), 0);
    EXPECT_EQ(host_->phone_close(phone), 0);
    open_owner();

    // The handle is the one of the open before.
    fake_.raw_event(reinterpret_cast<HTAPIPHONE>(DWORD_PTR{1}), PHONE_STATE, PHONESTATE_LAMP, 1, 0);
    fake_.raw_event(reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0x999}), PHONE_BUTTON, 1, 8, 2);
    fake_.raw_event(nullptr, PHONE_BUTTON, 1, 8, 2);

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(host_->counters().stale_events, 3U);
}

TEST_F(StatusMessages, IgnoresMessagesWhichAProviderNeverSends) {
    start();
    open_owner();

    fake_.event(0, PHONE_REPLY, 1, 0, 0);
    fake_.event(0, 4711, 1, 0, 0);
    fake_.line_event(LINE_CREATE);

    EXPECT_TRUE(messages().empty());
    EXPECT_EQ(log().size(), 3U);
}

// TAPI: phoneInitializeEx: PHONEERR_REINIT until the last application has shut down.
TEST_F(StatusMessages, BroadcastsReinitAndRefusesNewApplicationsUntilAllAreGone) {
    start();
    fake_.raw_event(nullptr, PHONE_STATE, PHONESTATE_REINIT, 0, 0);
    const auto news = messages();
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].phone, 0U);
    EXPECT_EQ(news[0].parameter1, PHONESTATE_REINIT);
    HPHONEAPP app = 0;
    DWORD phones = 0;
    EXPECT_EQ(host_->phone_initialize({}, &app, &phones), error(PHONEERR_REINIT));

    EXPECT_EQ(host_->phone_shutdown(app_), 0);

    EXPECT_EQ(host_->phone_initialize({}, &app, &phones), 0);
}

// TAPI: PHONESTATE_ Constants: applications of 1.3 do not know CAPSCHANGE.
TEST_F(StatusMessages, TellsAnOldApplicationReinitInsteadOfCapsChange) {
    fake_.set().lowest_version = tspi::version_1_3;
    start();
    const HPHONEAPP old = new_application(u"old", tspi::version_1_3);
    open(old, PHONEPRIVILEGE_MONITOR, tspi::version_1_3);

    fake_.event(0, PHONE_STATE, PHONESTATE_CAPSCHANGE, 0, 0);

    const auto news = messages(old);
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].parameter1, PHONESTATE_REINIT);
}

}  // namespace
}  // namespace offhook::tapi
