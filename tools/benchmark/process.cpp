#include "tools/benchmark/process.hpp"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace offhook::bench {
namespace {

// Its standard output up to the line "ready".
std::vector<std::string> wait_until_ready(int output) {
    std::FILE* const stream = ::fdopen(output, "r");
    std::array<char, 4096> line{};
    std::vector<std::string> lines;
    bool ready = false;
    while (!ready && std::fgets(line.data(), line.size(), stream) != nullptr) {
        std::string_view text(line.data());
        text = text.substr(0, text.find('\n'));
        lines.emplace_back(text);
        ready = text == "ready";
    }
    std::fclose(stream);
    if (!ready) throw std::runtime_error("offhook-sim did not start");
    return lines;
}

[[noreturn]] void become(const std::string& program, std::vector<std::string> arguments, int out) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::dup2(out, STDOUT_FILENO);
    std::vector<char*> argv;
    for (auto& one : arguments) argv.push_back(one.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    std::perror(program.c_str());
    ::_exit(127);
}

// The sum of all lines `name: number` in a status file.
std::size_t sum_of(const std::filesystem::path& file,
                   std::initializer_list<std::string_view> names) {
    std::ifstream lines(file);
    std::size_t sum = 0;
    for (std::string line; std::getline(lines, line);) {
        for (const auto name : names) {
            if (line.starts_with(name)) sum += std::stoul(line.substr(name.size()));
        }
    }
    return sum;
}

}  // namespace

simulator_process::simulator_process(const std::string& program,
                                     std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program);
    std::array<int, 2> output{};
    if (::pipe(output.data()) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
        ::close(output[0]);
        become(program, std::move(arguments), output[1]);
    }
    ::close(output[1]);
    lines_ = wait_until_ready(output[0]);
}

simulator_process::~simulator_process() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

std::string simulator_process::address(const std::string& word) const {
    for (const auto& line : lines_) {
        if (line.starts_with(word + " ")) return line.substr(word.size() + 1);
    }
    return {};
}

process_numbers numbers_of(pid_t process) {
    const std::filesystem::path folder("/proc/" + std::to_string(process));
    process_numbers numbers;
    numbers.resident_kib = sum_of(folder / "status", {"VmRSS:"});
    for (const auto& thread : std::filesystem::directory_iterator(folder / "task")) {
        ++numbers.threads;
        numbers.switches += sum_of(thread.path() / "status",
                                   {"voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:"});
    }
    return numbers;
}

void pin_to_one_core() {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0)
        throw std::runtime_error("cannot pin to core 0");
}

}  // namespace offhook::bench
