#pragma once

#include "sim/handset/handset.hpp"
#include "tests/support/engine_shell.hpp"

#include <map>
#include <random>

namespace offhook::test {

/// What a link does to the reports on it. Reports keep their order, as on a bus.
struct link_faults {
    double drop = 0;        ///< chance that a report is lost
    double repeat = 0;      ///< chance that an input report arrives twice
    double refuse = 0;      ///< chance that a write never comes to its end
    int longest_delay = 0;  ///< ms, evenly spread from 0
};

/// The session machine and the simulated handset, back to back in virtual time, over a link that
/// can be bad. The same seed gives the same run.
class handset_pair {
public:
    handset_pair(sim::profile what, std::uint64_t seed, const engine::timing& times = {});

    engine_shell host;
    sim::handset device;
    link_faults faults;

    /// What the handset sends of its own accord is put on the link by this.
    void send(sim::reports reports);

    void plug();
    void unplug();

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

    /// What of the handset's state the host does not know rightly; empty when they agree.
    [[nodiscard]] std::string difference() const;

    std::mt19937_64& random() { return random_; }
    [[nodiscard]] bool chance(double of);

private:
    enum class direction { to_device, to_host, written };
    struct parcel {
        direction way = direction::to_host;
        protocol::byte_vector report;
        std::uint64_t token = 0;
        std::uint64_t life = 0;  // of the link that it was put on
    };

    bool step(engine::time_point end);
    [[nodiscard]] std::optional<engine::time_point> next_time() const;
    void grant_wishes();
    void write(const engine::transmission& what);
    void put(parcel one, engine::time_point& last);
    void deliver(const parcel& one);

    std::mt19937_64 random_;
    std::multimap<engine::time_point, parcel> link_;
    engine::time_point last_to_device_, last_to_host_;
    std::uint64_t life_ = 0;      // counts plugs and opens: what was under way before is lost
    bool wants_to_open_ = false;  // the transport waits for a plug
    bool open_ = false;
};

}  // namespace offhook::test
