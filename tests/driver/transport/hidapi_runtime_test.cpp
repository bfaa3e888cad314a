#include "driver/transport/hidapi_runtime.hpp"

#include "tests/driver/transport/fake_hid.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <atomic>
#include <future>
#include <memory>

namespace offhook::transport::test {
namespace {

/// One thread sets it, once, another waits; shared, as either may be the last to touch it. Not an
/// atomic's wait(): under Wine that of libstdc++ 12 has missed a notify_all().
class signal_flag {
public:
    void set() { set_->set_value(); }
    void wait() const { is_set_.wait(); }

private:
    std::shared_ptr<std::promise<void>> set_ = std::make_shared<std::promise<void>>();
    std::shared_future<void> is_set_ = set_->get_future();
};

TEST(HidapiRuntime, WaitsForItsThreadsWhenItStops) {
    hidapi_runtime runtime(std::make_shared<fake_hid>());
    signal_flag may_end;
    bool has_ended = false;
    ASSERT_TRUE(runtime.run([may_end, &has_ended] {
        may_end.wait();
        has_ended = true;
    }));

    may_end.set();

    EXPECT_TRUE(runtime.stop());
    EXPECT_TRUE(has_ended);
}

TEST(HidapiRuntime, LeavesAThreadThatDoesNotEndInTime) {
    auto runtime = std::make_unique<hidapi_runtime>(std::make_shared<fake_hid>(),
                                                    std::chrono::milliseconds(1));
    signal_flag may_end;
    signal_flag has_ended;
    ASSERT_TRUE(runtime->run([may_end, has_ended]() mutable {
        may_end.wait();
        has_ended.set();
    }));

    EXPECT_FALSE(runtime->stop());
    runtime.reset();
    may_end.set();

    has_ended.wait();
}

TEST(HidapiRuntime, StartsNothingAfterStop) {
    hidapi_runtime runtime(std::make_shared<fake_hid>());

    EXPECT_TRUE(runtime.stop());

    EXPECT_FALSE(runtime.run([] { FAIL() << "it ran"; }));
    EXPECT_TRUE(runtime.stop());
}

TEST(HidapiRuntime, LetsGoOfTheLibraryWhenItStops) {
    auto hid = std::make_shared<fake_hid>();
    const std::weak_ptr<fake_hid> watched = hid;
    hidapi_runtime runtime(std::move(hid));
    EXPECT_EQ(runtime.library(), watched.lock());

    runtime.stop();

    EXPECT_TRUE(watched.expired());
}

#ifndef _WIN32  // there are no signals to keep
TEST(HidapiRuntime, KeepsTheProcessesSignalsFromItsThreads) {
    const auto takes_signals = [] {
        sigset_t blocked;
        pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
        return sigismember(&blocked, SIGUSR1) == 0 && sigismember(&blocked, SIGALRM) == 0;
    };
    hidapi_runtime runtime(std::make_shared<fake_hid>());
    std::atomic<bool> thread_takes = true;
    signal_flag ran;
    ASSERT_TRUE(runtime.run([&, ran]() mutable {
        thread_takes = takes_signals();
        ran.set();
    }));
    ran.wait();

    EXPECT_FALSE(thread_takes);
    EXPECT_TRUE(takes_signals());
}
#endif

TEST(HidapiRuntime, RunsMoreThreadsThanItHasAtATime) {
    hidapi_runtime runtime(std::make_shared<fake_hid>());
    for (int i = 0; i < 50; ++i) {
        signal_flag ran;
        ASSERT_TRUE(runtime.run([ran]() mutable { ran.set(); }));
        ran.wait();
    }

    EXPECT_TRUE(runtime.stop());
}

}  // namespace
}  // namespace offhook::transport::test
