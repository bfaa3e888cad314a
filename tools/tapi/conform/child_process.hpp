#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace offhook::tapi::conform {

/// How a child process ended.
struct child_end {
    enum class how { exited, crashed, timed_out };
    how what = how::exited;
    /// The exit code of one that exited.
    int code = 0;
    /// How it crashed, for a person: "signal 11 (Segmentation fault)".
    std::string crash;
    /// What it wrote on standard output and on standard error.
    std::string out;
    std::string err;
};

/// The program that runs now, to be started again.
[[nodiscard]] std::string own_program();

/// Starts a program with its arguments, and this process's environment, and waits for its end; at
/// the limit it is killed. Standard input is empty. Throws std::system_error when it cannot start.
[[nodiscard]] child_end run_child(const std::vector<std::string>& words,
                                  std::chrono::milliseconds limit);

}  // namespace offhook::tapi::conform
