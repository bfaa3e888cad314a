// offhook.tsp is loaded and freed as the telephony service may do it, again and again.

#include "tsp/tspi.hpp"

#include <gtest/gtest.h>
#include <tlhelp32.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace offhook::tests {
namespace {

constexpr const wchar_t* module_name = L"offhook.tsp";

/// What this process has of the system.
struct usage {
    DWORD threads = 0;
    DWORD handles = 0;
};

/// Asked one by one: under Wine 8 GetProcessHandleCount is always 0.
DWORD count_handles() {
    constexpr std::uintptr_t step = 4;
    constexpr std::uintptr_t most = 8192;
    DWORD count = 0;
    for (std::uintptr_t i = 1; i <= most; ++i) {
        DWORD flags = 0;
        count += GetHandleInformation(reinterpret_cast<HANDLE>(i * step), &flags) != 0 ? 1U : 0U;
    }
    return count;
}

DWORD count_threads() {
    HANDLE const all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    DWORD count = 0;
    THREADENTRY32 entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = Thread32First(all, &entry); more != 0; more = Thread32Next(all, &entry)) {
        count += entry.th32OwnerProcessID == GetCurrentProcessId() ? 1U : 0U;
    }
    CloseHandle(all);
    return count;
}

usage usage_now() {
    return {.threads = count_threads(), .handles = count_handles()};
}

/// A module in the bin folder; freeing it is left to the test.
class loaded_module {
public:
    explicit loaded_module(const wchar_t* name) {
        const auto path = std::filesystem::path(std::getenv("OFFHOOK_BIN_DIR")) / name;
        module_ = LoadLibraryW(path.c_str());
        if (module_ == nullptr) throw std::runtime_error("cannot load " + path.string());
    }

    template <class Function>
    [[nodiscard]] Function* find(const char* name) const {
        const auto found = reinterpret_cast<void*>(GetProcAddress(module_, name));
        if (found == nullptr) throw std::runtime_error(std::string(name) + " is not exported");
        return reinterpret_cast<Function*>(found);
    }

    void free() { EXPECT_NE(FreeLibrary(module_), 0); }

private:
    HMODULE module_ = nullptr;
};

struct loaded_tsp : loaded_module {
    loaded_tsp() : loaded_module(module_name) {}
};

#define OFFHOOK_TSPI(from, name) ((from).find<decltype(TSPI_##name)>("TSPI_" #name))

void CALLBACK on_completion(DRV_REQUESTID /*request*/, LONG /*result*/) {}
void CALLBACK on_event(HTAPIPHONE, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

DWORD count_phones(const loaded_tsp& tsp) {
    DWORD lines = 0;
    DWORD phones = 0;
    EXPECT_EQ(
        OFFHOOK_TSPI(tsp, providerEnumDevices)(1, &lines, &phones, nullptr, nullptr, on_event), 0);
    return phones;
}

void begin_session(const loaded_tsp& tsp, DWORD phones) {
    DWORD options = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerInit)(
                  tspi::version_3_1, 1, 0, 0, 0, phones, on_completion, &options),
              0);
}

void end_session(const loaded_tsp& tsp) {
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerShutdown)(tspi::version_3_1, 1), 0);
}

void use_phone(const loaded_tsp& tsp) {
    HDRVPHONE phone = nullptr;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneOpen)(0, nullptr, &phone, tspi::version_3_1, on_event), 0);
    EXPECT_GT(OFFHOOK_TSPI(tsp, phoneSetLamp)(1, phone, 12, PHONELAMPMODE_STEADY), 0);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneClose)(phone), 0);
}

void use_session(const loaded_tsp& tsp) {
    const DWORD phones = count_phones(tsp);
    ASSERT_EQ(phones, 1U);
    begin_session(tsp, phones);
    use_phone(tsp);
    end_session(tsp);
}

void load_and_use() {
    loaded_tsp tsp;
    use_session(tsp);
    tsp.free();
    ASSERT_EQ(GetModuleHandleW(module_name), nullptr) << "it is still loaded";
}

/// A module that does nothing but run one thread (bare_module.cpp).
void load_and_use_bare() {
    loaded_module bare(L"test/bare.dll");
    (*bare.find<void()>("run_a_thread"))();
    bare.free();
}

/// What `times` calls of it have left, after three that make what is there once and for all.
template <class Function>
usage left_by(int times, const Function& use) {
    for (int i = 0; i < 3 && !testing::Test::HasFatalFailure(); ++i) use();
    const usage before = usage_now();
    EXPECT_GT(before.handles, 0U);
    for (int i = 0; i < times && !testing::Test::HasFatalFailure(); ++i) use();
    const usage after = usage_now();
    std::cout << before.threads << " threads and " << before.handles << " handles before, "
              << after.threads << " and " << after.handles << " after\n";
    return {.threads = after.threads - before.threads, .handles = after.handles - before.handles};
}

class Load : public testing::Test {
protected:
    // As in the telephony service, where others use them, too. Wine 8 does not bear that Winsock is
    // unloaded and loaded again, and its sound libraries leave registry keys open each time.
    static void SetUpTestSuite() {
        for (const auto* name : {L"ws2_32.dll", L"winmm.dll", L"ole32.dll", L"cfgmgr32.dll"}) {
            ASSERT_NE(LoadLibraryW(name), nullptr);
        }
    }
};

// A mutex of mingw-w64's run-time library makes its event when it is first waited for, whenever
// that is; it keeps it while the module stays.
TEST_F(Load, SessionsLeaveNoThreadAndNoHandle) {
    loaded_tsp tsp;
    const usage left = left_by(50, [&] { use_session(tsp); });
    EXPECT_EQ(left.threads, 0U);
    EXPECT_LE(left.handles, 5U);  // one a session were fifty
    tsp.free();
}

// mingw-w64's own run-time library leaves about four handles when a module goes before the threads
// that have called it, and one for each mutex of its own that was waited for; a module with nothing
// else in it shows the former. Ours are none.
TEST_F(Load, AHundredLoadsLeaveNoThreadAndNoHandleOfOurs) {
    const usage run_time = left_by(100, load_and_use_bare);
    const usage left = left_by(100, load_and_use);
    EXPECT_EQ(left.threads, 0U);
    EXPECT_LE(left.handles, run_time.handles + 75);  // one of ours a load were a hundred
}

TEST_F(Load, AModuleWithThreadsStaysUntilTheyHaveEnded) {
    for (int i = 0; i < 3; ++i) {
        loaded_tsp tsp;
        EXPECT_EQ(count_phones(tsp), 1U);
        tsp.free();
        EXPECT_NE(GetModuleHandleW(module_name), nullptr);
    }
    load_and_use();
}

}  // namespace
}  // namespace offhook::tests
