#pragma once

#include "sim/fault/fault_link.hpp"
#include "sim/handset/handset.hpp"
#include "tests/support/engine_shell.hpp"

#include <deque>
#include <map>
#include <random>

namespace offhook::test {

/// What is between the machine and the handset.
struct conditions {
    sim::fault_odds faults;                 ///< of the reports on the way
    unsigned stuck = 0;                     ///< thousandths of the writes never come to their end
    engine::milliseconds longest_write{0};  ///< the others take so long, evenly spread from 0

    bool operator==(const conditions&) const = default;
};

/// Hears what happens on the link of a handset_pair.
class link_watcher {
public:
    virtual ~link_watcher() = default;

    /// A report sets out; `faults` are what befalls it on its way.
    virtual void on_sent(sim::way where,
                         protocol::bytes_view report,
                         std::span<const sim::fault> faults) = 0;

    /// One that was held up arrives.
    virtual void on_arrived(sim::way where, protocol::bytes_view report) = 0;
};

/// The session machine and the simulated handset, back to back in virtual time, over a fault link.
/// The same seed and the same calls give the same run.
class handset_pair {
public:
    handset_pair(sim::profile what, std::uint64_t seed, const engine::timing& times = {});

    engine_shell host;
    sim::handset device;

    /// From now on. What is under way on the link is lost.
    void set_conditions(const conditions& now);

    /// Null for nobody; must outlive the pair or be taken away.
    void watch(link_watcher* watcher) { watcher_ = watcher; }

    /// What the handset sends of its own accord is put on the link by this.
    void send(const sim::reports& reports);

    void plug();
    void unplug();

    /// The firmware hangs: it hears nothing and says nothing.
    void hang(engine::milliseconds span) { hung_until_ = host.now() + span; }

    /// Another program says HELLO to the handset.
    void take_over();

    /// The driver's program ends without a word and is started again.
    void replace_host();

    /// Lets `span` of virtual time pass.
    void run(engine::milliseconds span);

    /// Runs until `done` says so; false when that takes longer than `most`.
    template <class Condition>
    [[nodiscard]] bool run_until(engine::milliseconds most, Condition done) {
        const auto end = host.now() + most;
        while (!done()) {
            if (!step(end)) return done();
        }
        return true;
    }

    /// Nothing is outstanding at the host and nothing is on the link.
    [[nodiscard]] bool is_quiet() const;

    /// Driver and handset have kept each other busy without end, and the pair gave up on them.
    [[nodiscard]] bool is_racing() const { return steps_ > most_steps; }

    /// What of the handset's state the host does not know rightly; empty when they agree.
    [[nodiscard]] std::string difference() const;

private:
    static constexpr unsigned most_steps = 20000;  // at one moment

    bool step(engine::time_point end);
    [[nodiscard]] std::optional<engine::time_point> next_time() const;
    [[nodiscard]] std::optional<engine::time_point> device_due() const;
    [[nodiscard]] bool is_hung() const { return host.now() < hung_until_; }
    void grant_wishes();
    void open();
    void write(const engine::transmission& what);
    void put(sim::way where, protocol::bytes_view report);
    void arrive();
    void deliver();
    void finish_write();
    void cut_off();

    engine::timing times_;
    std::uint64_t seed_;
    conditions conditions_;
    sim::fault_link link_;
    std::deque<sim::fault_link::delivery> arrived_;            // and not heard yet
    std::mt19937_64 random_;                                   // of the writes and the rivals
    std::multimap<engine::time_point, std::uint64_t> writes_;  // tokens, by when they are taken
    engine::time_point hung_until_{};
    link_watcher* watcher_ = nullptr;
    unsigned steps_ = 0;          // since the time went on
    bool wants_to_open_ = false;  // the transport waits for a plug
    bool open_ = false;
};

}  // namespace offhook::test
