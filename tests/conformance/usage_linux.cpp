#include "tests/conformance/usage.hpp"

#include <malloc.h>
#include <filesystem>
#include <iterator>

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

}  // namespace offhook::conformance
