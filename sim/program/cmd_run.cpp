#include "sim/plug/rack_timer.hpp"
#include "sim/program/face.hpp"
#include "sim/program/scenario_commands.hpp"
#include "sim/scenario/junit.hpp"
#include "sim/scenario/scenario_run.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

namespace offhook::sim {
namespace {

class run_command final : public subcommand {
public:
    run_command() {
        faces_.push_back(make_socket_face());
        faces_.push_back(make_uhid_face());
        faces_.push_back(make_usb_face());
    }

    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("run", "Runs scenario files; the exit code says how it went");
        command_->add_option("FILE", files_, "scenarios, see sim/scenarios/README.md")->required();
        command_->add_option("--junit", junit_, "writes the results there, as JUnit XML")
            ->type_name("OUT");
        command_->add_option("--svg", svg_, "draws the last scenario's timeline there")
            ->type_name("OUT");
        command_->add_option("--seed", seed_, "of session numbers")
            ->type_name("S")
            ->capture_default_str();
        command_->add_option("--time", time_, "virtual: as quick as it goes; real: with the clock")
            ->check(CLI::IsMember({"virtual", "real"}))
            ->capture_default_str();
        command_->add_flag("--quiet", quiet_, "no event log, only how each scenario ended");
        for (const auto& one : faces_) one->describe(*command_);
        command_->footer("Exit codes: 0 passed, 1 failed, 2 bad scenario, 3 timed out.");
    }

    std::optional<int> run() override {
        if (!command_->parsed()) return std::nullopt;
        std::vector<face*> wanted;
        for (const auto& one : faces_) {
            if (!one->is_wanted()) continue;
            wanted.push_back(one.get());
            if (one->is_kernel() && time_ == "virtual") {
                std::cerr << "offhook-sim: a kernel's time cannot be virtual; use --time real\n";
                return 2;
            }
        }
        int worst = 0;
        for (std::size_t i = 0; i < files_.size(); ++i) {
            show_progress(i);
            worst = std::max(worst, run_file(files_[i], wanted));
        }
        if (!junit_.empty()) std::ofstream(junit_) << junit_xml(cases_);
        return worst;
    }

private:
    // One line that is written over on a terminal; elsewhere each scenario has its own line anyway.
    void show_progress(std::size_t done) const {
        if (files_.size() < 2 || ::isatty(STDERR_FILENO) == 0) return;
        std::cerr << "\r\x1b[K" << done + 1 << "/" << files_.size() << " " << files_[done]
                  << (done + 1 == files_.size() ? "\r\x1b[K" : "") << std::flush;
    }

    int run_file(const std::string& file, const std::vector<face*>& wanted) {
        try {
            return play(file, load_scenario(file), wanted);
        } catch (const scenario_error& error) {
            std::cerr << error.what() << "\n";
            cases_.push_back({file, 0, error.what(), true});
            return 2;
        }
    }

    int play(const std::string& file, const scenario& what, const std::vector<face*>& wanted) {
        const bool is_virtual = time_ == "virtual";
        boost::asio::io_context context(1);
        time_point clock{};
        rack handsets(what.profile, {.count = what.handsets, .seed = seed_, .now = [&] {
                                         return is_virtual ? clock
                                                           : std::chrono::steady_clock::now();
                                     }});
        control_hub hub(handsets);
        for (std::size_t i = 0; i < handsets.size(); ++i) handsets.plug_in(i);
        for (auto* one : wanted) one->open({context, handsets, hub});
        for (auto* one : wanted) one->announce(std::cout);
        if (!quiet_) std::cout << "scenario " << what.name << ", seed " << seed_ << "\n";
        scenario_log log;
        scenario_run run(what, hub, [&](const log_entry& entry) {
            if (!quiet_) std::cout << to_line(entry) << "\n";
            log.push_back(entry);
        });
        for (run.turn(); run.how() == scenario_run::result::running; run.turn()) {
            const auto due = earliest(run.next_deadline(), handsets.next_deadline());
            if (is_virtual) {
                // What a host has sent comes first; then time goes on to the next thing that is
                // due.
                while (context.poll() != 0) continue;
                clock = std::max(clock, due);
            } else {
                std::cout << std::flush;
                context.restart();
                (void)context.run_one_until(due);
            }
            handsets.on_time();
        }
        for (auto* one : wanted) one->close();
        if (!svg_.empty()) std::ofstream(svg_) << to_svg(log, what.name);
        return conclude(file, what, run, handsets.age());
    }

    static time_point earliest(std::optional<time_point> one, std::optional<time_point> other) {
        return std::min(one.value_or(time_point::max()), other.value_or(time_point::max()));
    }

    int conclude(const std::string& file,
                 const scenario& what,
                 const scenario_run& run,
                 milliseconds took) {
        using result = scenario_run::result;
        cases_.push_back({what.name, took.count(), run.reason(), false});
        if (run.how() == result::passed) {
            std::cout << file << ": passed in " << took.count() << " ms\n" << std::flush;
            return 0;
        }
        const bool failed = run.how() == result::failed;
        std::cout << std::flush;
        std::cerr << run.reason() << "\n"
                  << file << ": " << (failed ? "failed" : "timed out") << " after " << took.count()
                  << " ms (seed " << seed_ << ")\n";
        return failed ? 1 : 3;
    }

    CLI::App* command_ = nullptr;
    std::vector<std::unique_ptr<face>> faces_;
    std::vector<std::string> files_;
    std::string junit_;
    std::string svg_;
    std::uint64_t seed_ = 1;
    std::string time_ = "virtual";
    bool quiet_ = false;
    std::vector<junit_case> cases_;
};

}  // namespace

std::unique_ptr<subcommand> make_run_command() {
    return std::make_unique<run_command>();
}

}  // namespace offhook::sim
