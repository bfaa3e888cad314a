#include "tests/tsp/chain.hpp"

#include <atomic>
#include <set>
#include <thread>

namespace offhook::tests {
namespace {

/// Several threads of one host at once, as a provider without NONREENTRANT must allow.
class ChainThreads : public Chain {
protected:
    /// Sends requests until told to stop; notes those that were accepted.
    void send_requests(const std::atomic<HDRVPHONE>& phone, DWORD lamp, std::vector<LONG>& taken) {
        while (!stop) {
            const DRV_REQUESTID id = ++last_id;
            const LONG result = set_lamp(id, phone, lamp, PHONELAMPMODE_STEADY);
            if (result > 0) taken.push_back(result);
            if (result > 0) ++accepted_count;
            // As many as an impatient application has, not as many as fit in memory.
            while (!stop && accepted_count > host.completed_count() + 100) {
                std::this_thread::yield();
            }
            DWORD mode = 0;
            static_cast<void>(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, lamp, &mode));
        }
    }

    /// Waits until some more requests are on their way.
    void let_some_through() const {
        const int enough = accepted_count + 50;
        while (accepted_count < enough) std::this_thread::yield();
    }

    std::atomic<int> accepted_count{0};
    std::atomic<bool> stop{false};
    std::atomic<DRV_REQUESTID> last_id{0};
};

TEST_F(ChainThreads, EachAcceptedRequestEndsOnceWhateverHappensAroundIt) {
    sim.start();
    ASSERT_EQ(start_provider(sim.address()), 1U);
    std::atomic<HDRVPHONE> phone = open_phone();
    std::vector<LONG> taken[3];
    std::vector<std::thread> senders;
    for (DWORD i = 0; i < 3; ++i) {
        senders.emplace_back([&, i] { send_requests(phone, 12 + i, taken[i]); });
    }

    for (int round = 0; round < 5; ++round) {
        let_some_through();
        EXPECT_EQ(close(phone), 0);
        phone = open_phone();
        let_some_through();
        host.forget_events();
        sim.operate(R"("do":"unplug")");
        EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED)));
        sim.operate(R"("do":"plug")");
        EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED)));
    }
    stop = true;
    for (auto& each : senders) each.join();
    EXPECT_EQ(close(phone), 0);

    std::multiset<LONG> ended;
    for (const auto& each : host.completions()) ended.insert(static_cast<LONG>(each.request));
    std::multiset<LONG> accepted;
    for (const auto& each : taken) accepted.insert(each.begin(), each.end());
    EXPECT_EQ(ended, accepted);
}

}  // namespace
}  // namespace offhook::tests
