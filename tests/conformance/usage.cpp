#include "tests/conformance/usage.hpp"

#include <malloc.h>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <thread>

namespace offhook::conformance {
namespace {

std::size_t entries_in(const char* folder) {
    const std::filesystem::directory_iterator entries(folder);
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace

usage usage_now() {
    return {.threads = entries_in("/proc/self/task"),
            .descriptors = entries_in("/proc/self/fd"),
            .heap = ::mallinfo2().uordblks};
}

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
