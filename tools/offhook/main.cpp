#include "tools/offhook/console.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace {

using namespace offhook;
using namespace offhook::cli;

constexpr const char* description =
    "Looks after USB handsets from the command line. What each verb does: offhook VERB --help";

constexpr const char* footer = R"(
Handset addresses (--device, OFFHOOK_DEVICES, the configuration file):
  hid:                    the first USB handset that fits
  hid:VVVV:PPPP[:SERIAL]  the one with these USB numbers, in hex
  hid:PATH                the one at this path, such as hid:/dev/hidraw0
  sim:HOST:PORT[/N]       handset N of an offhook-sim; sim:unix:PATH[/N] over a Unix socket
  hid:* sim:HOST:PORT/*   all of them: for list, info, watch and doctor
Without --device the variable OFFHOOK_DEVICES counts, then the configuration file, then hid:
A handset has one host at a time. info, watch, get, set and the vendor requests of send take it over
from whoever has it (the service provider, say), who takes it back by itself within 5 s; list,
and send with --report or --feature, disturb nobody.
Exit codes: 0 done, acknowledged, all well; 1 refused, failed, or a problem was found; 2 wrong call;
3 no such handset, or it cannot be reached.)";

struct options {
    std::vector<std::string> devices;
    bool is_json = false;
    bool is_verbose = false;
};

std::vector<std::unique_ptr<verb>> all_verbs() {
    std::vector<std::unique_ptr<verb>> verbs;
    verbs.push_back(make_list_verb());
    verbs.push_back(make_info_verb());
    verbs.push_back(make_watch_verb());
    verbs.push_back(make_get_verb());
    verbs.push_back(make_set_verb());
    verbs.push_back(make_send_verb());
    verbs.push_back(make_doctor_verb());
    return verbs;
}

void describe(CLI::App& app, options& given, const std::vector<std::unique_ptr<verb>>& verbs) {
    app.footer(footer);
    app.set_version_flag("--version", std::string("offhook ") + OFFHOOK_VERSION);
    app.add_option("--device", given.devices, "Which handset; doctor, info, list, watch: several")
        ->type_name("ADDR")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_flag("--json", given.is_json, "Print JSON, one object a line, instead of words");
    app.add_flag("--verbose", given.is_verbose, "Print the driver's log on standard error, too");
    app.require_subcommand(1);
    app.fallthrough();
    for (const auto& one : verbs) one->describe(app);
}

/// The driver's log is for those who ask for it: each verb says itself what went wrong.
void set_up_log(const options& given, const config_environment& environment, const config& read) {
    spdlog::set_default_logger(spdlog::stderr_color_mt("offhook"));
    spdlog::set_pattern("%H:%M:%S.%e %^%l%$ %v");
    const auto asked = environment.level ? read.log.level : spdlog::level::off;
    spdlog::set_level(given.is_verbose ? spdlog::level::debug : asked);
}

std::vector<std::string> addresses_of(const options& given, const config& read) {
    if (!given.devices.empty()) return given.devices;
    std::vector<std::string> all;
    for (const auto& device : read.devices) all.push_back(device.address);
    if (all.empty()) all.emplace_back("hid:");  // a file with an empty list
    return all;
}

int run(const options& given, verb& wanted, bool is_doctor) {
    const auto environment = read_environment();
    const auto configuration = read_config(environment, default_config_file());
    set_up_log(given, environment, configuration);
    if (!is_doctor) {  // which tells them in its own way
        for (const auto& line : configuration.complaints) complain(line);
    }
    const output out(given.is_json);
    const auto addresses = addresses_of(given, configuration);
    foreground here;  // outlives the driver, whose thread posts to it
    runtime driver;
    return wanted.run({out, configuration, addresses, !given.devices.empty(), driver, here});
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(description, "offhook");
    options given;
    const auto verbs = all_verbs();
    describe(app, given, verbs);
    try {
        auto words = arguments(argc, argv);
        std::reverse(words.begin(), words.end());  // as CLI11 wants them
        app.parse(std::move(words));
        const auto wanted = std::find_if(
            verbs.begin(), verbs.end(), [](const auto& one) { return one->is_wanted(); });
        return run(given, **wanted, app.got_subcommand("doctor"));
    } catch (const CLI::ParseError& ended) {
        if (ended.get_exit_code() == 0) return app.exit(ended);  // --help and --version
        complain(ended.what() + std::string("; --help tells what is allowed"));
        return exit_bad_call;
    } catch (const failure& reason) {
        complain(reason.what());
        return reason.code();
    } catch (const std::exception& reason) {
        complain(reason.what());
        return exit_failed;
    }
}
