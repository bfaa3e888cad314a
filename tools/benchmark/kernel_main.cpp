#include "tools/benchmark/bare_hid.hpp"
#include "tools/benchmark/driver_path.hpp"
#include "tools/benchmark/process.hpp"
#include "tools/benchmark/statistics.hpp"

#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

// The driver beside a bare loop over hidapi, on a handset that is a real device of this kernel.
namespace offhook::bench {
namespace {

constexpr std::uint8_t first_lamp = 12;  // of the desk phone

struct options {
    std::string bin = ".";
    std::string json_file;
    std::string plug = "uhid";
    std::string backend = "hidraw";
    std::size_t rounds = 7;
    std::size_t operations = 300;
};

struct report {
    measurement bare{"hid_write + hid_read_timeout, bare loop", {}, {}};
    measurement driver{"the driver, submit to completion", {}, {}};

    [[nodiscard]] double ratio(double share) const {
        return driver.quantile(share) / bare.quantile(share);
    }
};

void measure_bare(const options& wanted, measurement& into) {
    bare_hid loop("libhidapi-" + wanted.backend + ".so.0", L"SIM-0000");
    measure_round(into, wanted.operations, [&] {
        for (std::size_t i = 0; i < wanted.operations; ++i) {
            const auto mode = i % 2 == 0 ? protocol::lamp_mode::steady : protocol::lamp_mode::flash;
            const auto begin = clock::now();
            loop.set_lamp(first_lamp, mode);
            into.latencies_us.push_back(microseconds(clock::now() - begin).count());
        }
    });
}

void measure_driver(const options& wanted, measurement& into) {
    driver_path driver("hid:1209:0001:SIM-0000");
    measure_round(into, wanted.operations, [&] {
        driver.set_lamps(wanted.operations, first_lamp, into.latencies_us);
    });
}

// Both use the same device, one after the other in each round: it has one session at a time.
report run(const options& wanted) {
    ::setenv("OFFHOOK_HIDAPI", wanted.backend.c_str(), 1);
    const simulator_process handset(wanted.bin + "/offhook-sim", {"--" + wanted.plug});
    report result;
    report warm_up;
    for (std::size_t round = 0; round <= wanted.rounds; ++round) {
        auto& into = round == 0 ? warm_up : result;
        measure_bare(wanted, into.bare);
        measure_driver(wanted, into.driver);
    }
    return result;
}

void print(const options& wanted, const report& result) {
    std::printf("%s + %s, %zu rounds of %zu operations each, one outstanding, interleaved\n",
                wanted.plug == "usb" ? "USB/IP" : "UHID",
                wanted.backend.c_str(),
                wanted.rounds,
                wanted.operations);
    std::printf("  %-42s %9s %9s %12s\n", "", "p50 us", "p99 us", "per second");
    for (const auto* row : {&result.bare, &result.driver}) {
        std::printf("  %-42s %9.1f %9.1f %12.0f\n",
                    row->name.c_str(),
                    row->quantile(0.5),
                    row->quantile(0.99),
                    row->rate());
    }
    std::printf("  driver to bare loop, p50: %.2f   p99: %.2f   (aim: p50 at most 1.3)\n",
                result.ratio(0.5),
                result.ratio(0.99));
}

boost::json::object to_json(const measurement& row) {
    return {{"name", row.name},
            {"p50_us", row.quantile(0.5)},
            {"p99_us", row.quantile(0.99)},
            {"per_second", row.rate()}};
}

void write_json(const options& wanted, const report& result) {
    const boost::json::object all{
        {"plug", wanted.plug},
        {"backend", wanted.backend},
        {"rows", {to_json(result.bare), to_json(result.driver)}},
        {"ratios", {{"p50", result.ratio(0.5)}, {"p99", result.ratio(0.99)}}}};
    std::ofstream file(wanted.json_file);
    file << boost::json::serialize(all) << '\n';
    if (!file) throw std::runtime_error("cannot write " + wanted.json_file);
}

}  // namespace
}  // namespace offhook::bench

int main(int argc, char** argv) {
    using namespace offhook::bench;
    options wanted;
    CLI::App app{
        "Measures the driver beside a bare loop over hidapi, both on the same simulated handset as "
        "a "
        "device of this computer's kernel; root, and tools/bench --kernel boots one that allows "
        "it."};
    app.add_option("--bin", wanted.bin, "folder of offhook-sim");
    app.add_option("--json", wanted.json_file, "write the numbers to this file as well");
    app.add_option("--plug", wanted.plug, "how the handset is plugged in")
        ->check(CLI::IsMember({"uhid", "usb"}));
    app.add_option("--backend", wanted.backend, "of hidapi")
        ->check(CLI::IsMember({"hidraw", "libusb"}));
    app.add_option("--rounds", wanted.rounds, "measured rounds")->check(CLI::Range(1, 1000));
    app.add_option("--operations", wanted.operations, "operations in a round")
        ->check(CLI::Range(1, 1000000));
    CLI11_PARSE(app, argc, argv);
    spdlog::set_level(spdlog::level::err);
    try {
        const auto result = run(wanted);
        print(wanted, result);
        if (!wanted.json_file.empty()) write_json(wanted, result);
    } catch (const std::exception& problem) {
        std::cerr << "offhook-bench-kernel: " << problem.what() << '\n';
        return 1;
    }
    return 0;
}
