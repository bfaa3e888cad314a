// Applications that are older than the provider (TSPI: TSPI versioning).

#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class OldApplications : public host_fixture {
protected:
    /// An application of phoneInitialize, which has no version in it.
    HPHONEAPP initialize() {
        HPHONEAPP app = 0;
        DWORD phones = 0;
        EXPECT_EQ(
            host_->phone_initialize(
                {.name = u"old", .api_version = tspi::version_1_4, .from_phone_initialize = true},
                &app,
                &phones),
            0);
        return app;
    }

    void negotiate(HPHONEAPP app, DWORD high) {
        DWORD version = 0;
        EXPECT_EQ(host_->phone_negotiate_api_version(app, 0, {tspi::version_1_3, high}, &version),
                  0);
        EXPECT_EQ(version, high);
    }

    void add_phone() {
        fake_.create(1);
        host_->flush();
    }
};

// TAPI: PHONE_CREATE: "applications that have negotiated 1.4"; the others must start again.
TEST_F(OldApplications, AreTold1Point3sReinitForANewPhoneUntilTheyNegotiate1Point4) {
    start();
    const HPHONEAPP app = initialize();
    negotiate(app, tspi::version_1_3);
    add_phone();
    auto news = messages(app);
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].id, PHONE_STATE);
    EXPECT_EQ(news[0].parameter1, PHONESTATE_REINIT);
    EXPECT_EQ(news[0].phone, 0U);

    negotiate(app, tspi::version_1_4);
    add_phone();

    news = messages(app);
    ASSERT_EQ(news.size(), 1U);
    EXPECT_EQ(news[0].id, PHONE_CREATE);
    EXPECT_EQ(news[0].parameter1, 2U);
}

// TAPI: PHONE_REMOVE: for applications that negotiated 2.0 by phoneInitializeEx.
TEST_F(OldApplications, OfPhoneInitializeNeverHearPhoneRemove) {
    start();
    const HPHONEAPP app = initialize();
    negotiate(app, tspi::version_3_1);

    fake_.remove(0);
    host_->flush();

    EXPECT_TRUE(messages(app).empty());
    EXPECT_EQ(messages().size(), 1U);
}

// TAPI: PHONEBUTTONSTATE_ Constants
TEST_F(OldApplications, Of1Point3DoNotHearButtonStatesOf1Point4) {
    start();
    const HPHONE old = open(app_, PHONEPRIVILEGE_MONITOR, tspi::version_1_3);
    const HPHONE newer = open(app_, PHONEPRIVILEGE_MONITOR, tspi::version_1_4);
    for (const HPHONE each : {old, newer}) {
        EXPECT_EQ(host_->phone_set_status_messages(each, all_status_masks), 0);
    }

    fake_.event(0, PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_UNAVAIL);
    fake_.event(0, PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN);

    std::vector<std::pair<HPHONE, DWORD_PTR>> heard;
    for (const message& each : messages()) heard.emplace_back(each.phone, each.parameter3);
    EXPECT_EQ(heard,
              (std::vector<std::pair<HPHONE, DWORD_PTR>>{{newer, PHONEBUTTONSTATE_UNAVAIL},
                                                         {old, PHONEBUTTONSTATE_DOWN},
                                                         {newer, PHONEBUTTONSTATE_DOWN}}));
}

// TAPI: PHONEFEATURE_ Constants
TEST_F(OldApplications, DoNotSeeTheGenericPhoneOf3Point1) {
    fake_.set().features = PHONEFEATURE_SETLAMP | PHONEFEATURE_GENERICPHONE;
    start();
    for (const DWORD version : {tspi::version_3_0, tspi::version_3_1}) {
        PHONECAPS caps{};
        caps.dwTotalSize = sizeof(caps);
        EXPECT_EQ(host_->phone_get_dev_caps(app_, 0, version, &caps), 0);
        const DWORD features = caps.dwPhoneFeatures;
        const bool seen = (features & PHONEFEATURE_GENERICPHONE) != 0;
        EXPECT_EQ(seen, version == tspi::version_3_1);
        EXPECT_NE(features & PHONEFEATURE_SETLAMP, 0U);
    }
}

}  // namespace
}  // namespace offhook::tapi
