#include "tools/tapi/fair_shared_mutex.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace offhook::tapi {
namespace {

TEST(FairSharedMutex, LetsManyShareAndOneBeAlone) {
    fair_shared_mutex mutex;
    int alone = 0;
    std::atomic<int> inside{0};
    std::atomic<bool> wrong{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int turn = 0; turn < 500; ++turn) {
                {
                    const std::shared_lock lock(mutex);
                    ++inside;
                    --inside;
                }
                const std::unique_lock lock(mutex);
                if (inside != 0) wrong = true;
                ++alone;
            }
        });
    }
    for (std::thread& each : threads) each.join();
    EXPECT_FALSE(wrong);
    EXPECT_EQ(alone, 2000);
}

TEST(FairSharedMutex, LetsNobodyPassWhoeverWaitsToBeAlone) {
    fair_shared_mutex mutex;
    mutex.lock_shared();
    ASSERT_TRUE(mutex.try_lock_shared());
    mutex.unlock_shared();
    std::thread waiting([&] { const std::unique_lock lock(mutex); });

    // Until it waits; one that lets others pass keeps this going for ever.
    while (mutex.try_lock_shared()) mutex.unlock_shared();

    mutex.unlock_shared();
    waiting.join();
    EXPECT_TRUE(mutex.try_lock_shared());
    mutex.unlock_shared();
}

}  // namespace
}  // namespace offhook::tapi
