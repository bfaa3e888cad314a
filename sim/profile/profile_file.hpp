#pragma once

#include "sim/handset/profile.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace offhook::sim {

/// What is wrong with a profile: `FILE:LINE:COLUMN: what is wrong, what is allowed`, one line for
/// each mistake.
class profile_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The profile in a YAML file; the fields are in sim/profiles/README.md. Throws profile_error.
[[nodiscard]] profile load_profile(const std::string& path);

/// The profile in a YAML text; `name` stands for the file in messages. Throws profile_error.
[[nodiscard]] profile parse_profile(const std::string& text, std::string_view name);

}  // namespace offhook::sim
