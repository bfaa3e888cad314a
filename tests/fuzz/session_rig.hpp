#pragma once

#include "driver/engine/session_fsm.hpp"
#include "sim/handset/handset.hpp"

#include <deque>
#include <set>

namespace offhook::fuzz {

/// The driver's session machine and the simulated handset on a wire of which every report can be
/// lost, doubled or damaged. Time stands still unless it is told to pass.
class session_rig {
public:
    session_rig();

    void deliver();                                ///< the oldest report that waits for the host
    void drop();                                   ///< loses it
    void repeat();                                 ///< delivers it and leaves it there
    void damage(std::size_t at, std::uint8_t by);  ///< changes one of its bytes, and delivers it
    void pass(engine::milliseconds span);
    void submit(unsigned choice);  ///< one of a few commands
    void use(unsigned choice);     ///< what a person does with the handset
    void replug();
    void deafen(unsigned reports);  ///< so many reports of the host will not arrive

    /// Stops the driver. Then every command must have ended, each once.
    void finish();

private:
    void run(engine::actions todo);
    void carry_out(const engine::action& what, engine::actions& more);
    void write(const engine::write_reports& what, engine::actions& more);
    void collect(const sim::reports& reports);

    sim::time_point now_{};
    sim::handset handset_;
    engine::session_fsm driver_;
    std::deque<protocol::byte_vector> to_host_;
    std::set<engine::command_id> under_way_;
    engine::command_id last_id_ = 0;
    unsigned deaf_ = 0;
    bool stopped_ = false;
};

}  // namespace offhook::fuzz
