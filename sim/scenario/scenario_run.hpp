#pragma once

#include "sim/control/control_session.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_log.hpp"

#include <list>
#include <optional>

namespace offhook::sim {

/// Runs a scenario on a rack, step by step, in whatever time the rack has.
///
/// Flow: turn() does all that can be done now. While running(), let time pass until next_deadline()
/// or until the rack was told something, call rack::on_time(), and turn() again. One thread.
class scenario_run {
public:
    enum class result { running, passed, failed, timed_out };

    /// All must outlive the object; the handsets are plugged in.
    scenario_run(const scenario& what,
                 control_hub& hub,
                 std::function<void(const log_entry&)> tell);

    void turn();

    [[nodiscard]] result how() const { return result_; }

    /// When a pause or a wait is over; none when nothing is waited for.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// Why it did not pass: `FILE:LINE:COLUMN: expect ...: ring.mode is 0, wanted 1`.
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    struct frame {
        const std::vector<step>* steps;
        std::size_t at = 0;
        std::size_t left = 1;  // rounds
    };
    struct track {
        std::vector<frame> frames;
        std::optional<time_point> until;  // of the step that it is at
        track* parent = nullptr;
        std::size_t children = 0;
    };
    // What the operator hears: reports and faults for the log, and answers.
    struct ear final : control_sink {
        explicit ear(scenario_run& of) : run(of) {}
        void send(std::string_view message) override { run.on_message(message); }
        [[nodiscard]] bool has_room() const override { return true; }
        scenario_run& run;
    };

    bool advance(track& one);
    bool carry_out(track& one, const step& what);
    bool wait(track& one, const step& what);
    void next(track& one);
    void on_message(std::string_view message);
    void end(result how, std::string why);
    void log(log_entry::lane where, std::size_t handset, std::string text);

    control_hub& hub_;
    std::function<void(const log_entry&)> tell_;
    ear ear_{*this};
    control_session session_;
    std::list<track> tracks_;
    result result_ = result::running;
    std::string reason_;
    std::string refused_;
};

}  // namespace offhook::sim
