#include "sim/program/scenario_commands.hpp"
#include "sim/scenario/scenario.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace offhook::sim {
namespace {

class check_command final : public subcommand {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("check", "Tells every mistake of scenario files");
        command_->add_option("FILE", files_, "scenarios, see sim/scenarios/README.md")->required();
    }

    std::optional<int> run() override {
        if (!command_->parsed()) return std::nullopt;
        int code = 0;
        for (const auto& file : files_) {
            try {
                (void)load_scenario(file);
                std::cout << file << ": fine\n";
            } catch (const scenario_error& error) {
                std::cerr << error.what() << "\n";
                code = 2;
            }
        }
        return code;
    }

private:
    CLI::App* command_ = nullptr;
    std::vector<std::string> files_;
};

}  // namespace

std::unique_ptr<subcommand> make_check_command() {
    return std::make_unique<check_command>();
}

}  // namespace offhook::sim
