#pragma once

#include "sim/program/face.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace offhook::sim {

/// Shows handsets at its faces until a signal ends it: what offhook-sim does without a subcommand.
class serve {
public:
    /// The faces in the order in which they are opened and announced.
    explicit serve(std::vector<std::unique_ptr<face>> faces);

    /// Adds the options of the handsets and of all faces.
    void describe(CLI::App& app);

    /// Runs until SIGINT or SIGTERM; the exit code. Throws what is derived from std::exception,
    /// with a line for a person.
    int run();

private:
    [[nodiscard]] std::vector<face*> wanted_faces() const;

    std::vector<std::unique_ptr<face>> faces_;
    std::size_t handsets_ = 1;
    std::string profile_;
    std::uint64_t seed_;
    std::string log_level_ = "warn";
};

}  // namespace offhook::sim
