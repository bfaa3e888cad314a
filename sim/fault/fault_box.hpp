#pragma once

#include "sim/fault/fault_rule.hpp"

#include <map>

namespace offhook::sim {

/// Stands between handsets and their plugs and decides what goes wrong, by rules that come and go.
/// It has no clock: what happens later is an effect with a delay, performed by its owner.
///
/// Rules, reports and their order decide all, so the same seed gives the same run. Not thread-safe.
class fault_box {
public:
    /// A rule that is on.
    struct entry {
        std::uint64_t id = 0;
        fault_rule rule;
        std::uint64_t struck = 0;  ///< how often it has struck

        // Of each handset: how many reports have fitted.
        std::map<std::size_t, std::uint64_t> fitted;
        std::uint64_t random = 0;
    };

    /// Called with each rule that strikes, and the handset.
    std::function<void(const entry&, std::size_t)> on_strike = [](const entry&, std::size_t) {};

    /// Adds a rule; its number. A rule for `now` strikes `handsets` at once and is not kept.
    std::uint64_t add(fault_rule rule,
                      const std::vector<std::size_t>& handsets,
                      fault_effects& out);

    /// Takes a rule away, with all that it holds back; false when there is none of that number.
    bool remove(std::uint64_t id);
    void clear();

    [[nodiscard]] const std::vector<entry>& rules() const { return rules_; }
    [[nodiscard]] bool empty() const { return rules_.empty(); }

    /// A report sets out; what comes of it.
    void pass(std::size_t handset, bool to_device, protocol::bytes_view report, fault_effects& out);

    /// What a remind effect asked for.
    void on_reminder(std::uint64_t token, fault_effects& out);

    /// Forgets what is under way: the handset was pulled out or has started anew.
    void cut_off(std::size_t handset);

    /// The rule of a kind that is a state (stall, stuck, bounce, slice) and on for this handset;
    /// for `stuck` that of this button. Null when there is none.
    [[nodiscard]] const fault_rule* state(fault_kind what,
                                          std::size_t handset,
                                          std::size_t button = 0) const;

private:
    struct facts;
    struct pending_request {
        std::uint64_t id = 0;  // of the rule
        std::uint64_t token = 0;
        protocol::byte_vector header;
    };
    struct traffic {
        std::map<std::uint8_t, pending_request> pending;  // by sequence
        std::optional<std::uint8_t> swallowed;            // sequence of a request in parts
        protocol::byte_vector held[2];                    // a report that waits for the next one
        std::uint64_t held_token[2] = {0, 0};
        std::uint64_t hung_by = 0;  // rule, 0: not hung
        std::uint64_t hung_token = 0;
    };

    [[nodiscard]] bool strikes(entry& one, std::size_t handset, const facts& what);
    void strike(entry& one, std::size_t handset);
    void apply(entry& one, std::size_t handset, facts& what, fault_effects& out);
    void act(const entry& one, std::size_t handset, fault_effects& out);
    void intercept(const entry& one, std::size_t handset, facts& what, fault_effects& out);
    void keep_pending(const entry& one, std::size_t handset, const facts& what, fault_effects& out);
    bool repeats_pending(std::size_t handset, const facts& what, fault_effects& out);
    void deliver(std::size_t handset, facts& what, fault_effects& out);

    std::vector<entry> rules_;
    std::map<std::size_t, traffic> traffic_;
    std::uint64_t last_id_ = 0;
    std::uint64_t last_token_ = 0;
};

}  // namespace offhook::sim
