#include "sim/control/control_server.hpp"
#include "sim/plug/rack_timer.hpp"
#include "sim/plug/socket_plug.hpp"
#include "sim/plug/uhid_plug.hpp"
#include "sim/profile/profile_file.hpp"
#include "sim/usb_faces.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <iostream>
#include <random>

namespace {

using namespace offhook;

constexpr const char* version = OFFHOOK_VERSION;

struct options {
    std::string listen = "127.0.0.1:7310";
    std::string control;
    std::size_t handsets = 1;
    std::string profile;
    bool uhid = false;
    sim::usb_wish usb;
    std::uint64_t seed = std::random_device{}();
    std::string log_level = "warn";
    bool listens = true;  // false: the other ways alone need no socket
};

// One line for a person, and the exit code for a wrong command line.
int complain(const std::string& what) {
    std::cerr << "offhook-sim: " << what << "\n";
    return 2;
}

void describe(CLI::App& app, options& wanted) {
    app.description(
        "A telephone handset in software: it speaks the HID reports of firmware-protocol.md to any "
        "number of hosts.\nWhen it is ready it prints the addresses, then the line `ready`.");
    app.add_option("--listen",
                   wanted.listen,
                   "where hosts reach the handsets: IP:PORT (port 0: any free one) or unix:PATH; "
                   "with --uhid, --usb and --usbip only if given")
        ->type_name("ADDR")
        ->capture_default_str();
    app.add_option("--control",
                   wanted.control,
                   "where operators reach them: JSON lines, see sim/control/README.md")
        ->type_name("ADDR");
    app.add_option("--handsets", wanted.handsets, "how many handsets, SIM-0000 and on")
        ->type_name("N")
        ->check(CLI::Range(1, 65535))
        ->capture_default_str();
    app.add_option("--profile",
                   wanted.profile,
                   "what the handsets are, as YAML (see sim/profiles); default: the desk phone")
        ->type_name("FILE");
    app.add_flag("--uhid", wanted.uhid, "make them HID devices of this Linux kernel (/dev/uhid)");
    sim::add_usb_options(app, wanted.usb);
    app.add_option("--seed", wanted.seed, "of the session numbers; default: another each time")
        ->type_name("N");
    app.add_option("--log-level", wanted.log_level, "what is told on stderr")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}))
        ->capture_default_str();
    app.set_version_flag("--version", std::string("offhook-sim ") + version);
    app.footer("Example: offhook-sim --listen 127.0.0.1:0 --control 127.0.0.1:0");
}

sim::listen_address address_of(const char* option, const std::string& text) {
    auto parsed = sim::parse_listen_address(text);
    if (!parsed.value) throw sim::listen_error(std::string(option) + ": " + parsed.error);
    if (!sim::is_local(*parsed.value)) {
        std::cerr << "offhook-sim: warning: " << option << " " << text
                  << " can be reached from other computers, and asks nobody who they are\n";
    }
    return *parsed.value;
}

sim::profile profile_of(const options& wanted) {
    return wanted.profile.empty() ? sim::desk_profile() : sim::load_profile(wanted.profile);
}

std::optional<sim::listen_address> usbip_address_of(const options& wanted) {
    if (wanted.usb.usbip.empty()) return std::nullopt;
    return address_of("--usbip", wanted.usb.usbip);
}

// The plugs and the operators' channel, as far as they are wanted.
struct faces {
    faces(boost::asio::io_context& context, sim::rack& handsets, const options& wanted)
        : usb(context, handsets, wanted.usb, usbip_address_of(wanted)) {
        if (wanted.listens) {
            socket.emplace(context, handsets, address_of("--listen", wanted.listen));
        }
        if (!wanted.control.empty()) {
            control.emplace(context, handsets, address_of("--control", wanted.control));
        }
        if (wanted.uhid) kernel.emplace(context, handsets);
    }

    // The lines that other programs wait for.
    void announce(std::size_t handsets) const {
        if (socket) std::cout << "listening " << to_string(socket->where()) << "\n";
        if (control) std::cout << "control " << to_string(control->where()) << "\n";
        for (std::size_t i = 0; kernel && i < handsets; ++i) {
            std::cout << "uhid " << i << " plugged\n";
        }
        usb.announce(std::cout);
        std::cout << "ready" << std::endl;
    }

    std::optional<sim::socket_plug> socket;
    std::optional<sim::control_server> control;
    std::optional<sim::uhid_plug> kernel;
    sim::usb_faces usb;
};

int run(const options& wanted) {
    boost::asio::io_context context(1);  // one thread: no locks inside
    sim::rack handsets(profile_of(wanted),
                       {.count = wanted.handsets, .seed = wanted.seed, .now = [] {
                            return std::chrono::steady_clock::now();
                        }});
    const sim::rack_timer timer(context, handsets);
    for (std::size_t i = 0; i < handsets.size(); ++i) handsets.plug_in(i);
    const faces shown(context, handsets, wanted);

    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code& error, int number) {
        if (!error) spdlog::info("ended by signal {}", number);
        context.stop();
    });
    spdlog::info("{} handset(s), seed {}", handsets.size(), wanted.seed);
    shown.announce(handsets.size());
    context.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    options wanted;
    CLI::App app;
    describe(app, wanted);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& ended) {
        // --help and --version come here too.
        if (ended.get_exit_code() == 0) return app.exit(ended);
        return complain(ended.what() + std::string("; --help tells what is allowed"));
    }
    const bool other_ways = wanted.uhid || wanted.usb.is_any();
    wanted.listens = !other_ways || app.count("--listen") != 0;
    spdlog::set_default_logger(spdlog::stderr_color_st("offhook-sim"));
    spdlog::set_level(spdlog::level::from_str(wanted.log_level));
    try {
        return run(wanted);
    } catch (const std::exception& problem) {
        return complain(problem.what());
    }
}
