#pragma once

#include "sim/handset/profile.hpp"

#include <boost/json/object.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace offhook::sim {

/// One step of a scenario. Source: sim/scenarios/README.md.
struct step {
    enum class kind {
        request,   ///< `request` is asked of the handset
        wait_for,  ///< goes on once `request` (a condition) holds; in vain: timed out
        expect,    ///< the same; in vain: failed
        pause,     ///< lets `ms` pass
        log,       ///< writes `text`
        repeat,    ///< does the first branch `times` times
        parallel,  ///< does all branches side by side, and goes on when all are over
    };
    kind what = kind::log;
    std::string place;  ///< FILE:LINE:COLUMN
    std::string text;   ///< as it is told in the log
    boost::json::object request;
    std::size_t handset = 0;
    milliseconds ms{0};
    std::size_t times = 1;
    std::vector<std::vector<step>> branches;
};

/// A scenario: data only.
struct scenario {
    std::string name;
    sim::profile profile;
    std::size_t handsets = 1;
    std::vector<step> steps;
};

/// What is wrong with a scenario: `FILE:LINE:COLUMN: what is wrong`, one line for each mistake.
class scenario_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The scenario in a YAML file; its `profile` is looked up beside it. Throws scenario_error with
/// all mistakes, those of the profile too.
[[nodiscard]] scenario load_scenario(const std::string& path);

/// The scenario in a YAML text; `name` stands for the file. Throws scenario_error.
[[nodiscard]] scenario parse_scenario(const std::string& text, const std::string& name);

}  // namespace offhook::sim
