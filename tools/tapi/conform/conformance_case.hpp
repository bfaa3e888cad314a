#pragma once

#include <chrono>
#include <span>
#include <string>

#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// What is judged, and how patiently.
struct options {
    /// The provider's module.
    std::string module;
    /// Which of its phones, from 0.
    DWORD phone = 0;
    /// The operator channel of a simulated handset (sim/control/README.md), HOST:PORT or unix:PATH.
    /// Empty: nobody lifts, presses or unplugs, and what needs that is not applicable.
    std::string operator_address;
    /// How long a completion or a message may take.
    std::chrono::milliseconds completion_limit{10000};
    /// How long a phone function may take to return.
    std::chrono::milliseconds call_limit{2000};
    /// How long the provider is listened to before its silence is believed.
    std::chrono::milliseconds quiet{250};
};

/// One rule of TSPI and what finds out whether a provider keeps it. A case judges its own rule
/// only: what else goes wrong on the way blocks it, and is another case's to judge.
struct conformance_case {
    /// Never given to another case; the hundreds are the theme.
    unsigned number;
    const char* title;
    const char* rule;
    /// A page of the TSPI reference, or a section of tspi-phone.md.
    const char* source;
    /// Returns when the rule holds; throws judged for everything else. Loads the provider itself.
    void (*run)(const options& given);
};

/// Cases of one theme.
struct theme {
    const char* name;
    std::span<const conformance_case> cases;
};

}  // namespace offhook::tapi::conform
