#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

// The prompt in a pseudo terminal, as a person has it: keys in, what the screen gets out.

namespace {

constexpr int patience_ms = 60000;

class terminal {
public:
    explicit terminal(const std::string& history_file) {
        winsize size{};
        size.ws_row = 24;
        size.ws_col = 200;
        child_ = forkpty(&screen_, nullptr, nullptr, &size);
        if (child_ == 0) {
            setenv("TERM", "xterm", 1);
            setenv("HOME", "/nonexistent", 1);
            setenv("OFFHOOK_TAPI_HISTORY", history_file.c_str(), 1);
            execl(OFFHOOK_TAPI, "offhook-tapi", "--tsp", OFFHOOK_FAKE_TSP, nullptr);
            _exit(127);
        }
    }
    ~terminal() {
        close(screen_);
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
    }
    terminal(const terminal&) = delete;
    terminal& operator=(const terminal&) = delete;

    void type(const std::string& keys) const {
        ASSERT_EQ(write(screen_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    }

    /// Waits until the screen got `wanted` behind what was seen before; what follows is left.
    void see(const std::string& wanted) {
        std::size_t at = 0;
        while ((at = unseen_.find(wanted)) == std::string::npos) {
            ASSERT_TRUE(read_more()) << "'" << wanted << "' does not come after: " << unseen_;
        }
        unseen_.erase(0, at + wanted.size());
    }

    int exit_code() {
        while (read_more()) {
        }
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    bool read_more() {
        pollfd wait{.fd = screen_, .events = POLLIN, .revents = 0};
        char some[4096];
        if (poll(&wait, 1, patience_ms) <= 0) return false;
        const ssize_t count = read(screen_, some, sizeof some);
        if (count <= 0) return false;
        unseen_.append(some, static_cast<std::size_t>(count));
        return true;
    }

    pid_t child_ = 0;
    int screen_ = -1;
    std::string unseen_;
};

class Prompt : public testing::Test {
protected:
    Prompt() { std::remove(history_.c_str()); }
    ~Prompt() override { std::remove(history_.c_str()); }

    const std::string history_ =
        testing::TempDir() + "offhook-tapi-history." + std::to_string(getpid());
};

TEST_F(Prompt, CompletesACommandWithTab) {
    terminal person(history_);
    person.see("tapi> ");
    person.type("open\r");
    person.see("device 0");
    person.see("tapi> ");
    person.type("set-la\t3 steady\r");
    person.see("mp 3 steady");
    person.see("request 1  OK");
    person.see("tapi> ");
    person.type("get-b\t1\r");
    person.see("utton-info 1");
    person.see("Hold");
    person.see("tapi> ");
    person.type("\x04");
    EXPECT_EQ(person.exit_code(), 0);
}

TEST_F(Prompt, ListsWhatTabCouldMean) {
    terminal person(history_);
    person.see("tapi> ");
    person.type("get-d\t");
    person.see("get-data  get-display");
    person.see("tapi> get-d");
    person.type("i\t\r");
    person.see("no phone is open");
    person.see("tapi> ");
    person.type("quit\r");
    EXPECT_EQ(person.exit_code(), 2);
}

TEST_F(Prompt, BringsBackALineOfAnEarlierSession) {
    {
        terminal person(history_);
        person.see("tapi> ");
        person.type("open 0 owner as desk\r");
        person.see("phone desk");
        person.see("tapi> ");
        person.type("quit\r");
        EXPECT_EQ(person.exit_code(), 0);
    }
    struct stat kept {};
    ASSERT_EQ(stat(history_.c_str(), &kept), 0);
    EXPECT_EQ(kept.st_mode & 0777, 0600U);

    terminal person(history_);
    person.see("tapi> ");
    person.type("\x1b[A\x1b[A\r");  // up: quit, then the line before it
    person.see("open 0 owner as desk");
    person.see("phone desk");
    person.see("tapi> ");
    person.type("\x04");
    EXPECT_EQ(person.exit_code(), 0);
}

TEST_F(Prompt, AbandonsTheLineOnCtrlC) {
    terminal person(history_);
    person.see("tapi> ");
    person.type("set-lamp 1");
    person.see("set-lamp 1");
    person.type("\x03");
    person.see("^C");
    person.see("tapi> ");
    person.type("devices\r");
    person.see("phones 1");
    person.see("tapi> ");
    person.type("\x04");
    EXPECT_EQ(person.exit_code(), 0);
}

}  // namespace
