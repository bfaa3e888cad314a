#include "tools/benchmark/simulator.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace offhook::bench {
namespace {

std::string make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "offhook-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
    return name;
}

// Its standard output up to the line "ready"; returns what stood behind "listening ".
std::string wait_until_ready(int output) {
    std::FILE* const lines = ::fdopen(output, "r");
    std::array<char, 4096> line{};
    std::string address;
    bool ready = false;
    while (!ready && std::fgets(line.data(), line.size(), lines) != nullptr) {
        std::string_view text(line.data());
        text = text.substr(0, text.find('\n'));
        if (text.starts_with("listening ")) address = text.substr(10);
        ready = text == "ready";
    }
    std::fclose(lines);
    if (!ready || address.empty()) throw std::runtime_error("offhook-sim did not start");
    return address;
}

}  // namespace

simulator::simulator(const std::string& program, socket_kind kind) : folder_(make_folder()) {
    const auto listen = kind == socket_kind::tcp ? "127.0.0.1:0" : "unix:" + folder_ + "/hid";
    std::array<int, 2> output{};
    if (::pipe(output.data()) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::dup2(output[1], STDOUT_FILENO);
        ::close(output[0]);
        ::execl(program.c_str(), program.c_str(), "--listen", listen.c_str(), nullptr);
        std::perror(program.c_str());
        ::_exit(127);
    }
    ::close(output[1]);
    address_ = wait_until_ready(output[0]);
}

simulator::~simulator() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace offhook::bench
