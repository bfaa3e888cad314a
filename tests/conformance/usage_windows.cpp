#include "tests/conformance/usage.hpp"

#include <windows.h>
// It needs windows.h.
#include <tlhelp32.h>
#include <algorithm>
#include <array>
#include <memory>

namespace offhook::conformance {
namespace {

std::size_t threads_now() {
    const std::unique_ptr<void, decltype(&CloseHandle)> all(
        CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0), &CloseHandle);
    THREADENTRY32 each{};
    each.dwSize = sizeof each;
    std::size_t count = 0;
    for (auto more = Thread32First(all.get(), &each); more != FALSE;
         more = Thread32Next(all.get(), &each)) {
        if (each.th32OwnerProcessID == GetCurrentProcessId()) ++count;
    }
    return count;
}

std::size_t bytes_in(HANDLE heap) {
    std::size_t bytes = 0;
    HeapLock(heap);
    PROCESS_HEAP_ENTRY each{};
    while (HeapWalk(heap, &each) != FALSE) {
        if ((each.wFlags & PROCESS_HEAP_ENTRY_BUSY) != 0) bytes += each.cbData;
    }
    HeapUnlock(heap);
    return bytes;
}

std::size_t heap_now() {
    std::array<HANDLE, 64> heaps{};
    const auto most = static_cast<DWORD>(heaps.size());
    const auto count = std::min(GetProcessHeaps(most, heaps.data()), most);
    std::size_t bytes = 0;
    for (DWORD i = 0; i < count; ++i) bytes += bytes_in(heaps[i]);
    return bytes;
}

}  // namespace

// Wine 8 counts no handles: 0 before and after.
usage usage_now() {
    DWORD handles = 0;
    GetProcessHandleCount(GetCurrentProcess(), &handles);
    return {.threads = threads_now(), .descriptors = handles, .heap = heap_now()};
}

}  // namespace offhook::conformance
