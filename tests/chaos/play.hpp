#pragma once

#include "tests/chaos/schedule.hpp"

#include <string>
#include <string_view>

namespace offhook::chaos {

/// Hears a schedule being played, step by step.
class audience : public test::link_watcher {
public:
    /// The pair is ready; it lives until the end.
    virtual void on_begin(test::handset_pair& pair) = 0;
    virtual void on_step(const action& what) = 0;
    /// What the judge does at the end.
    virtual void on_note(std::string_view text) = 0;
};

/// Plays a schedule and judges its end. Returns what is wrong, in words; empty when all is well:
/// each accepted command has ended once, nothing came after a close or a stop, handset and driver
/// agree once the faults have stopped and stay so, and nothing is outstanding.
[[nodiscard]] std::string play(const schedule& what, audience* listener = nullptr);

/// The shortest schedule made from this one by leaving out steps that still fails.
[[nodiscard]] schedule shrink(schedule failing);

}  // namespace offhook::chaos
