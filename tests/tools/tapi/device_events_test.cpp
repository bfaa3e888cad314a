#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class DeviceEvents : public host_fixture {};

std::vector<std::pair<DWORD, DWORD_PTR>> ids_and_details(const std::vector<message>& news) {
    std::vector<std::pair<DWORD, DWORD_PTR>> out;
    for (const message& each : news) out.emplace_back(each.id, each.parameter1);
    return out;
}

using expected_messages = std::vector<std::pair<DWORD, DWORD_PTR>>;

// TSPI: TSPI_providerCreatePhoneDevice
TEST_F(DeviceEvents, GivesANewPhoneTheNextIdAndNegotiatesItsVersion) {
    fake_.set().phones = 2;
    start();

    fake_.create(0xCAFE);
    host_->flush();

    const auto calls = fake_.calls();
    ASSERT_GE(calls.size(), 2U);
    EXPECT_EQ(calls[calls.size() - 2], "providerCreatePhoneDevice(51966,2)");
    EXPECT_TRUE(calls.back().starts_with("phoneNegotiateTSPIVersion(2,"));
    EXPECT_EQ(ids_and_details(messages()), (expected_messages{{PHONE_CREATE, 2}}));
    HPHONE phone = 0;
    EXPECT_EQ(host_->phone_open(app_, 2, {}, &phone), 0);
}

TEST_F(DeviceEvents, TellsOnlyApplicationsThatKnowNewPhones) {
    start();
    const HPHONEAPP old = new_application(u"old", tspi::version_1_3);

    fake_.create(1);
    host_->flush();

    EXPECT_EQ(ids_and_details(messages()), (expected_messages{{PHONE_CREATE, 1}}));
    EXPECT_EQ(ids_and_details(messages(old)),
              (expected_messages{{PHONE_STATE, PHONESTATE_REINIT}}));
}

TEST_F(DeviceEvents, DoesNotCallTheProviderInsideItsCallback) {
    start();
    std::thread::id created_on = std::this_thread::get_id();
    fake_.set().on_create = [&] { created_on = std::this_thread::get_id(); };

    fake_.create(1);
    host_->flush();

    EXPECT_EQ(fake_.count("providerCreatePhoneDevice(1,1)"), 1U);
    EXPECT_NE(created_on, std::this_thread::get_id());
}

TEST_F(DeviceEvents, TakesANewPhoneThatComesDuringInit) {
    fake_.set().create_during_init = 9;

    start();
    host_->flush();

    EXPECT_EQ(fake_.count("providerCreatePhoneDevice(9,1)"), 1U);
    EXPECT_EQ(host_->phone_count(), 2U);
}

TEST_F(DeviceEvents, DropsANewPhoneWhichTheProviderRefuses) {
    start();
    fake_.set().create_result = error(PHONEERR_NOMEM);
    fake_.create(1);
    host_->flush();
    EXPECT_EQ(host_->phone_count(), 1U);
    EXPECT_TRUE(messages().empty());

    fake_.set().create_result = 0;
    fake_.create(2);
    host_->flush();

    EXPECT_EQ(fake_.count("providerCreatePhoneDevice(2,1)"), 1U);  // the ID was nobody's
}

TEST_F(DeviceEvents, IgnoresANewPhoneOfAnUnknownProvider) {
    start();

    fake_.raw_event(nullptr, PHONE_CREATE, 0x1234, 1, 0);
    host_->flush();

    EXPECT_EQ(fake_.count("providerCreatePhoneDevice"), 0U);
    EXPECT_EQ(log().size(), 1U);
}

// TSPI: PHONE_CLOSE
TEST_F(DeviceEvents, KillsEveryHandleWhenTheProviderClosesAPhone) {
    start();
    const HPHONEAPP other = new_application(u"second");
    const HPHONE first = open_owner();
    const HPHONE second = open(other, PHONEPRIVILEGE_MONITOR);

    fake_.event(0, PHONE_CLOSE, 0, 0, 0);

    EXPECT_EQ(ids_and_details(messages()), (expected_messages{{PHONE_CLOSE, 0}}));
    EXPECT_EQ(ids_and_details(messages(other)), (expected_messages{{PHONE_CLOSE, 0}}));
    DWORD mode = 0;
    EXPECT_EQ(host_->phone_get_lamp(first, 0, &mode), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(host_->phone_close(second), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(fake_.count("phoneClose"), 0U);  // nothing more with that handle
}

TEST_F(DeviceEvents, OpensAPhoneAgainAfterTheProviderClosedIt) {
    start();
    open_owner();
    fake_.event(0, PHONE_CLOSE, 0, 0, 0);

    const HPHONE phone = open_owner();

    EXPECT_EQ(fake_.count("phoneOpen"), 2U);
    EXPECT_GT(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF), 0);
}

TEST_F(DeviceEvents, RepliesBeforeAForcedClose) {
    start();
    keep_operations_outstanding();
    const HPHONE phone = open_owner();
    const auto first =
        static_cast<DRV_REQUESTID>(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF));
    const auto forgotten =
        static_cast<DRV_REQUESTID>(host_->phone_set_lamp(phone, 1, PHONELAMPMODE_OFF));

    fake_.complete(first, 0);
    fake_.event(0, PHONE_CLOSE, 0, 0, 0);

    const auto news = messages();
    EXPECT_EQ(
        ids_and_details(news),
        (expected_messages{{PHONE_REPLY, first}, {PHONE_REPLY, forgotten}, {PHONE_CLOSE, 0}}));
    EXPECT_EQ(result_of(news[1]), error(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(host_->outstanding_requests(), 0U);
}

// TSPI: PHONE_REMOVE
TEST_F(DeviceEvents, RemovesAPhoneForGood) {
    start();
    keep_operations_outstanding();
    const HPHONEAPP other = new_application(u"second");
    const HPHONE phone = open_owner();
    const auto request =
        static_cast<DRV_REQUESTID>(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF));

    fake_.remove(0);
    host_->flush();

    const auto news = messages();
    EXPECT_EQ(ids_and_details(news),
              (expected_messages{{PHONE_REPLY, request}, {PHONE_CLOSE, 0}, {PHONE_REMOVE, 0}}));
    EXPECT_EQ(ids_and_details(messages(other)), (expected_messages{{PHONE_REMOVE, 0}}));
    EXPECT_EQ(fake_.count("phoneClose"), 1U);
    HPHONE again = 0;
    EXPECT_EQ(host_->phone_open(app_, 0, {}, &again), error(PHONEERR_NODEVICE));
    DWORD version = 0;
    EXPECT_EQ(host_->phone_negotiate_api_version(app_, 0, {}, &version), error(PHONEERR_NODEVICE));
}

TEST_F(DeviceEvents, NeverUsesTheIdOfARemovedPhoneAgain) {
    start();
    fake_.remove(0);
    host_->flush();

    fake_.create(5);
    host_->flush();

    EXPECT_EQ(fake_.count("providerCreatePhoneDevice(5,1)"), 1U);
}

TEST_F(DeviceEvents, TellsOlderApplicationsAboutARemovalInTheirWords) {
    fake_.set().lowest_version = tspi::version_1_3;
    start();
    const HPHONEAPP oldest = new_application(u"1.3", tspi::version_1_3);
    const HPHONEAPP old = new_application(u"1.4", tspi::version_1_4);
    open(oldest, PHONEPRIVILEGE_MONITOR, tspi::version_1_3);
    open(old, PHONEPRIVILEGE_MONITOR, tspi::version_1_4);

    fake_.remove(0);
    host_->flush();

    EXPECT_EQ(ids_and_details(messages(oldest)), (expected_messages{{PHONE_CLOSE, 0}}));
    EXPECT_EQ(ids_and_details(messages(old)),
              (expected_messages{{PHONE_STATE, PHONESTATE_REMOVED}, {PHONE_CLOSE, 0}}));
}

TEST_F(DeviceEvents, IgnoresTheRemovalOfAPhoneThatIsNotThere) {
    start();

    fake_.remove(7);
    fake_.remove(0);
    fake_.remove(0);
    host_->flush();

    EXPECT_EQ(log().size(), 2U);
    EXPECT_EQ(messages().size(), 1U);
}

TEST_F(DeviceEvents, SurvivesAShutdownWithNewPhonesOnTheirWay) {
    start();
    for (DWORD i = 1; i < 50; ++i) fake_.create(i);

    EXPECT_EQ(host_->phone_shutdown(app_), 0);

    EXPECT_TRUE(fake_.calls().back().starts_with("providerShutdown"));
}

}  // namespace
}  // namespace offhook::tapi
