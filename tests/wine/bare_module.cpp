// A module with nothing in it but what it uses of the compiler's run-time library (load_test.cpp).

#include <condition_variable>
#include <mutex>
#include <thread>

namespace {

thread_local volatile int own = 0;

}  // namespace

extern "C" __declspec(dllexport) void run_a_thread() {
    std::mutex mutex;
    std::condition_variable changed;
    bool ran = false;
    own = 1;
    std::thread one([&] {
        const std::lock_guard lock(mutex);
        ran = own == 0;
        changed.notify_one();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ran; });
    lock.unlock();
    one.join();
}
