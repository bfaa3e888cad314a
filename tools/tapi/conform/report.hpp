#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "tools/tapi/conform/suite.hpp"

// What a suite found, for people and for programs.

namespace offhook::tapi::conform {

/// How a table is painted.
enum class paint { plain, coloured };

/// "offhook.tsp  TSPI 3.1, 1 phone; phone 0 is "Desk"".
[[nodiscard]] std::string heading_of(const provider_description& provider,
                                     const suite_options& given);

/// One case: number, result, title; below it the reason, and for a failure the rule and its source.
[[nodiscard]] std::string row_of(const case_report& report, paint how);

/// "95 cases: 80 passed, 1 failed, 14 not applicable".
[[nodiscard]] std::string summary_of(const tally& counts);

/// One case of --list.
[[nodiscard]] std::string list_entry(const conformance_case& each);

[[nodiscard]] boost::json::object to_json(const conformance_case& each);
[[nodiscard]] boost::json::object to_json(const case_report& report);
[[nodiscard]] boost::json::object to_json(const tally& counts);

/// The reports as JUnit's XML: a test suite a theme, a test case a case; what is not applicable is
/// skipped, what is blocked is an error.
[[nodiscard]] std::string junit(const std::vector<case_report>& reports);

}  // namespace offhook::tapi::conform
