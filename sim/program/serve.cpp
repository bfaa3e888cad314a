#include "sim/program/serve.hpp"

#include "sim/control/control_hub.hpp"
#include "sim/plug/rack_timer.hpp"
#include "sim/profile/profile_file.hpp"

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <iostream>
#include <random>

namespace offhook::sim {

namespace {

// Faces that are open as long as it lives: they end before what they stand on.
class opened {
public:
    opened(const std::vector<face*>& wanted, const surroundings& with) : faces_(wanted) {
        try {
            for (auto* one : faces_) one->open(with);
        } catch (...) {
            close();
            throw;
        }
        for (const auto* one : faces_) {
            if (!one->plug_name().empty()) with.operators.add_plug(one->plug_name());
        }
    }
    ~opened() { close(); }

    opened(const opened&) = delete;
    opened& operator=(const opened&) = delete;

private:
    void close() {
        for (auto* one : faces_) one->close();
    }

    const std::vector<face*>& faces_;
};

}  // namespace

serve::serve(std::vector<std::unique_ptr<face>> faces)
    : faces_(std::move(faces)), seed_(std::random_device{}()) {}

void serve::describe(CLI::App& app) {
    for (const auto& one : faces_) one->describe(app);
    app.add_option("--handsets", handsets_, "how many handsets, SIM-0000 and on")
        ->type_name("N")
        ->check(CLI::Range(1, 65535))
        ->capture_default_str();
    app.add_option("--profile",
                   profile_,
                   "what the handsets are, as YAML (see sim/profiles); default: the desk phone")
        ->type_name("FILE");
    app.add_option("--seed", seed_, "of the session numbers; default: another each time")
        ->type_name("N");
    app.add_option("--log-level", log_level_, "what is told on stderr")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}))
        ->capture_default_str();
}

// The first face, the socket, is there unless a kernel's face is and nobody asked for both.
std::vector<face*> serve::wanted_faces() const {
    std::vector<face*> wanted;
    for (const auto& one : faces_) {
        if (one->is_wanted()) wanted.push_back(one.get());
    }
    auto* socket = faces_.front().get();
    const bool kernel =
        std::any_of(wanted.begin(), wanted.end(), [](const face* one) { return one->is_kernel(); });
    if (!kernel && !socket->is_wanted()) wanted.insert(wanted.begin(), socket);
    return wanted;
}

int serve::run() {
    spdlog::set_level(spdlog::level::from_str(log_level_));
    boost::asio::io_context context(1);  // one thread: no locks inside
    rack handsets(profile_.empty() ? desk_profile() : load_profile(profile_),
                  {.count = handsets_, .seed = seed_, .now = [] {
                       return std::chrono::steady_clock::now();
                   }});
    control_hub operators(handsets);
    const rack_timer timer(context, handsets);
    for (std::size_t i = 0; i < handsets.size(); ++i) handsets.plug_in(i);
    const auto wanted = wanted_faces();
    const opened shown(wanted, {context, handsets, operators});

    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code& error, int number) {
        if (!error) spdlog::info("ended by signal {}", number);
        context.stop();
    });
    spdlog::info("{} handset(s), seed {}", handsets.size(), seed_);
    for (const auto* one : wanted) one->announce(std::cout);
    std::cout << "ready" << std::endl;
    context.run();
    return 0;
}

}  // namespace offhook::sim
