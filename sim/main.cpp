#include "sim/program/scenario_commands.hpp"
#include "sim/program/serve.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <iostream>

namespace {

using namespace offhook;

// One line for a person, and the exit code for a wrong command line.
int complain(const std::string& what) {
    std::cerr << "offhook-sim: " << what << "\n";
    return 2;
}

// The socket comes first: serve opens it when nothing else is asked for.
std::vector<std::unique_ptr<sim::face>> all_faces() {
    std::vector<std::unique_ptr<sim::face>> faces;
    faces.push_back(sim::make_socket_face());
    faces.push_back(sim::make_control_face());
    faces.push_back(sim::make_web_face());
    faces.push_back(sim::make_uhid_face());
    faces.push_back(sim::make_usb_face());
    return faces;
}

void describe(CLI::App& app) {
    app.description(
        "A telephone handset in software: it speaks the HID reports of firmware-protocol.md to any "
        "number of hosts.\nWhen it is ready it prints the addresses, then the line `ready`.");
    app.set_version_flag("--version", std::string("offhook-sim ") + OFFHOOK_VERSION);
    app.footer("Example: offhook-sim --listen 127.0.0.1:0 --control 127.0.0.1:0");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app;
    describe(app);
    sim::serve serve(all_faces());
    serve.describe(app);
    const auto check = sim::make_check_command();
    const auto play = sim::make_run_command();
    check->describe(app);
    play->describe(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& ended) {
        // --help and --version come here too.
        if (ended.get_exit_code() == 0) return app.exit(ended);
        return complain(ended.what() + std::string("; --help tells what is allowed"));
    }
    spdlog::set_default_logger(spdlog::stderr_color_st("offhook-sim"));
    spdlog::set_level(spdlog::level::warn);
    try {
        if (const auto code = check->run()) return *code;
        if (const auto code = play->run()) return *code;
        return serve.run();
    } catch (const std::exception& problem) {
        return complain(problem.what());
    }
}
