#include "tests/conformance/usage.hpp"

#include <chrono>
#include <thread>

namespace offhook::conformance {

usage usage_after(const usage& before) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    auto now = usage_now();
    while (now.threads > before.threads && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        now = usage_now();
    }
    return now;
}

}  // namespace offhook::conformance
