#pragma once

#include <stdexcept>
#include <string>

namespace offhook::cli {

/// How the program ends. Scripts rely on these; --help lists them.
enum exit_code : int {
    exit_ok = 0,
    exit_failed = 1,       ///< refused, failed, or a check found a problem
    exit_bad_call = 2,     ///< the command line cannot be understood
    exit_unreachable = 3,  ///< no such handset, or it cannot be reached
};

/// Ends the program with one line for a person.
class failure : public std::runtime_error {
public:
    failure(exit_code code, const std::string& text) : std::runtime_error(text), code_(code) {}

    [[nodiscard]] exit_code code() const noexcept { return code_; }

private:
    exit_code code_;
};

}  // namespace offhook::cli
