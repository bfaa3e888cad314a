#pragma once

#include <boost/json.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tools/tapi/conform/conformance_case.hpp"
#include "tools/tapi/conform/judgement.hpp"

namespace offhook::tapi::conform {

/// How a suite is run.
struct suite_options {
    options judged;
    /// How long one case may take before its process is killed.
    std::chrono::milliseconds case_limit{60000};
};

/// What there is to know about a provider before it is judged.
struct provider_description {
    /// Why it cannot be judged at all: it is no module, or no provider.
    std::string unusable;
    /// The version it speaks, and what it says of itself.
    std::string version;
    std::uint64_t phones = 0;
    std::string name;
    /// What went wrong on the way to these; the cases will say more.
    std::string trouble;
};

/// One case that was run.
struct case_report {
    const conformance_case* what = nullptr;
    judgement end;
    /// What the provider printed meanwhile.
    std::string printed;
    std::chrono::milliseconds took{0};
};

/// How many cases ended in which way.
struct tally {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t not_applicable = 0;
    std::size_t blocked = 0;
};

/// Loads the provider in a process of its own and asks who it is. Throws std::system_error when no
/// process can be started.
[[nodiscard]] provider_description describe(const suite_options& given);

/// Runs one case in a process of its own: a crash or a hang of the provider is a failure of the
/// case.
[[nodiscard]] case_report run_case(const conformance_case& which, const suite_options& given);

[[nodiscard]] tally count(const std::vector<case_report>& reports);

/// The words that start this program as such a child; `number` 0 describes.
[[nodiscard]] std::vector<std::string> child_words(const suite_options& given, unsigned number);

}  // namespace offhook::tapi::conform
