#include "packaging/windows/setup/conditions.hpp"
#include "packaging/windows/setup/setup.hpp"
#include "packaging/windows/setup/setup_error.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <functional>
#include <iostream>
#include <string>

namespace {

using namespace offhook::setup;

struct options {
    std::string from;
    std::string to;
    std::string log;
    bool keeps_data = false;
    bool leaves_service = false;

    [[nodiscard]] service_use service() const {
        return leaves_service ? service_use::left_alone : service_use::may_restart;
    }
};

std::filesystem::path folder(const std::string& text) {
    return std::filesystem::u8path(text);
}

exit_code check() {
    const auto found = find_obstacle();
    if (found.code != exit_code::done) std::cout << found.text << "\n";
    return found.code;
}

int say_and_do(const std::function<exit_code()>& verb) {
    try {
        auto code = check();
        if (code == exit_code::done) code = verb();
        return static_cast<int>(code);
    } catch (const std::exception& error) {
        std::cout << error.what() << "\n";
    }
    return static_cast<int>(exit_code::failed);
}

/// What is said goes to a file while the object lives, if there is a name.
class log_file {
public:
    explicit log_file(const std::string& name) : former_(std::cout.rdbuf()) {
        if (name.empty()) return;
        file_.open(folder(name), std::ios::app);
        if (!file_) throw setup_error(name + " cannot be written");
        std::cout.rdbuf(file_.rdbuf());
    }
    ~log_file() { std::cout.rdbuf(former_); }
    log_file(const log_file&) = delete;
    log_file& operator=(const log_file&) = delete;

private:
    std::streambuf* former_;
    std::ofstream file_;
};

int run(const std::string& log, const std::function<exit_code()>& verb) {
    try {
        const log_file file(log);
        return say_and_do(verb);
    } catch (const std::exception& error) {
        std::cout << error.what() << "\n";
    }
    return static_cast<int>(exit_code::failed);
}
void describe(CLI::App& app, options& chosen, std::function<exit_code()>& verb) {
    app.set_version_flag("--version", std::string("offhook-setup ") + OFFHOOK_VERSION);
    app.require_subcommand(1);
    app.add_option("--log", chosen.log, "File to append to what is said, in place of printing it");
    app.footer(
        "Exit codes: 0 done, 3010 done and a restart is needed, 5 no administrator,\n"
        "1633 not x64 Windows, 1603 failed, with the reason on standard output.");
    auto* const checks = app.add_subcommand("check", "Says what keeps Offhook from this computer");
    checks->callback([&] { verb = [] { return exit_code::done; }; });
    auto* const installs = app.add_subcommand("install", "Puts Offhook on this computer");
    installs->add_option("--from", chosen.from, "Folder with the files")->required();
    installs->add_option("--to", chosen.to, "Folder for the programs")->required();
    installs->callback([&] {
        verb = [&] { return install(folder(chosen.from), folder(chosen.to), chosen.service()); };
    });
    auto* const removes = app.add_subcommand("uninstall", "Takes it away");
    removes->add_option("--programs", chosen.to, "Folder with the programs")->required();
    removes->add_flag("--keep-data", chosen.keeps_data, "Leave configuration and logs");
    removes->callback([&] {
        const auto data = chosen.keeps_data ? data_fate::kept : data_fate::removed;
        verb = [&, data] { return uninstall(folder(chosen.to), data, chosen.service()); };
    });
    for (auto* const each : {installs, removes}) {
        each->add_flag("--no-service-restart",
                       chosen.leaves_service,
                       "Leave the telephony service running, even with the old file");
    }
}

}  // namespace

/// What the installer and the uninstaller do, as a program, so that it can be tested and repeated.
int main(int argc, char** argv) {
    CLI::App app{"Sets Offhook up on Windows; the installer runs this"};
    options chosen;
    std::function<exit_code()> verb;
    describe(app, chosen, verb);
    CLI11_PARSE(app, argc, argv);
    return run(chosen.log, verb);
}
