#pragma once

#include "sim/handset/time.hpp"

#include <string>
#include <vector>

namespace offhook::sim {

/// What happened in a run, in order: the same scenario and seed give the same log, byte for byte.
struct log_entry {
    enum class lane { step, to_device, to_host, event, fault };
    milliseconds at{0};  ///< since the run began
    lane where = lane::step;
    std::size_t handset = 0;
    std::string text;
};
using scenario_log = std::vector<log_entry>;

/// One line: `    1.250 > LAMP #3.1: lamp 13 flash`.
[[nodiscard]] std::string to_line(const log_entry& entry);

/// A picture of the run for a person: a lane each for steps, requests, answers, events and faults,
/// time from left to right. SVG.
[[nodiscard]] std::string to_svg(const scenario_log& log, const std::string& title);

}  // namespace offhook::sim
