#pragma once

#include <sys/types.h>
#include <string>
#include <vector>

namespace offhook::bench {

/// An offhook-sim of its own, ended with this object.
class simulator_process {
public:
    /// Starts `program` and waits until it is ready. Throws std::runtime_error.
    simulator_process(const std::string& program, std::vector<std::string> arguments);
    ~simulator_process();

    simulator_process(const simulator_process&) = delete;
    simulator_process& operator=(const simulator_process&) = delete;

    /// What stood behind `word` in the lines that it printed; empty if there was no such line.
    [[nodiscard]] std::string address(const std::string& word) const;

    [[nodiscard]] pid_t pid() const { return process_; }

private:
    std::vector<std::string> lines_;
    pid_t process_ = -1;
};

/// What the kernel counts for a process. Source: proc(5).
struct process_numbers {
    std::size_t resident_kib = 0;  ///< VmRSS
    std::size_t threads = 0;
    std::size_t switches = 0;  ///< of all its threads, voluntary or not: how often it woke up
};

[[nodiscard]] process_numbers numbers_of(pid_t process);

/// All threads of this process, and what it starts from now on, on one core: what the code costs
/// without what waking another core costs. Throws std::runtime_error.
void pin_to_one_core();

}  // namespace offhook::bench
