#pragma once

#include "sim/fault/fault_plan.hpp"

#include <deque>
#include <optional>
#include <span>

namespace offhook::sim {

/// Stands between a handset and its host and does to the reports what a plan says, in virtual time.
///
/// Flow: give each report to pass() and deliver what comes back; call on_time() when
/// next_deadline() has come and deliver that too. The plan, the reports and the times decide all,
/// so a failing run is repeated by its seed. Not thread-safe.
class fault_link {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// A report that arrives.
    struct delivery {
        way where = way::to_host;
        std::vector<std::uint8_t> report;

        bool operator==(const delivery&) const = default;
    };
    using deliveries = std::vector<delivery>;

    explicit fault_link(fault_plan plan);

    /// A report sets out; what arrives by now, of both ways, in the order of arrival.
    [[nodiscard]] deliveries pass(time_point now, way where, std::span<const std::uint8_t> report);

    /// What arrives by now.
    [[nodiscard]] deliveries on_time(time_point now);

    /// When the next report arrives; none when nothing is under way.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// Forgets what is under way: the handset was pulled out.
    void cut_off();

    /// Everything that went wrong so far, chance included: as a list it makes the same run again.
    [[nodiscard]] const std::vector<fault>& happened() const { return happened_; }

private:
    struct traveller {
        time_point arrival;
        std::vector<std::uint8_t> report;
    };
    struct one_way {
        std::size_t count = 0;  // reports that have set out
        std::deque<traveller> under_way;
    };

    [[nodiscard]] std::vector<fault> faults_of(way where, std::size_t nth, std::size_t size);
    void draw(way where, std::size_t nth, std::size_t size, std::vector<fault>& into);
    [[nodiscard]] unsigned chance(unsigned below);
    [[nodiscard]] one_way& pipe_of(way where) {
        return where == way::to_host ? to_host_ : to_device_;
    }

    fault_plan plan_;
    std::uint64_t random_;
    one_way to_device_;
    one_way to_host_;
    std::vector<fault> happened_;
};

}  // namespace offhook::sim
