#include "tools/tapi/conform/resources.hpp"

#ifdef _WIN32
#include <windows.h>
// windows.h comes first.
#include <tlhelp32.h>
#else
#include <filesystem>
#include <iterator>
#include <system_error>
#endif

namespace offhook::tapi::conform {

#ifdef _WIN32

std::optional<resources> count_resources() {
    DWORD handles = 0;
    if (GetProcessHandleCount(GetCurrentProcess(), &handles) == 0) return std::nullopt;
    const HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    if (snapshot == INVALID_HANDLE_VALUE) return std::nullopt;
    resources found{0, handles};
    THREADENTRY32 each{};
    each.dwSize = sizeof each;
    for (BOOL more = Thread32First(snapshot, &each); more != 0;
         more = Thread32Next(snapshot, &each)) {
        if (each.th32OwnerProcessID == GetCurrentProcessId()) ++found.threads;
    }
    CloseHandle(snapshot);
    return found;
}

#else

namespace {

std::optional<std::size_t> entries_of(const char* folder) {
    std::error_code ec;
    const std::filesystem::directory_iterator begin(folder, ec);
    if (ec) return std::nullopt;
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

}  // namespace

std::optional<resources> count_resources() {
    const auto threads = entries_of("/proc/self/task");
    const auto handles = entries_of("/proc/self/fd");
    if (!threads || !handles) return std::nullopt;
    return resources{*threads, *handles};
}

#endif

}  // namespace offhook::tapi::conform
