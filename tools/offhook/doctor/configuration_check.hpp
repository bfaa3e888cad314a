#pragma once

#include "driver/config.hpp"
#include "tools/offhook/doctor/finding.hpp"

#include <filesystem>

namespace offhook::cli {

/// The configuration file: is it there, is it valid. Each mistake is a line with its place.
[[nodiscard]] findings check_configuration(const config& configuration,
                                           const config_environment& environment,
                                           const std::filesystem::path& usual_file);

/// The variables that are set, and whether they make sense.
[[nodiscard]] findings check_environment(const config& configuration,
                                         const config_environment& environment);

/// Where the log goes, and the last errors in it.
[[nodiscard]] findings check_log(const log_config& log);

}  // namespace offhook::cli
