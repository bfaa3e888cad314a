#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/conform/suite.hpp"

namespace offhook::tapi::cli {

/// What `conform` was asked for.
struct conform_request {
    conform::suite_options suite;
    /// Numbers of cases; empty: all.
    std::vector<unsigned> only;
    /// Where the JUnit report goes; empty: nowhere.
    std::string junit_file;
    /// Only say which cases there are.
    bool list = false;
    /// Of the suite itself: be the child that runs this case; 0 describes the provider.
    std::optional<unsigned> judge;
};

/// Runs the conformance cases over a provider and prints a row each.
[[nodiscard]] exit_code run_conform(output& out, const conform_request& wanted);

}  // namespace offhook::tapi::cli
