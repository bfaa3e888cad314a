#include "tests/tsp/crossed.hpp"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <mutex>
#include <random>
#include <thread>

// Four threads call at random for a minute of virtual time, while the handset is pulled out, starts
// anew and does not hear. OFFHOOK_SEED plays one seed alone.

namespace offhook::tests {
namespace {

using namespace std::chrono_literals;

class CrossedThreads : public Crossed {
protected:
    static constexpr int callers = 4;

    /// Calls until told to stop. At most so many are outstanding as an application has.
    void call_at_random(std::uint64_t seed) {
        std::mt19937_64 random(seed);
        while (!stop) {
            const auto mine = phone_now();
            switch (random() % 24) {
                case 0: reopen(); break;
                case 1: ask(mine); break;
                default: begin(crossed_operations()[random() % 9], mine);
            }
            ++calls;
            ++waiting;
            while (!stop && accepted_count > host.completed_count() + 60) {
                std::this_thread::yield();
            }
            --waiting;
        }
    }

    void begin(const crossed_operation& what, HDRVPHONE mine) {
        const DRV_REQUESTID request = ++last_id;
        const LONG result = what.begin(tsp, request, mine);
        if (result <= 0) return;
        EXPECT_EQ(result, static_cast<LONG>(request));
        ++accepted_count;
        const std::lock_guard lock(mutex);
        accepted.push_back(request);
    }

    void ask(HDRVPHONE mine) const {
        DWORD value = 0, other = 0;
        PHONESTATUS status{};
        status.dwTotalSize = sizeof status;
        (void)OFFHOOK_TSPI(tsp, phoneGetLamp)(mine, 12, &value);
        (void)OFFHOOK_TSPI(tsp, phoneGetRing)(mine, &value, &other);
        (void)OFFHOOK_TSPI(tsp, phoneGetStatus)(mine, &status);
    }

    /// Waits until some calls were made, or nobody can make one before time goes on.
    void let_some_through() const {
        const int enough = calls + 12;
        while (calls < enough && waiting < callers) std::this_thread::yield();
    }

    // Closed by one thread while others call with the same handle.
    void reopen() {
        const std::lock_guard lock(mutex);
        close();
        open();
        newest = phone;
    }

    HDRVPHONE phone_now() const { return newest; }

    void disturb(std::mt19937_64& random) {
        const auto lot = random() % 12;
        if (lot == 0) device.unplug();
        if (lot == 1) device.reboot();
        if (lot == 2) device.hold({crossed_operations()[random() % 9].code});
        if (lot == 3) device.press(5, random() % 2 == 0);
        if (lot > 8) device.plug();
        if (lot > 6) device.hold({});
    }

    std::atomic<HDRVPHONE> newest = phone;
    std::atomic<bool> stop = false;
    std::atomic<int> accepted_count = 0;
    std::atomic<int> calls = 0;
    std::atomic<int> waiting = 0;  // callers that have as much outstanding as they like
    std::atomic<DRV_REQUESTID> last_id = 0;
    std::mutex mutex;
    std::vector<DRV_REQUESTID> accepted;  // guarded by mutex
};

class CrossedSeeds : public CrossedThreads, public testing::WithParamInterface<std::uint64_t> {};

}  // namespace

TEST_P(CrossedSeeds, EndEachAcceptedRequestOnce) {
    const char* only = std::getenv("OFFHOOK_SEED");
    const auto seed = only == nullptr ? GetParam() : std::strtoull(only, nullptr, 10);
    std::cout << "OFFHOOK_SEED=" << seed << '\n';
    std::vector<std::thread> threads;
    for (std::uint64_t i = 0; i < callers; ++i) {
        threads.emplace_back([this, seed, i] { call_at_random(seed * 4 + i); });
    }
    std::mt19937_64 random(seed);
    for (auto left = 60000ms; left > 0ms;) {
        const auto span = std::min<std::chrono::milliseconds>(left, 1ms * (random() % 2000));
        left -= span + 1ms;
        let_some_through();
        device.go_on(span);
        disturb(random);
    }
    stop = true;
    for (auto& each : threads) each.join();

    device.hold({});
    device.plug();
    device.pass(60s);
    std::ranges::sort(accepted);
    std::vector<DRV_REQUESTID> ended;
    for (const auto& each : host.completions()) ended.push_back(each.request);
    std::ranges::sort(ended);
    EXPECT_EQ(ended, accepted);
    EXPECT_FALSE(accepted.empty());
    close();
    EXPECT_EQ(host.completions().size(), ended.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, CrossedSeeds, testing::Range<std::uint64_t>(1, 7));

}  // namespace offhook::tests
