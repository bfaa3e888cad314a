#include "driver/transport/polling_watch.hpp"
#include "driver/transport/signalled_watch.hpp"

#include <gtest/gtest.h>
#include <thread>

namespace offhook::transport::test {
namespace {

using namespace std::chrono_literals;
using outcome = hid_watch::outcome;

TEST(PollingWatch, SaysLookAgainAfterItsInterval) {
    polling_watch watch(0ms);

    EXPECT_EQ(watch.wait({}), outcome::changed);
}

TEST(PollingWatch, LooksMoreOftenWithinALimitAndTellsItsEnd) {
    polling_watch watch(10ms);

    EXPECT_EQ(watch.wait(5ms), outcome::changed);
    EXPECT_EQ(watch.wait(0ms), outcome::timed_out);
}

TEST(PollingWatch, StopsForGood) {
    polling_watch watch(std::chrono::hours(1));
    outcome seen = outcome::timed_out;
    std::thread waiter([&] { seen = watch.wait({}); });
    watch.stop();
    waiter.join();

    EXPECT_EQ(seen, outcome::stopped);
    EXPECT_EQ(watch.wait(0ms), outcome::stopped);
}

TEST(SignalledWatch, CountsSignalsThatNobodyWaitedForAsOne) {
    signalled_watch watch;
    EXPECT_EQ(watch.wait(0ms), outcome::timed_out);
    watch.signal();
    watch.signal();

    EXPECT_EQ(watch.wait({}), outcome::changed);
    EXPECT_EQ(watch.wait(0ms), outcome::timed_out);

    watch.signal();
    watch.stop();
    EXPECT_EQ(watch.wait({}), outcome::stopped);
    EXPECT_EQ(watch.wait({}), outcome::stopped);
}

TEST(SignalledWatch, WakesAThreadThatWaits) {
    signalled_watch watch;
    outcome seen = outcome::timed_out;
    std::thread waiter([&] { seen = watch.wait({}); });
    watch.signal();
    waiter.join();

    EXPECT_EQ(seen, outcome::changed);
}

}  // namespace
}  // namespace offhook::transport::test
