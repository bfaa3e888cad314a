// offhook-bench-usbip: the simulator's USB/IP server beside the least that can be called one.
#include "tools/benchmark/process.hpp"
#include "tools/benchmark/statistics.hpp"
#include "tools/benchmark/usbip_floor.hpp"
#include "tools/benchmark/usbip_link.hpp"

#include <sys/resource.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>

namespace offhook::bench {
namespace {

struct options {
    std::string bin = ".";
    std::string json_file;
    std::size_t rounds = 9;
    std::size_t operations = 4000;
    std::size_t most_handsets = 1000;
    std::size_t idle_seconds = 3;
};

using links = std::vector<usbip_link>;

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

// An offhook-sim that exports so many handsets.
class exporter {
public:
    exporter(const options& wanted, std::size_t handsets, const std::string& pace = "off")
        : process_(
              wanted.bin + "/offhook-sim",
              {"--usbip", "127.0.0.1:0", "--handsets", std::to_string(handsets), "--pace", pace}) {}

    [[nodiscard]] std::uint16_t port() const { return port_of(process_.address("usbip")); }
    [[nodiscard]] process_numbers numbers() const { return numbers_of(process_.pid()); }

private:
    simulator_process process_;
};

links import_all(std::uint16_t port, std::size_t handsets, std::size_t window) {
    links all;
    all.reserve(handsets);
    for (std::size_t i = 1; i <= handsets; ++i) {
        all.emplace_back(port, "1-" + std::to_string(i));
        all.back().hello();
        all.back().arm(window);
    }
    return all;
}

// One request to each handset, then all the answers: one outstanding at each.
void run_crowd(links& all, std::size_t operations) {
    for (std::size_t done = 0; done < operations; done += all.size()) {
        for (auto& one : all) one.send();
        for (auto& one : all) one.receive();
    }
}

struct comparison {
    std::string name;
    measurement floor{"floor", {}, {}};
    measurement ours{"offhook-sim", {}, {}};

    [[nodiscard]] double ratio() const { return ours.rate() / floor.rate(); }
};

// Round by round in turn, so that what else the machine does hits both alike; the first round of
// each only warms up.
template <class Run>
comparison compare(const options& wanted, std::string name, links& floor, links& ours, Run run) {
    comparison result{std::move(name)};
    comparison warm_up;
    const auto whole = (wanted.operations + ours.size() - 1) / ours.size() * ours.size();
    for (std::size_t round = 0; round <= wanted.rounds; ++round) {
        auto& into = round == 0 ? warm_up : result;
        measure_round(into.floor, whole, [&] { run(floor, whole); });
        for (auto& one : ours) one.hello();
        measure_round(into.ours, whole, [&] { run(ours, whole); });
    }
    return result;
}

void compare_one(const options& wanted, const usbip_floor& floor, std::vector<comparison>& into) {
    const exporter ours(wanted, 1);
    for (const std::size_t window : {1U, 16U}) {
        auto bare = import_all(floor.port(), 1, window);
        auto real = import_all(ours.port(), 1, window);
        into.push_back(compare(
            wanted,
            "1 handset, " + std::to_string(window) + " under way",
            bare,
            real,
            [&](links& all, std::size_t operations) { all.front().run(operations, window); }));
    }
}

struct footprint {
    std::size_t handsets = 0;
    std::size_t threads = 0;
    double kib_each = 0;           // from one handset to many, attached and used
    double wake_ups_a_second = 0;  // attached, and nothing to do
};

double wake_ups(const exporter& ours, std::size_t seconds) {
    const auto before = ours.numbers().switches;
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    return static_cast<double>(ours.numbers().switches - before) / static_cast<double>(seconds);
}

// Sessions that nobody speaks in end after five heartbeats of 2 s; only then is it idle.
constexpr std::chrono::seconds sessions_end{11};

footprint compare_crowd(const options& wanted,
                        const usbip_floor& floor,
                        std::size_t handsets,
                        std::vector<comparison>& into) {
    const exporter one(wanted, 1);
    const auto single = import_all(one.port(), 1, 1);
    const exporter ours(wanted, handsets);
    auto bare = import_all(floor.port(), handsets, 1);
    auto real = import_all(ours.port(), handsets, 1);
    into.push_back(compare(wanted,
                           std::to_string(handsets) + " handsets, 1 under way at each",
                           bare,
                           real,
                           run_crowd));
    const auto numbers = ours.numbers();
    footprint result{handsets, numbers.threads};
    result.kib_each = (static_cast<double>(numbers.resident_kib) -
                       static_cast<double>(one.numbers().resident_kib)) /
                      static_cast<double>(std::max<std::size_t>(handsets - 1, 1));
    if (wanted.idle_seconds == 0) return result;
    std::this_thread::sleep_for(sessions_end);
    result.wake_ups_a_second = wake_ups(ours, wanted.idle_seconds);
    return result;
}

struct pace_result {
    std::string pace;
    measurement lock_step{"one under way", {}, {}};
    measurement pipelined{"16 under way", {}, {}};
};

pace_result measure_pace(const options& wanted, const std::string& pace) {
    pace_result result{pace};
    const exporter ours(wanted, 1, pace);
    auto link = import_all(ours.port(), 1, 16);
    const auto operations = std::max<std::size_t>(wanted.operations / 8, 1);
    for (std::size_t round = 0; round < std::min<std::size_t>(wanted.rounds, 5); ++round) {
        link.front().hello();
        measure_round(result.lock_step, operations, [&] { link.front().run(operations, 1); });
        measure_round(result.pipelined, operations, [&] { link.front().run(operations, 16); });
    }
    return result;
}

struct report {
    std::vector<comparison> rows;
    std::vector<footprint> footprints;
    std::vector<pace_result> paces;
};

// A thousand handsets are two thousand sockets.
void allow_many_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

report run(const options& wanted) {
    pin_to_one_core();
    allow_many_files();
    report result;
    const usbip_floor floor;
    compare_one(wanted, floor, result.rows);
    for (const std::size_t handsets : {16U, 100U, 1000U}) {
        if (handsets > wanted.most_handsets) break;
        result.footprints.push_back(compare_crowd(wanted, floor, handsets, result.rows));
    }
    for (const auto* pace : {"full-speed", "high-speed"}) {
        result.paces.push_back(measure_pace(wanted, pace));
    }
    return result;
}

void print(const options& wanted, const report& result) {
    std::printf(
        "USB/IP over loopback TCP, all on one core, %zu rounds of %zu operations, "
        "interleaved\n",
        wanted.rounds,
        wanted.operations);
    std::printf(
        "  %-36s %12s %12s %7s   (aim: at least 0.7)\n", "", "floor /s", "ours /s", "ratio");
    for (const auto& row : result.rows) {
        std::printf("  %-36s %12.0f %12.0f %7.2f\n",
                    row.name.c_str(),
                    row.floor.rate(),
                    row.ours.rate(),
                    row.ratio());
    }
    for (const auto& one : result.footprints) {
        std::printf(
            "  %zu handsets: %zu thread(s), %.1f KiB each, %.1f wake-ups a second when idle "
            "  (aims: 4, 64, 0)\n",
            one.handsets,
            one.threads,
            one.kib_each,
            one.wake_ups_a_second);
    }
    for (const auto& one : result.paces) {
        std::printf("  --pace %s: %.0f operations a second one by one, %.0f with 16 under way%s\n",
                    one.pace.c_str(),
                    one.lock_step.rate(),
                    one.pipelined.rate(),
                    one.pace == "full-speed" ? "   (aims: 475 to 500, 950)" : "");
    }
}

boost::json::object to_json(const report& result) {
    boost::json::array rows;
    for (const auto& row : result.rows) {
        rows.push_back({{"name", row.name},
                        {"floor_per_second", row.floor.rate()},
                        {"per_second", row.ours.rate()},
                        {"ratio", row.ratio()}});
    }
    boost::json::array footprints;
    for (const auto& one : result.footprints) {
        footprints.push_back({{"handsets", one.handsets},
                              {"threads", one.threads},
                              {"kib_each", one.kib_each},
                              {"wake_ups_per_second", one.wake_ups_a_second}});
    }
    boost::json::array paces;
    for (const auto& one : result.paces) {
        paces.push_back({{"pace", one.pace},
                         {"lock_step_per_second", one.lock_step.rate()},
                         {"pipelined_per_second", one.pipelined.rate()}});
    }
    return {{"usbip", rows}, {"footprints", footprints}, {"paces", paces}};
}

}  // namespace
}  // namespace offhook::bench

int main(int argc, char** argv) {
    using namespace offhook::bench;
    options wanted;
    CLI::App app{
        "Measures the simulator's USB/IP server beside a minimal one over the same sockets, in one "
        "run on one core, and prints the ratios, the memory and the wake-ups."};
    app.add_option("--bin", wanted.bin, "folder of offhook-sim");
    app.add_option("--json", wanted.json_file, "write the numbers to this file as well");
    app.add_option("--rounds", wanted.rounds, "measured rounds")->check(CLI::Range(1, 1000));
    app.add_option("--operations", wanted.operations, "operations in a round")
        ->check(CLI::Range(1, 1000000));
    app.add_option("--most-handsets", wanted.most_handsets, "leave out the larger crowds")
        ->check(CLI::Range(1, 1000));
    app.add_option(
        "--idle-seconds", wanted.idle_seconds, "how long to count wake-ups; 0: not at all");
    CLI11_PARSE(app, argc, argv);
    try {
        const auto result = run(wanted);
        print(wanted, result);
        if (wanted.json_file.empty()) return 0;
        std::ofstream file(wanted.json_file);
        file << boost::json::serialize(to_json(result)) << '\n';
        if (!file) throw std::runtime_error("cannot write " + wanted.json_file);
    } catch (const std::exception& problem) {
        std::cerr << "offhook-bench-usbip: " << problem.what() << '\n';
        return 1;
    }
    return 0;
}
