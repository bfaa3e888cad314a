#pragma once

#include "driver/transport/hid_library.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace offhook::transport {

/// How long stop() waits for threads: hidraw gives a blocked write up after 5 s (measured 5.09 s).
inline constexpr std::chrono::milliseconds default_thread_patience{6000};

/// hidapi, and the threads of all HID transports of one driver. Safe from any thread but those.
class hidapi_runtime {
public:
    /// hidapi itself, with the back end that the environment names (OFFHOOK_HIDAPI); it is
    /// initialised when the first device is wanted. The process has one of each back end, shared
    /// by all runtimes and let go of by the last.
    hidapi_runtime();

    /// Another library in hidapi's place, for tests.
    explicit hidapi_runtime(std::shared_ptr<hid_library> library,
                            std::chrono::milliseconds patience = default_thread_patience);

    /// As stop().
    ~hidapi_runtime();

    hidapi_runtime(const hidapi_runtime&) = delete;
    hidapi_runtime& operator=(const hidapi_runtime&) = delete;

    [[nodiscard]] std::shared_ptr<hid_library> library();

    /// Starts a thread, which takes no signals. False after stop(), and when the system has no
    /// thread to give.
    [[nodiscard]] bool run(std::function<void()> work);

    /// Waits for the threads, which end when their transports are closed: within 100 ms, or when
    /// the kernel gives up a write. A thread that is still there after the patience is left to
    /// itself, with a warning in the log; false then.
    bool stop();

private:
    struct running_thread {
        std::thread thread;
        std::shared_ptr<bool> has_ended;  // under the board's mutex
    };

    void join_ended();

    /// What a thread touches when it ends: it may outlive the runtime.
    struct board {
        std::mutex mutex;
        std::condition_variable ended;
    };

    const std::chrono::milliseconds patience_;
    const std::shared_ptr<board> board_ = std::make_shared<board>();
    std::mutex mutex_;  // of what follows
    std::shared_ptr<hid_library> library_;
    std::list<running_thread> threads_;
    bool is_stopped_ = false;
};

}  // namespace offhook::transport
