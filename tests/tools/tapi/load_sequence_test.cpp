#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class LoadSequence : public host_fixture {};

constexpr DWORD low = tspi::version_1_3;
constexpr DWORD high = tspi::version_3_1;

std::string call(const std::string& name, std::initializer_list<DWORD> arguments) {
    std::string text = name + "(";
    for (const DWORD each : arguments) {
        text += (text.ends_with('(') ? "" : ",") + std::to_string(each);
    }
    return text + ")";
}

// tspi-phone.md §1.2
TEST_F(LoadSequence, NegotiatesEnumeratesInitialisesAndNegotiatesEachPhone) {
    fake_.set().phones = 2;
    fake_.set().lines = 3;

    start();

    const std::vector<std::string> expected = {
        call("lineNegotiateTSPIVersion", {0xFFFFFFFF, low, high}),
        call("providerEnumDevices", {1, 0, 0}),
        call("providerInit", {high, 1, 0, 0, 3, 2, 0}),
        call("phoneNegotiateTSPIVersion", {0, low, high}),
        call("phoneNegotiateTSPIVersion", {1, low, high}),
    };
    EXPECT_EQ(fake_.calls(), expected);
}

TEST_F(LoadSequence, CallsNothingBeforeTheFirstApplication) {
    const tapi_host host({OFFHOOK_FAKE_TSP});

    EXPECT_TRUE(fake_.calls().empty());
}

TEST_F(LoadSequence, StartsOnceForTwoApplicationsAndShutsDownAfterTheLast) {
    start();
    const HPHONEAPP second = new_application(u"second");
    EXPECT_EQ(fake_.count("providerInit"), 1U);

    EXPECT_EQ(host_->phone_shutdown(app_), 0);
    EXPECT_EQ(fake_.count("providerShutdown"), 0U);
    EXPECT_EQ(host_->phone_shutdown(second), 0);

    EXPECT_EQ(fake_.calls().back(), call("providerShutdown", {high, 1}));
}

TEST_F(LoadSequence, StartsAgainForALaterApplication) {
    start();
    EXPECT_EQ(host_->phone_shutdown(app_), 0);

    app_ = new_application(u"again");

    EXPECT_EQ(fake_.count("providerInit"), 2U);
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);
}

TEST_F(LoadSequence, ShutsDownOnceForEachOfTwoOverlappingInits) {
    start();

    EXPECT_EQ(host_->overlap_init(), 0);
    EXPECT_EQ(fake_.count("providerInit"), 2U);
    EXPECT_EQ(host_->overlap_shutdown(), 0);
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);
    EXPECT_EQ(open_owner() != 0, true);  // the session goes on
    EXPECT_EQ(host_->phone_shutdown(app_), 0);

    EXPECT_EQ(fake_.count("providerShutdown"), 2U);
}

TEST_F(LoadSequence, ShutsDownTwiceWhenAnOverlapIsLeftOpen) {
    start();
    EXPECT_EQ(host_->overlap_init(), 0);

    EXPECT_EQ(host_->phone_shutdown(app_), 0);

    EXPECT_EQ(fake_.count("providerShutdown"), 2U);
}

TEST_F(LoadSequence, OffersTheVersionsItWasSetTo) {
    fake_.set().lowest_version = tspi::version_1_3;

    start({.versions = {low, tspi::version_2_0}});

    EXPECT_EQ(fake_.calls()[0],
              call("lineNegotiateTSPIVersion", {0xFFFFFFFF, low, tspi::version_2_0}));
    EXPECT_EQ(fake_.calls()[2], call("providerInit", {tspi::version_2_0, 1, 0, 0, 0, 1, 0}));
}

TEST_F(LoadSequence, LeavesOutAProviderThatFailsAndSaysWhichStep) {
    struct row {
        const char* step;
        LONG fake::settings::*result;
    };
    const row rows[] = {
        {"TSPI_lineNegotiateTSPIVersion", &fake::settings::negotiate_result},
        {"TSPI_providerEnumDevices", &fake::settings::enumerate_result},
        {"TSPI_providerInit", &fake::settings::init_result},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.step);
        fake_.reset();
        fake_.set().*each.result = error(LINEERR_NOMEM);

        start();

        ASSERT_EQ(host_->provider_failures().size(), 1U);
        const std::string failure = host_->provider_failures()[0];
        EXPECT_NE(failure.find(each.step), std::string::npos) << failure;
        EXPECT_NE(failure.find("LINEERR_NOMEM"), std::string::npos) << failure;
        EXPECT_EQ(log(), std::vector{failure});
        EXPECT_EQ(host_->phone_count(), 0U);
        host_.reset();
        EXPECT_EQ(fake_.count("providerShutdown"), 0U);  // pairs: without an Init no Shutdown
        log_.clear();
    }
}

TEST_F(LoadSequence, RefusesAVersionOutsideWhatItOffered) {
    fake_.set().lowest_version = tspi::version_3_0;

    start({.versions = {low, tspi::version_2_2}});

    EXPECT_EQ(host_->provider_failures().size(), 1U);
}

TEST_F(LoadSequence, KeepsAPhoneThatCannotBeNegotiatedUnderItsId) {
    fake_.set().phones = 2;
    fake_.set().negotiate_phone_result = error(PHONEERR_NODRIVER);

    start();

    HPHONE phone = 0;
    EXPECT_EQ(host_->phone_count(), 2U);
    EXPECT_EQ(host_->phone_open(app_, 0, {}, &phone), error(PHONEERR_NODRIVER));
}

TEST_F(LoadSequence, NumbersThePhonesOfTwoProvidersOneAfterTheOther) {
    const loaded_module other_module(OFFHOOK_OTHER_TSP);
    fake::controls& other = controls_of(other_module);
    other.reset();
    fake_.set().phones = 2;
    fake_.set().lines = 4;
    other.set().phones = 1;
    host_ =
        std::make_unique<tapi_host>(std::vector<std::string>{OFFHOOK_FAKE_TSP, OFFHOOK_OTHER_TSP});
    app_ = new_application(u"both");

    EXPECT_EQ(other.calls()[1], call("providerEnumDevices", {2, 0, 0}));
    EXPECT_EQ(other.calls()[2], call("providerInit", {high, 2, 4, 2, 0, 1, 0}));
    // Completions and new phones find their provider (tspi-phone.md §1.2: non-contiguous IDs).
    fake_.create(0xABC);
    host_->flush();
    EXPECT_EQ(fake_.count(call("providerCreatePhoneDevice", {0xABC, 3})), 1U);
    HPHONE phone = 0;
    ASSERT_EQ(host_->phone_open(app_, 2, {.privilege = PHONEPRIVILEGE_OWNER}, &phone), 0);
    EXPECT_GT(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF), 0);
    EXPECT_EQ(other.count("phoneSetLamp"), 1U);
    host_.reset();
}

TEST_F(LoadSequence, AllowsOneHostInAProcess) {
    start();

    EXPECT_THROW(tapi_host({OFFHOOK_FAKE_TSP}), std::logic_error);
}

TEST_F(LoadSequence, IgnoresCallbacksAfterTheHostIsGone) {
    start();
    host_.reset();

    fake_.complete(1, 0);
    fake_.raw_event(nullptr, PHONE_CREATE, 1, 2, 3);
    fake_.line_event(LINE_CREATE);
}

TEST_F(LoadSequence, CallsANonreentrantProviderOneCallAtATime) {
    fake_.set().options = LINETSPIOPTION_NONREENTRANT;
    std::atomic<int> inside{0};
    std::atomic<bool> overlapped{false};
    fake_.set().on_operation = [&](const fake::operation& what) {
        if (inside.fetch_add(1) != 0) overlapped = true;
        fake_.complete(what.request, 0);
        inside.fetch_sub(1);
        return static_cast<LONG>(what.request);
    };
    start();
    const HPHONE phone = open_owner();
    const auto work = [&] {
        for (int i = 0; i < 200; ++i) {
            EXPECT_GT(host_->phone_set_lamp(phone, 0, PHONELAMPMODE_OFF), 0);
        }
    };

    std::thread first(work);
    std::thread second(work);
    first.join();
    second.join();

    EXPECT_FALSE(overlapped);
    EXPECT_EQ(fake_.count("phoneSetLamp"), 400U);
}

}  // namespace
}  // namespace offhook::tapi
