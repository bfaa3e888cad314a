// A host that takes its providers from the system's list, and providers that leave it.

#include <stdexcept>

#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class ProviderSource : public host_fixture {
protected:
    tapi_host& start_with(provider_source source) {
        host_ = std::make_unique<tapi_host>(std::move(source));
        return *host_;
    }
    LONG initialize(HPHONEAPP& app) {
        return host_->phone_initialize({.name = u"app"}, &app, &phones_);
    }

    DWORD phones_ = 0;
};

TEST_F(ProviderSource, IsAskedAtTheFirstApplicationOfEverySession) {
    int asked = 0;
    start_with([&asked] {
        ++asked;
        return std::vector<provider_file>{{7, OFFHOOK_FAKE_TSP}};
    });
    EXPECT_EQ(asked, 0);
    HPHONEAPP first = 0;
    HPHONEAPP second = 0;

    EXPECT_EQ(initialize(first), 0);
    EXPECT_EQ(initialize(second), 0);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(phones_, 1U);
    EXPECT_EQ(fake_.count("providerEnumDevices(7,"), 1U);
    EXPECT_EQ(host_->phone_shutdown(first), 0);
    EXPECT_EQ(host_->phone_shutdown(second), 0);

    EXPECT_EQ(initialize(first), 0);
    EXPECT_EQ(asked, 2);
}

TEST_F(ProviderSource, LeavesOutWhatCannotBeLoaded) {
    start_with([] {
        return std::vector<provider_file>{
            {1, "/nowhere/missing.tsp"}, {2, OFFHOOK_NO_TSP}, {3, OFFHOOK_FAKE_TSP}};
    });
    HPHONEAPP app = 0;

    EXPECT_EQ(initialize(app), 0);

    EXPECT_EQ(phones_, 1U);
    const auto failures = host_->provider_failures();
    ASSERT_EQ(failures.size(), 2U);
    EXPECT_NE(failures[0].find("/nowhere/missing.tsp"), std::string::npos);
    EXPECT_NE(failures[1].find("no.tsp"), std::string::npos);
}

TEST_F(ProviderSource, ThatThrowsStartsNoSession) {
    bool broken = true;
    start_with([&broken] {
        if (broken) throw std::runtime_error("line 3");
        return std::vector<provider_file>{{1, OFFHOOK_FAKE_TSP}};
    });
    HPHONEAPP app = 0;
    EXPECT_THROW(static_cast<void>(initialize(app)), std::runtime_error);
    broken = false;

    EXPECT_EQ(initialize(app), 0);
    EXPECT_EQ(phones_, 1U);
}

// TAPI: lineRemoveProvider
TEST_F(ProviderSource, RemovesAProviderUnderItsApplications) {
    start_with([] {
        return std::vector<provider_file>{{1, OFFHOOK_FAKE_TSP}, {2, OFFHOOK_OTHER_TSP}};
    });
    EXPECT_EQ(initialize(app_), 0);
    ASSERT_EQ(phones_, 2U);
    const HPHONE phone = open_owner();
    keep_operations_outstanding();
    const LONG request = host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF);

    host_->remove_provider(1);

    const auto news = messages();
    ASSERT_EQ(news.size(), 2U);
    EXPECT_EQ(news[0].id, PHONE_REPLY);
    EXPECT_EQ(news[0].parameter1, static_cast<DWORD_PTR>(request));
    EXPECT_EQ(news[1].id, PHONE_CLOSE);
    EXPECT_EQ(news[1].phone, phone);
    EXPECT_EQ(fake_.count("phoneClose"), 1U);
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);
    HPHONE again = 0;
    EXPECT_EQ(host_->phone_open(app_, 0, {}, &again), error(PHONEERR_NODRIVER));
    EXPECT_EQ(host_->phone_open(app_, 1, {}, &again), 0);
    EXPECT_EQ(host_->phone_shutdown(app_), 0);
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);  // not once more
}

}  // namespace
}  // namespace offhook::tapi
