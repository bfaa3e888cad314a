#include "tests/tsp/simulator.hpp"

#include <boost/json/parse.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace offhook::tests {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("simulator: " + what + ": " + std::strerror(errno));
}

/// "uhid" or "usb"; null: the handsets are reached over the socket.
const char* kernel_plug() {
    return std::getenv("OFFHOOK_CHAIN_PLUG");
}

/// Gives up on a simulator that says nothing: far above what any computer needs.
void set_patience(int socket) {
    const timeval patience{30, 0};
    if (setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0) {
        fail("setsockopt");
    }
}

pid_t spawn(const std::vector<std::string>& words, int output) {
    std::vector<char*> arguments;
    for (const auto& each : words) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const pid_t process = fork();
    if (process != 0) return process;
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // it does not outlive a test that crashes
    dup2(output, STDOUT_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
}

}  // namespace

temporary_folder::temporary_folder() {
    std::string name = std::filesystem::temp_directory_path() / "offhook-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) fail("mkdtemp " + name);
    path_ = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string temporary_folder::write(const std::string& name, std::string_view text) const {
    std::ofstream(file(name)) << text;
    return file(name);
}

simulator::simulator(const temporary_folder& folder, std::vector<std::string> options)
    : listen_("unix:" + folder.file("wire")),
      control_path_(folder.file("control")),
      options_(std::move(options)) {
    if (const char* plug = kernel_plug()) options_.push_back(std::string("--") + plug);
}

simulator::~simulator() {
    kill();
}

void simulator::start() {
    const char* bin = std::getenv("OFFHOOK_BIN_DIR");
    if (bin == nullptr) throw std::runtime_error("OFFHOOK_BIN_DIR is not set; run it by ctest");
    std::vector<std::string> words{std::string(bin) + "/offhook-sim",
                                   "--listen",
                                   listen_,
                                   "--control",
                                   "unix:" + control_path_};
    words.insert(words.end(), options_.begin(), options_.end());
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail("pipe");
    process_ = spawn(words, ends[1]);
    close(ends[1]);
    output_ = ends[0];
    while (read_line(output_) != "ready") continue;
    connect_control();
}

void simulator::kill() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    process_ = -1;
    close_all();
}

void simulator::freeze() {
    ::kill(process_, SIGSTOP);
    int status = 0;
    if (waitpid(process_, &status, WUNTRACED) != process_ || !WIFSTOPPED(status)) fail("stop");
}

void simulator::thaw() {
    ::kill(process_, SIGCONT);
}

std::string simulator::address(int handset) const {
    if (kernel_plug() != nullptr) return "hid:1209:0001:SIM-000" + std::to_string(handset);
    return "sim:" + listen_ + "/" + std::to_string(handset);
}

boost::json::object simulator::operate(const std::string& request) {
    const std::string line = "{" + request + "}\n";
    if (send(control_, line.data(), line.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(line.size())) {
        fail("control: send");
    }
    auto answer = boost::json::parse(read_line(control_)).as_object();
    if (!answer.at("ok").as_bool()) {
        throw std::runtime_error("simulator: " + request + ": " +
                                 std::string(answer.at("error").as_string().c_str()));
    }
    return answer;
}

boost::json::object simulator::state(int handset) {
    const auto request = R"("do":"state","handset":)" + std::to_string(handset);
    return operate(request).at("state").as_object();
}

void simulator::connect_control() {
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    control_path_.copy(where.sun_path, sizeof where.sun_path - 1);
    control_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    set_patience(control_);
    if (connect(control_, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
        fail("connect " + control_path_);
    }
}

std::string simulator::read_line(int from) {
    for (;;) {
        const auto end = pending_.find('\n');
        if (end != std::string::npos) {
            auto line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        char block[4096];
        const auto got = read(from, block, sizeof block);
        if (got <= 0) fail("it said nothing more");
        pending_.append(block, static_cast<std::size_t>(got));
    }
}

void simulator::close_all() {
    for (int* each : {&output_, &control_}) {
        if (*each >= 0) close(*each);
        *each = -1;
    }
    pending_.clear();
}

}  // namespace offhook::tests
