#include "tools/benchmark/peers.hpp"
#ifndef _WIN32
#include "tools/benchmark/process.hpp"
#endif
#include "tools/benchmark/statistics.hpp"
#include "tools/benchmark/tsp_path.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace offhook::bench {
namespace {

struct options : peer_options {
    std::string json_file;
    std::size_t rounds = 15;
    std::size_t operations = 1000;
    bool pinned = false;
};

struct report {
    measurement bare{"bare write + poll + read", {}, {}};
    measurement lock_step{"TSPI call to completion, one outstanding", {}, {}};
    measurement window{"TSPI call to completion, 8 outstanding", {}, {}};

    [[nodiscard]] double latency_ratio() const {
        return lock_step.quantile(0.5) / bare.quantile(0.5);
    }
    [[nodiscard]] double tail_ratio() const {
        return lock_step.quantile(0.99) / bare.quantile(0.99);
    }
    [[nodiscard]] double window_ratio() const { return window.rate() / lock_step.rate(); }
};

void measure_bare(const std::function<void()>& round_trip,
                  std::size_t operations,
                  measurement& into) {
    measure_round(into, operations, [&] {
        for (std::size_t i = 0; i < operations; ++i) {
            const auto begin = clock::now();
            round_trip();
            into.latencies_us.push_back(microseconds(clock::now() - begin).count());
        }
    });
}

void measure_tsp(tsp_path& path, std::size_t operations, std::size_t window, measurement& into) {
    measure_round(into, operations, [&] { path.set_lamps(operations, window, into.latencies_us); });
}

void set_environment(const char* name, const std::string& value) {
#ifdef _WIN32
    _putenv_s(name, value.c_str());
#else
    ::setenv(name, value.c_str(), 1);
#endif
}

// The three are interleaved round by round, so that what else the machine does hits them alike.
report run(const options& wanted) {
#ifndef _WIN32
    if (wanted.pinned) pin_to_one_core();
#endif
    const auto other = make_peers(wanted);
    set_environment("OFFHOOK_DEVICES", other.handset);
    tsp_path path(wanted.bin + "/offhook.tsp");
    report result;
    report warm_up;
    for (std::size_t round = 0; round <= wanted.rounds; ++round) {
        auto& into = round == 0 ? warm_up : result;
        measure_bare(other.round_trip, wanted.operations, into.bare);
        measure_tsp(path, wanted.operations, 1, into.lock_step);
        measure_tsp(path, wanted.operations, 8, into.window);
    }
    return result;
}

void print_row(const measurement& row) {
    std::printf("  %-42s %9.1f %9.1f %12.0f\n",
                row.name.c_str(),
                row.quantile(0.5),
                row.quantile(0.99),
                row.rate());
}

void print(const options& wanted, const report& result) {
    std::printf("%s sockets, %s, %zu rounds of %zu operations each, interleaved\n",
                wanted.tcp ? "TCP" : "Unix",
                wanted.pinned ? "all on one core" : "not pinned",
                wanted.rounds,
                wanted.operations);
    std::printf("  %-42s %9s %9s %12s\n", "", "p50 us", "p99 us", "per second");
    for (const auto* row : {&result.bare, &result.lock_step, &result.window}) print_row(*row);
    std::printf("  one outstanding to bare loop, p50: %.2f   p99: %.2f   (aim: p50 at most 2)\n",
                result.latency_ratio(),
                result.tail_ratio());
    std::printf(
        "  8 outstanding to one outstanding, operations per second: %.2f   (aim: at least 2)\n",
        result.window_ratio());
}

boost::json::object to_json(const measurement& row) {
    return {{"name", row.name},
            {"p50_us", row.quantile(0.5)},
            {"p99_us", row.quantile(0.99)},
            {"per_second", row.rate()}};
}

void write_json(const options& wanted, const report& result) {
    const boost::json::object all{
        {"sockets", wanted.tcp ? "tcp" : "unix"},
        {"pinned", wanted.pinned},
        {"rows", {to_json(result.bare), to_json(result.lock_step), to_json(result.window)}},
        {"ratios",
         {{"p50", result.latency_ratio()},
          {"p99", result.tail_ratio()},
          {"window", result.window_ratio()}}}};
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
        "Measures the path from a TSPI call to its completion beside a bare loop over the "
        "same kind of socket, in one run, and prints the ratios."};
    app.add_option("--bin", wanted.bin, "folder of offhook-sim and offhook.tsp");
    app.add_option("--json", wanted.json_file, "write the numbers to this file as well");
    app.add_option("--rounds", wanted.rounds, "measured rounds")->check(CLI::Range(1, 1000));
    app.add_option("--operations", wanted.operations, "operations in a round")
        ->check(CLI::Range(1, 1000000));
    bool echo_only = false;
    app.add_flag("--tcp", wanted.tcp, "TCP over loopback instead of Unix sockets");
    app.add_option(
        "--echo", wanted.echo, "IP:PORT of an offhook-bench --serve-echo, not one started here");
    app.add_option("--handset", wanted.handset, "address of a handset, not one started here");
    app.add_flag(
        "--serve-echo", echo_only, "only be the other end of a bare loop; prints its address");
#ifndef _WIN32
    app.add_flag("--pinned", wanted.pinned, "everything on one core");
#endif
    CLI11_PARSE(app, argc, argv);
    try {
        if (echo_only) {
            serve_echo();
            return 0;
        }
        const auto result = run(wanted);
        print(wanted, result);
        if (!wanted.json_file.empty()) write_json(wanted, result);
    } catch (const std::exception& problem) {
        std::cerr << "offhook-bench: " << problem.what() << '\n';
        return 1;
    }
    return 0;
}
