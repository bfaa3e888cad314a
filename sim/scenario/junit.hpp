#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace offhook::sim {

/// How one scenario ended, for junit_xml().
struct junit_case {
    std::string name;
    std::int64_t took_ms = 0;
    std::string problem;     ///< empty: it passed
    bool is_broken = false;  ///< the scenario itself is wrong
};

/// The results as JUnit's XML, which CI systems read.
[[nodiscard]] std::string junit_xml(const std::vector<junit_case>& cases);

}  // namespace offhook::sim
