// offhook.tsp is loaded and freed as the telephony service may do it, again and again.

#include "tsp/tspi.hpp"

#include <gtest/gtest.h>
#include <tlhelp32.h>

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

usage usage_now() {
    usage now;
    GetProcessHandleCount(GetCurrentProcess(), &now.handles);
    HANDLE const all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    THREADENTRY32 entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = Thread32First(all, &entry); more != 0; more = Thread32Next(all, &entry)) {
        if (entry.th32OwnerProcessID == GetCurrentProcessId()) ++now.threads;
    }
    CloseHandle(all);
    return now;
}

/// The module in the bin folder; freeing it is left to the test.
class loaded_tsp {
public:
    loaded_tsp() {
        const auto path = std::filesystem::path(std::getenv("OFFHOOK_BIN_DIR")) / module_name;
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

#define OFFHOOK_TSPI(from, name) ((from).find<decltype(TSPI_##name)>("TSPI_" #name))

void CALLBACK on_completion(DRV_REQUESTID /*request*/, LONG /*result*/) {}
void CALLBACK on_event(HTAPIPHONE, HDRVPHONE, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

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

void use_once() {
    loaded_tsp tsp;
    const DWORD phones = count_phones(tsp);
    ASSERT_EQ(phones, 1U);
    begin_session(tsp, phones);
    use_phone(tsp);
    end_session(tsp);
    tsp.free();
    ASSERT_EQ(GetModuleHandleW(module_name), nullptr) << "it is still loaded";
}

class Load : public testing::Test {
protected:
    // As in the telephony service, where others use sockets, too: Wine 8 does not bear that Winsock
    // is unloaded and loaded again.
    static void SetUpTestSuite() { ASSERT_NE(LoadLibraryW(L"ws2_32.dll"), nullptr); }
};

TEST_F(Load, AHundredSessionsLeaveNoThreadAndNoHandle) {
    for (int i = 0; i < 3 && !HasFatalFailure(); ++i) use_once();  // what is there once and for all
    const usage before = usage_now();
    for (int i = 0; i < 100 && !HasFatalFailure(); ++i) use_once();
    const usage after = usage_now();
    std::cout << before.threads << " threads and " << before.handles << " handles before, "
              << after.threads << " and " << after.handles << " after\n";
    EXPECT_EQ(after.threads, before.threads);
    EXPECT_EQ(after.handles, before.handles);
}

TEST_F(Load, AModuleWithThreadsStaysUntilTheyHaveEnded) {
    for (int i = 0; i < 3; ++i) {
        loaded_tsp tsp;
        EXPECT_EQ(count_phones(tsp), 1U);
        tsp.free();
        EXPECT_NE(GetModuleHandleW(module_name), nullptr);
    }
    use_once();
}

}  // namespace
}  // namespace offhook::tests
