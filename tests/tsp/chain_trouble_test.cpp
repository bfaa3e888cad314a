#include "tests/tsp/chain.hpp"

#include <boost/json/array.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

namespace offhook::tests {
namespace {

using std::chrono::steady_clock;

/// A desk phone that needs longer for its lamps than any test.
constexpr std::string_view slow_lamps =
    "display: {rows: 2, columns: 24}\n"
    "ring_modes: 4\n"
    "hooks: {handset: {}}\n"
    "buttons: [{mode: feature, lamp: all, count: 4}]\n"
    "pace: {latency_ms: {LAMP: 25000}, pending_ms: 250}\n";

/// Far less than such a lamp needs, far more than a call that waits for no handset.
constexpr std::chrono::seconds at_once{10};

/// One that speaks the protocol of tomorrow.
constexpr std::string_view major_two = "firmware: {major: 2, minor: 0}\n";

class ChainTrouble : public Chain {
protected:
    /// Starts another simulator than the usual one.
    simulator& simulate(std::string_view profile) {
        other.emplace(folder,
                      std::vector<std::string>{"--profile", folder.write("profile.yaml", profile)});
        other->start();
        return *other;
    }

    /// With three requests that will not end by themselves.
    HDRVPHONE open_busy_phone() {
        const auto& slow = simulate(slow_lamps);
        EXPECT_EQ(start_provider(slow.address()), 1U);
        const auto phone = open_phone();
        await_connection(phone);
        for (DRV_REQUESTID id = 1; id <= 3; ++id) {
            EXPECT_EQ(set_lamp(id, phone, 11 + id, PHONELAMPMODE_STEADY), static_cast<LONG>(id));
        }
        // A later request for another control is not held up by them.
        EXPECT_EQ(set_ring(4, phone, 1, 1), 4);
        EXPECT_EQ(host.result_of(4), 0);
        return phone;
    }

    std::optional<simulator> other;
};

TEST_F(ChainTrouble, CloseEndsWhatIsOutstandingBeforeItReturns) {
    const auto phone = open_busy_phone();
    const auto begin = steady_clock::now();

    EXPECT_EQ(close(phone), 0);

    EXPECT_LT(steady_clock::now() - begin, at_once);
    constexpr LONG failed = error(PHONEERR_OPERATIONFAILED);
    EXPECT_EQ(host.completions(),
              (std::vector<completed>{{4, 0}, {1, failed}, {2, failed}, {3, failed}}));
}

TEST_F(ChainTrouble, AfterCloseNothingIsCalledBack) {
    const auto phone = open_busy_phone();
    EXPECT_EQ(close(phone), 0);
    host.forget_events();

    other->operate(R"("do":"hook","device":"handset","mode":"mic")");
    // The phone itself goes on: opened again, it has seen what happened meanwhile.
    const auto again = open_phone();
    other->operate(R"("do":"hook","device":"handset","mode":"onhook")");

    const auto down = state_event(PHONESTATE_HANDSETHOOKSWITCH, PHONEHOOKSWITCHMODE_ONHOOK);
    EXPECT_TRUE(host.comes(down));
    EXPECT_EQ(host.completions().size(), 4U);
    EXPECT_EQ(close(again), 0);
}

TEST_F(ChainTrouble, CloseFromWithinACallbackDoesNotHang) {
    const auto phone = open_busy_phone();
    std::atomic<LONG> closed{1};
    host.on_event([&](const phone_event& each) {
        if (each.message == PHONE_STATE && closed == 1) closed = close(phone);
    });

    other->operate(R"("do":"hook","device":"handset","mode":"mic")");

    EXPECT_EQ(host.result_of(1), error(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(host.result_of(3), error(PHONEERR_OPERATIONFAILED));
    while (closed == 1) std::this_thread::yield();
    EXPECT_EQ(closed, 0);
    EXPECT_EQ(host.completions().size(), 4U);
    // The callbacks were nested, as this test wanted it.
    EXPECT_EQ(shut_down(), 0);
    EXPECT_TRUE(host.overlapped());
    host.forgive_overlap();
}

TEST_F(ChainTrouble, AnUnpluggedHandsetEndsRequestsAndRefusesNewOnes) {
    const auto phone = open_busy_phone();

    other->operate(R"("do":"unplug")");

    constexpr LONG wrong_state = error(PHONEERR_INVALPHONESTATE);
    for (DRV_REQUESTID id = 1; id <= 3; ++id) EXPECT_EQ(host.result_of(id), wrong_state);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED)));
    EXPECT_EQ(set_lamp(5, phone, 12, PHONELAMPMODE_OFF), wrong_state);
    EXPECT_EQ(set_ring(6, phone, 0, 0), wrong_state);
    // These two lists do not have INVALPHONESTATE.
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneDevSpecific)(7, phone, nullptr, 0),
              error(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(set_button(8, phone, 12, u"x"), error(PHONEERR_OPERATIONFAILED));
    DWORD number = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, 12, &number), wrong_state);
    EXPECT_EQ(status(phone).dwStatusFlags, 0U);
    EXPECT_EQ(status(phone).dwPhoneFeatures, 0U);

    other->operate(R"("do":"plug")");

    EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED)));
    EXPECT_EQ(set_ring(9, phone, 2, 7), 9);
    EXPECT_EQ(host.result_of(9), 0);
    EXPECT_EQ(status(phone).dwStatusFlags, PHONESTATUSFLAGS_CONNECTED);
}

TEST_F(ChainTrouble, AHeldKeyGoesUpWhenTheHandsetIsPulledOut) {
    sim.start();
    ASSERT_EQ(start_provider(sim.address()), 1U);
    const auto phone = open_phone();
    phone_event key{host_handle(0), PHONE_BUTTON, 5, PHONEBUTTONMODE_KEYPAD, PHONEBUTTONSTATE_DOWN};

    sim.operate(R"("do":"press","key":"5")");
    EXPECT_TRUE(host.comes(key));
    sim.operate(R"("do":"unplug")");

    key.p3 = PHONEBUTTONSTATE_UP;
    EXPECT_TRUE(host.comes(key));
    EXPECT_EQ(close(phone), 0);
}

TEST_F(ChainTrouble, AKilledSimulatorComesBackWithWhatWasSet) {
    sim.start();
    ASSERT_EQ(start_provider(sim.address()), 1U);
    const auto phone = open_phone();
    ASSERT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_FLUTTER), 1);
    ASSERT_EQ(host.result_of(1), 0);

    sim.kill();
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED)));
    sim.start();
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED)));

    const auto lamps = sim.state().at("buttons").as_array();
    EXPECT_EQ(lamps.at(12).as_object().at("lamp").as_string(), "flutter");
    EXPECT_EQ(set_lamp(2, phone, 12, PHONELAMPMODE_OFF), 2);
    EXPECT_EQ(host.result_of(2), 0);
}

TEST_F(ChainTrouble, AnUnreachableHandsetIsAPhoneThatComesUpLater) {
    testing::internal::CaptureStderr();
    const auto begin = steady_clock::now();
    EXPECT_EQ(start_provider(sim.address()), 1U);
    EXPECT_LT(steady_clock::now() - begin, at_once);
    const auto log = testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find("no simulator listens at"), std::string::npos) << log;
    EXPECT_EQ(log.find('\n'), log.size() - 1) << "one line: " << log;

    const auto phone = open_phone();
    EXPECT_EQ(status(phone).dwStatusFlags, 0U);
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_INVALPHONESTATE));
    sim.start();

    EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED)));
    EXPECT_EQ(host.events().front(), state_event(PHONESTATE_CAPSCHANGE));
    EXPECT_EQ(set_lamp(2, phone, 12, PHONELAMPMODE_STEADY), 2);
    EXPECT_EQ(host.result_of(2), 0);
}

TEST_F(ChainTrouble, AHandsetOfAnotherMajorVersionIsNamedAndStaysDown) {
    const auto& future = simulate(major_two);
    testing::internal::CaptureStderr();
    EXPECT_EQ(start_provider(future.address()), 1U);
    const auto log = testing::internal::GetCapturedStderr();

    EXPECT_NE(log.find("version"), std::string::npos) << log;
    EXPECT_EQ(log.find('\n'), log.size() - 1) << "one line: " << log;
    const auto phone = open_phone();
    EXPECT_EQ(status(phone).dwStatusFlags, 0U);
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_INVALPHONESTATE));
}

TEST_F(ChainTrouble, AWrongEntryIsReportedAndTheOthersWork) {
    sim.start();
    testing::internal::CaptureStderr();
    EXPECT_EQ(start_provider("nonsense:1," + sim.address() + ",sim:localhost:99999"), 1U);
    const auto log = testing::internal::GetCapturedStderr();

    EXPECT_NE(log.find("nonsense:1"), std::string::npos) << log;
    EXPECT_NE(log.find("99999"), std::string::npos) << log;
    EXPECT_NE(log.find("left out"), std::string::npos) << log;
    const auto phone = open_phone();
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_OFF), 1);
    EXPECT_EQ(host.result_of(1), 0);
}

TEST_F(ChainTrouble, ASimulatorThatSaysNothingIsToldOf) {
    sim.start();
    sim.freeze();
    testing::internal::CaptureStderr();
    EXPECT_EQ(start_provider(sim.address()), 1U);
    const auto log = testing::internal::GetCapturedStderr();

    EXPECT_NE(log.find("is not connected yet (it has not answered)"), std::string::npos) << log;
    sim.thaw();
    HDRVPHONE phone = nullptr;
    EXPECT_EQ(open(0, phone), 0);
}

TEST_F(ChainTrouble, AHangingHandsetHoldsUpNobody) {
    sim.start();
    const auto file = folder.write("offhook.yaml",
                                   "devices: ['" + sim.address() +
                                       "']\n"
                                       "timeouts_ms: {setting: 25000, slow: 25000, link: 25000}\n");
    ASSERT_EQ(start_provider_from(file), 1U);
    const auto phone = open_phone();
    sim.freeze();
    const auto begin = steady_clock::now();
    DWORD number = 0;

    for (DRV_REQUESTID id = 1; id <= 100; ++id) {
        EXPECT_EQ(set_lamp(id, phone, 12 + id % 16, PHONELAMPMODE_STEADY), static_cast<LONG>(id));
        EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, 12, &number), 0);
    }
    EXPECT_EQ(set_display(101, phone, u"x"), 101);
    EXPECT_EQ(close(phone), 0);

    EXPECT_LT(steady_clock::now() - begin, at_once);
    EXPECT_EQ(host.completions().size(), 101U);
    sim.thaw();
}

TEST_F(ChainTrouble, ASilentHandsetEndsRequestsByTimeOut) {
    sim.start();
    ASSERT_EQ(start_provider(sim.address()), 1U);
    const auto phone = open_phone();
    sim.freeze();

    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);

    EXPECT_LT(host.result_of(1), 0);
    sim.thaw();
    EXPECT_EQ(close(phone), 0);
}

}  // namespace
}  // namespace offhook::tests
