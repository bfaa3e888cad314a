#pragma once

#include "driver/config.hpp"

#include <string>
#include <string_view>

namespace offhook {

/// Level of a word; none for another one.
[[nodiscard]] std::optional<spdlog::level::level_enum> log_level(std::string_view word);

/// "trace, debug, info, warn, error, off": for complaints.
[[nodiscard]] std::string log_level_words();

/// Adds a device, unless it is there; then it complains. An empty address is no device.
void add_device(config& into, device_config device);

/// Puts what a configuration file says into `into`. `name` is the file as the user knows it, for
/// complaints. Of a text that is no YAML nothing is taken. The format is in tsp/README.md,
/// "Configuration".
void apply_config_file(config& into, const std::string& text, std::string_view name);

}  // namespace offhook
