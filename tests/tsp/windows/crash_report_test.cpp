#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <windows.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace offhook::tsp {
namespace {

constexpr DWORD reached_the_host = 42;  // crash_host.cpp

/// Runs crash_host with the faulty module, and reads the log.
class CrashReport : public testing::Test {
protected:
    DWORD crash(const std::string& way) {
        const auto bin = std::string(std::getenv("OFFHOOK_BIN_DIR"));
        std::string command = quoted(bin + "/test/crash_host.exe") + " " +
                              quoted(bin + "/test/faulty.dll") + " " + quoted(log_) + " " + way;
        STARTUPINFOA start{};
        start.cb = sizeof start;
        PROCESS_INFORMATION process{};
        EXPECT_TRUE(CreateProcessA(nullptr,
                                   command.data(),
                                   nullptr,
                                   nullptr,
                                   FALSE,
                                   0,
                                   nullptr,
                                   nullptr,
                                   &start,
                                   &process))
            << command;
        EXPECT_EQ(WaitForSingleObject(process.hProcess, 30000), WAIT_OBJECT_0) << "it hangs";
        DWORD code = 0;
        GetExitCodeProcess(process.hProcess, &code);
        CloseHandle(process.hThread);
        CloseHandle(process.hProcess);
        return code;
    }

    [[nodiscard]] std::string told() const {
        std::ifstream file(log_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    [[nodiscard]] std::size_t count(const std::string& what) const {
        const auto text = told();
        std::size_t times = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
            ++times;
        }
        return times;
    }

private:
    static std::string quoted(const std::string& text) { return '"' + text + '"'; }

    offhook::test::temporary_folder folder_;
    const std::string log_ = folder_.file("offhook.log");
};

TEST_F(CrashReport, NotesAnAccessViolationWithItsStackAndLetsItGoOn) {
    EXPECT_EQ(crash("write"), reached_the_host);

    const auto text = told();
    EXPECT_NE(text.find(" critical faulty.dll "), std::string::npos) << text;
    EXPECT_NE(text.find(": access violation (0xc0000005) writing 0x0\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("    #0 faulty.dll+0x"), std::string::npos) << text;
    EXPECT_NE(text.find(" crash_host.exe+0x"), std::string::npos) << text;
}

TEST_F(CrashReport, NotesACallOfNothing) {
    EXPECT_EQ(crash("call"), reached_the_host);

    EXPECT_EQ(count("    #0 ?+0x0\n"), 1U) << told();
    EXPECT_EQ(count("    #1 faulty.dll+0x"), 1U) << told();
}

TEST_F(CrashReport, NotesACrashInAFunctionThatTheModuleCalled) {
    EXPECT_EQ(crash("copy"), reached_the_host);

    EXPECT_EQ(count("access violation"), 1U) << told();
    EXPECT_EQ(count("    #0 msvcrt.dll+0x") + count("    #0 ucrtbase.dll+0x"), 1U) << told();
    EXPECT_GE(count(" faulty.dll+0x"), 1U) << told();
}

TEST_F(CrashReport, NotesACrashInAThreadOfTheModule) {
    EXPECT_EQ(crash("thread"), reached_the_host);

    EXPECT_EQ(count("    #0 faulty.dll+0x"), 1U) << told();
}

#ifdef __MINGW32__  // elsewhere both are the C runtime's own affair

TEST_F(CrashReport, NotesAnExceptionThatNobodyCaughtAndEndsTheProcess) {
    const auto code = crash("throw");

    EXPECT_NE(code, 0U);
    EXPECT_NE(code, reached_the_host);
    EXPECT_EQ(count("std::terminate for an exception that nobody caught: nobody takes this\n"), 1U)
        << told();
    EXPECT_GE(count("faulty.dll+0x"), 1U) << told();
}

TEST_F(CrashReport, NotesAbortAndEndsTheProcess) {
    const auto code = crash("abort");

    EXPECT_NE(code, 0U);
    EXPECT_NE(code, 3U) << "the C runtime's way, with a message box";
    EXPECT_EQ(count(": abort()\n"), 1U) << told();
}

#endif

TEST_F(CrashReport, SaysNothingOfACrashInTheHost) {
    EXPECT_EQ(crash("host"), reached_the_host);

    EXPECT_EQ(told(), "");
}

TEST_F(CrashReport, SaysNothingOfWhatIsRaisedOnPurpose) {
    EXPECT_EQ(crash("raise"), reached_the_host);

    EXPECT_EQ(told(), "");
}

TEST_F(CrashReport, IsGoneWhenTheModuleIsUnloaded) {
    EXPECT_EQ(crash("unloaded"), reached_the_host);

    EXPECT_EQ(told(), "");
}

TEST_F(CrashReport, NotesEightCrashesOfOneThatIsPutUpWithAndNoMore) {
    crash("ten");

    EXPECT_EQ(count(" critical faulty.dll "), 8U) << told();
}

}  // namespace
}  // namespace offhook::tsp
