#pragma once

#include "sim/fault/fault_box.hpp"
#include "sim/handset/handset.hpp"
#include "sim/plug/plug.hpp"

#include <functional>
#include <map>
#include <queue>
#include <vector>

namespace offhook::sim {

/// The handsets of a process, between their plugs and their operators: whoever acts on a handset,
/// every plug hears what leaves it. Not thread-safe.
class rack {
public:
    using clock = std::function<time_point()>;
    using action = std::function<reports(handset&, time_point)>;

    /// What differs from one rack of the same handsets to another.
    struct options {
        std::size_t count = 1;   ///< handsets, 1 to 65535 (firmware-protocol.md §B.1)
        std::uint64_t seed = 0;  ///< of the session numbers
        clock now;               ///< the time, real or virtual
    };

    /// Handsets of one kind with the serial numbers SIM-0000, SIM-0001, ...; none is plugged in.
    rack(const profile& what, options how);

    [[nodiscard]] std::size_t size() const { return handsets_.size(); }
    [[nodiscard]] const handset& at(std::size_t number) const { return handsets_[number]; }

    /// The plug must stay until detach().
    void attach(plug& one);
    void detach(plug& one);

    /// Called after everything that has happened to a handset; `changed`: what it shows has perhaps
    /// changed.
    void watch(std::function<void(std::size_t, bool changed)> on_act) {
        on_act_ = std::move(on_act);
    }

    /// Which way a report goes.
    enum class way { to_device, to_host };

    /// Called with each report that goes over the wire, before it arrives.
    using tap = std::function<void(std::size_t, way, protocol::bytes_view)>;
    void listen(tap on_report) { on_report_ = std::move(on_report); }

    [[nodiscard]] time_point now() const { return now_(); }

    /// How long the rack has been there.
    [[nodiscard]] milliseconds age() const {
        return std::chrono::duration_cast<milliseconds>(now_() - started_);
    }

    /// Calls back once, from on_time(), when `when` has come.
    void call_at(time_point when, std::function<void()> what);

    /// Called when next_deadline() has become earlier.
    void watch_deadline(std::function<void()> on_earlier) { on_earlier_ = std::move(on_earlier); }

    void plug_in(std::size_t number);
    void pull_out(std::size_t number);

    /// handset::become() for a handset that is not plugged in.
    void rename(std::size_t number, std::string serial, std::string product);

    /// An output report from a computer; dropped while the handset is not plugged in.
    void output(std::size_t number, protocol::bytes_view report);

    /// A feature report, ID first; none when the device has no such report, or a fault stalls it.
    [[nodiscard]] std::optional<protocol::byte_vector> get_feature(std::size_t number,
                                                                   std::uint8_t report_id) const;

    /// Writes a feature report; false when the device has no such report that can be written.
    bool set_feature(std::size_t number, protocol::bytes_view report) {
        return handsets_[number].set_feature(report);
    }

    /// What goes wrong between handsets and plugs; nothing without a rule. The rules are changed
    /// here and not in the box, for some strike at once.
    [[nodiscard]] const fault_box& faults() const { return faults_; }
    std::uint64_t add_fault(fault_rule rule);
    bool remove_fault(std::uint64_t id) { return faults_.remove(id); }
    void clear_faults() { faults_.clear(); }

    /// Called with each rule that strikes, and the handset.
    void watch_faults(std::function<void(const fault_box::entry&, std::size_t)> on_strike) {
        faults_.on_strike = std::move(on_strike);
    }

    /// Something that a person does with a handset.
    void act(std::size_t number, const action& what);

    /// When on_time() is to be called; none when no handset waits for anything. It may be earlier
    /// than needed, once for each time that it was right.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// Does what is due.
    void on_time();

private:
    struct alarm {
        time_point when;
        std::size_t number;
        bool operator>(const alarm& other) const { return when > other.when; }
    };

    void tell(std::size_t number, const reports& out);
    void deliver(std::size_t number, const reports& out);
    void arrive(std::size_t number, protocol::bytes_view report);
    void perform(fault_effects& effects);
    void perform_one(const fault_effect& effect);
    void flood(std::size_t number, std::uint64_t count);
    void remember_deadline(std::size_t number);

    std::vector<handset> handsets_;
    clock now_;
    std::vector<plug*> plugs_;
    time_point started_;
    std::function<void(std::size_t, bool)> on_act_ = [](std::size_t, bool) {};
    tap on_report_;
    std::function<void()> on_earlier_ = [] {};
    std::vector<std::uint64_t> seen_revisions_;
    fault_box faults_;
    std::vector<std::uint64_t> lives_;  // how often each was pulled out: old effects are void

    // A handset's deadline mostly moves away (each request puts off the session's end), so an alarm
    // stays where it is until it comes, and is then set anew: no work for each request.
    std::priority_queue<alarm, std::vector<alarm>, std::greater<>> alarms_;
    std::vector<time_point> alarm_of_;  // time_point::max(): the handset has none

    std::multimap<time_point, std::function<void()>> calls_;  // see call_at()
};

}  // namespace offhook::sim
