#pragma once

#include <string>
#include <vector>

namespace offhook::cli {

/// How a check went.
enum class verdict {
    ok,
    note,         ///< nothing is wrong, but a person may want to know
    problem,      ///< something does not work; the advice says what to do
    not_checked,  ///< what it needs is missing, as an earlier line says
};

/// One line of `offhook doctor`.
struct finding {
    std::string check;  ///< one of the names in doctor's --help
    cli::verdict verdict = verdict::ok;
    std::string text;    ///< what was found
    std::string advice;  ///< what to do; empty where nothing is to be done
};

using findings = std::vector<finding>;

[[nodiscard]] constexpr const char* word_of(verdict value) {
    switch (value) {
        case verdict::ok: return "ok";
        case verdict::note: return "note";
        case verdict::problem: return "PROBLEM";
        case verdict::not_checked: return "not checked";
    }
    return "";
}

}  // namespace offhook::cli
