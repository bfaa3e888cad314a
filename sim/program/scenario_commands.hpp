#pragma once

#include <memory>
#include <optional>

namespace CLI {
class App;
}

namespace offhook::sim {

/// A subcommand of offhook-sim, in a file of its own.
class subcommand {
public:
    subcommand() = default;
    virtual ~subcommand() = default;
    subcommand(const subcommand&) = delete;
    subcommand& operator=(const subcommand&) = delete;

    /// Adds itself with its options.
    virtual void describe(CLI::App& app) = 0;

    /// The exit code, if the command line asks for it.
    [[nodiscard]] virtual std::optional<int> run() = 0;
};

/// `check FILE...`: every mistake of scenarios, with line and column; 0 or 2.
[[nodiscard]] std::unique_ptr<subcommand> make_check_command();

/// `run FILE...`: 0 passed, 1 failed, 2 a bad scenario, 3 timed out; the worst of them.
[[nodiscard]] std::unique_ptr<subcommand> make_run_command();

}  // namespace offhook::sim
