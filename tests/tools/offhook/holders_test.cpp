#include "tools/offhook/doctor/holders.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace offhook::cli {
namespace {

TEST(Holders, AreTheOtherProgramsThatHaveItOpen) {
    const test::temporary_folder folder;
    const auto file = folder.file("device");
    std::ofstream mine(file);
    EXPECT_EQ(holders_of(file), "");  // this program has it open, and is no other
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t other = fork();
    if (other == 0) {
        const int opened = open(file.c_str(), O_RDONLY);
        const char byte = opened >= 0 ? 1 : 0;
        if (write(ready[1], &byte, 1) != 1) _exit(1);
        for (;;) pause();
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    ASSERT_EQ(byte, 1);
    const auto found = holders_of(file);
    EXPECT_NE(found.find("(" + std::to_string(other) + ")"), std::string::npos) << found;
    kill(other, SIGKILL);
    waitpid(other, nullptr, 0);
    EXPECT_EQ(holders_of(file), "");
}

TEST(Holders, OfWhatIsNoFileAreNone) {
    EXPECT_EQ(holders_of("127.0.0.1:7310 handset 0"), "");
    EXPECT_EQ(holders_of("1-2.4:1.0"), "");
}

}  // namespace
}  // namespace offhook::cli
