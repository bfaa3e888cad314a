#include "tests/chaos/trace.hpp"
#include "tests/chaos/words.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <sstream>

using namespace offhook::chaos;

namespace {

struct seed_range {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
};

/// "5" or "1-10000". Throws CLI::ValidationError.
seed_range range_of(const std::string& text) {
    std::istringstream in(text);
    seed_range range;
    char dash = '-';
    const bool one = static_cast<bool>(in >> range.first);
    range.last = range.first;
    if (one && !in.eof()) in >> dash >> range.last;
    const bool fine = one && in && in.peek() == EOF && dash == '-' && range.first <= range.last;
    if (!fine) throw CLI::ValidationError("--seeds", "'" + text + "' is no range; say 1-10000");
    return range;
}

schedule schedule_of(std::uint64_t seed) {
    seeded choose(seed);
    return make_schedule(choose, seed);
}

/// Plays all of them; the number of those that failed, at most `most`.
unsigned play_all(const seed_range& seeds, unsigned most) {
    const auto begin = std::chrono::steady_clock::now();
    unsigned failed = 0;
    std::uint64_t played = 0;
    for (auto seed = seeds.first; seed <= seeds.last && failed < most; ++seed) {
        ++played;
        const auto wrong = play(schedule_of(seed));
        if (wrong.empty()) continue;
        ++failed;
        std::cout << "seed " << seed << ": " << wrong << '\n'
                  << "    see it: tools/chaos --seed " << seed << " --shrink --verbose"
                  << std::endl;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::cout << played << " schedules, " << failed << " failed, "
              << static_cast<std::uint64_t>(static_cast<double>(played) / took.count())
              << " a second\n";
    return failed;
}

int play_one(std::uint64_t seed, bool shrunk, bool verbose) {
    auto what = schedule_of(seed);
    if (shrunk && !play(what).empty()) what = shrink(std::move(what));
    std::cout << "seed " << seed << ": " << what.steps.size()
              << " steps; handset: " << describe(what.handset) << '\n';
    trace listener(std::cout);
    const auto wrong = play(what, verbose ? &listener : nullptr);
    std::cout << "seed " << seed << ": " << (wrong.empty() ? "all is well" : wrong) << '\n';
    return wrong.empty() ? 0 : 1;
}

}  // namespace

/// Exit code 0 when every schedule is well, 1 when one failed, else that of CLI11.
int main(int argc, char** argv) {
    CLI::App app(
        "Plays schedules of operations, faults, unplugs, closes and reboots on the "
        "driver's machines and the simulated handset, in virtual time.");
    std::string seeds = "1-10000";
    std::uint64_t seed = 0;
    unsigned failures = 5;
    bool verbose = false;
    bool shrunk = false;
    app.add_option("--seeds", seeds, "the seeds to play, FIRST-LAST")->capture_default_str();
    app.add_option("--failures", failures, "end after so many")->capture_default_str();
    auto* one = app.add_option("--seed", seed, "play this one alone");
    app.add_flag("--verbose", verbose, "print every step, report and decision")->needs(one);
    app.add_flag("--shrink", shrunk, "leave out every step that it fails without")->needs(one);
    seed_range range;
    try {
        app.parse(argc, argv);
        range = range_of(seeds);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    }
    if (one->count() != 0) return play_one(seed, shrunk, verbose);
    return play_all(range, failures) == 0 ? 0 : 1;
}
