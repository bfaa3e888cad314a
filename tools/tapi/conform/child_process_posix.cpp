#ifndef _WIN32

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "tools/tapi/conform/child_process.hpp"

extern char** environ;

namespace offhook::tapi::conform {
namespace {

using std::chrono::steady_clock;

[[noreturn]] void fail(int code, const std::string& what) {
    throw std::system_error(code, std::generic_category(), what);
}

/// A pipe from a child; both ends are closed at the end.
class pipe_from_child {
public:
    pipe_from_child() {
        // Not inherited but by dup2.
        if (pipe2(ends_.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
    }
    ~pipe_from_child() {
        close_end(0);
        close_end(1);
    }
    pipe_from_child(const pipe_from_child&) = delete;
    pipe_from_child& operator=(const pipe_from_child&) = delete;

    [[nodiscard]] int reading() const { return ends_[0]; }
    [[nodiscard]] int writing() const { return ends_[1]; }
    void close_writing() { close_end(1); }

    /// Appends what is there; closes the end when no more will come.
    void read_into(std::string& text) {
        std::array<char, 4096> block{};
        const ssize_t count = read(ends_[0], block.data(), block.size());
        if (count > 0) text.append(block.data(), static_cast<std::size_t>(count));
        if (count == 0) close_end(0);
    }

private:
    void close_end(std::size_t which) {
        if (ends_[which] >= 0) ::close(ends_[which]);
        ends_[which] = -1;
    }

    std::array<int, 2> ends_{-1, -1};
};

pid_t start(const std::vector<std::string>& words, int out, int err) {
    std::vector<char*> arguments;
    for (const std::string& each : words) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    pid_t child = -1;
    const int result =
        posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (result != 0) fail(result, "cannot start '" + words.front() + "'");
    return child;
}

/// Reads both until the child has closed its standard output; false at the deadline.
bool read_until(pipe_from_child& out,
                pipe_from_child& err,
                child_end& end,
                steady_clock::time_point deadline) {
    while (out.reading() >= 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) return false;
        std::array<pollfd, 2> waiting{pollfd{out.reading(), POLLIN, 0},
                                      pollfd{err.reading(), POLLIN, 0}};
        if (poll(waiting.data(), waiting.size(), static_cast<int>(left.count())) < 0 &&
            errno != EINTR) {
            fail(errno, "poll");
        }
        if (waiting[0].revents != 0) out.read_into(end.out);
        if (waiting[1].revents != 0) err.read_into(end.err);
    }
    return true;
}

/// What is left in the pipe of a process that has ended; a grandchild may still hold it open.
void read_rest(pipe_from_child& from, std::string& text) {
    pollfd waiting{from.reading(), POLLIN, 0};
    while (from.reading() >= 0 && poll(&waiting, 1, 0) > 0) {
        from.read_into(text);
        waiting.fd = from.reading();
    }
}

}  // namespace

std::string own_program() {
    return std::filesystem::read_symlink("/proc/self/exe");
}

child_end run_child(const std::vector<std::string>& words, std::chrono::milliseconds limit) {
    const auto deadline = steady_clock::now() + limit;
    pipe_from_child out;
    pipe_from_child err;
    child_end end;
    const pid_t child = start(words, out.writing(), err.writing());
    out.close_writing();
    err.close_writing();
    const bool in_time = read_until(out, err, end, deadline);
    if (!in_time) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    read_rest(err, end.err);
    if (!in_time) {
        end.what = child_end::how::timed_out;
    } else if (WIFSIGNALED(status)) {
        end.what = child_end::how::crashed;
        end.crash =
            "signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")";
    } else {
        end.code = WEXITSTATUS(status);
    }
    return end;
}

}  // namespace offhook::tapi::conform

#endif
