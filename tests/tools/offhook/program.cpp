#include "tests/tools/offhook/program.hpp"

#include <boost/json/parse.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace offhook::tests {
namespace {

// Far above what any computer needs.
constexpr int patience_ms = 60000;

constexpr uid_t nobody = 65534;

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("offhook: " + what + ": " + std::strerror(errno));
}

std::string path_of_program() {
    const char* bin = std::getenv("OFFHOOK_BIN_DIR");
    if (bin == nullptr) throw std::runtime_error("OFFHOOK_BIN_DIR is not set; run it by ctest");
    return std::string(bin) + "/offhook";
}

void set_environment(const variables& environment) {
    for (const char* name : {"OFFHOOK_DEVICES", "OFFHOOK_LOG", "OFFHOOK_LOG_FILE"}) unsetenv(name);
    setenv("OFFHOOK_CONFIG", "/dev/null", 1);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
}

}  // namespace

program::program(const std::vector<std::string>& arguments,
                 const variables& environment,
                 user who) {
    const auto path = path_of_program();
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const auto& each : arguments) words.push_back(const_cast<char*>(each.c_str()));
    words.push_back(nullptr);
    int out[2];
    int err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) fail("pipe");
    process_ = fork();
    if (process_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // it does not outlive a test that crashes
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        set_environment(environment);
        if (who == user::nobody && geteuid() == 0 && setuid(nobody) != 0) _exit(126);
        execv(words[0], words.data());
        _exit(127);
    }
    close(out[1]);
    close(err[1]);
    out_ = out[0];
    err_ = err[0];
}

program::~program() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    close(out_);
    close(err_);
}

bool program::read_more(int from, std::string& pending) {
    pollfd one{from, POLLIN, 0};
    if (poll(&one, 1, patience_ms) <= 0) throw std::runtime_error("offhook says nothing more");
    char block[4096];
    const auto got = read(from, block, sizeof block);
    if (got < 0) fail("read");
    pending.append(block, static_cast<std::size_t>(got));
    return got > 0;
}

std::string program::read_line(int from, std::string& pending) {
    for (;;) {
        const auto end = pending.find('\n');
        if (end != std::string::npos) {
            auto line = pending.substr(0, end);
            pending.erase(0, end + 1);
            return line;
        }
        if (!read_more(from, pending)) throw std::runtime_error("offhook ended after: " + pending);
    }
}

std::string program::next_line() {
    return read_line(out_, pending_out_);
}

std::string program::next_complaint() {
    return read_line(err_, pending_err_);
}

void program::interrupt() const {
    ::kill(process_, SIGINT);
}

finished program::wait() {
    while (read_more(out_, pending_out_)) continue;
    while (read_more(err_, pending_err_)) continue;
    int status = 0;
    if (waitpid(process_, &status, 0) != process_) fail("wait");
    process_ = -1;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return {code, pending_out_, pending_err_};
}

finished run(const std::vector<std::string>& arguments, const variables& environment, user who) {
    program one(arguments, environment, who);
    return one.wait();
}

std::vector<boost::json::object> objects_in(const std::string& text) {
    std::vector<boost::json::object> all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        all.push_back(boost::json::parse(line).as_object());
    }
    return all;
}

}  // namespace offhook::tests
