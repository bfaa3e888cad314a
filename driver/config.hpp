#pragma once

#include "driver/engine/timing.hpp"

#include <spdlog/common.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace offhook {

/// A handset, or all that fit a pattern.
struct device_config {
    std::string address;  ///< as the user wrote it; the runtime judges it
    std::string where;    ///< `FILE:LINE:COLUMN` or the variable, for whoever reports it
};

/// What is noted where.
struct log_config {
    spdlog::level::level_enum level = spdlog::level::warn;
    std::string file;               ///< beside standard error; empty: see default_log_file()
    std::uint32_t size_kib = 1024;  ///< a file that would grow beyond is put aside
    std::uint32_t files = 3;        ///< put aside ones that are kept
};

/// What the user has set up, the same for every program that drives handsets. Anything wrong is one
/// complaint and keeps its default; what is right counts all the same.
struct config {
    /// Each is one phone, or a pattern; in this order, and never the same twice.
    std::vector<device_config> devices;
    engine::timing timing;
    /// How long a program that starts looks around for handsets.
    std::chrono::milliseconds first_look{1500};
    /// A handset that a pattern had found is taken for removed, not just unplugged, after this
    /// long; none: never.
    std::optional<std::chrono::seconds> forget_after;
    log_config log;
    /// One line for each thing that was not understood: where, what, and what became of it.
    std::vector<std::string> complaints;
};

/// What the environment says; none where a variable is not set. An empty text counts as not set.
struct config_environment {
    std::optional<std::string> file;      ///< OFFHOOK_CONFIG: the file, which then has to exist
    std::optional<std::string> devices;   ///< OFFHOOK_DEVICES: addresses with commas between them
    std::optional<std::string> level;     ///< OFFHOOK_LOG: trace, debug, info, warn, error, off
    std::optional<std::string> log_file;  ///< OFFHOOK_LOG_FILE
};

[[nodiscard]] config_environment read_environment();

/// /etc/offhook/offhook.yaml; on Windows %ProgramData%\Offhook\offhook.yaml.
[[nodiscard]] std::filesystem::path default_config_file();

/// Where a provider logs that nobody has given a file and that has no standard error, as in a
/// service: on Windows %ProgramData%\Offhook\log\offhook.log. Elsewhere empty: there whoever
/// starts a service keeps its standard error.
[[nodiscard]] std::filesystem::path default_log_file();

/// The file, then the environment on top of it: a variable replaces what the file says about the
/// same thing. Without either, the first handset that fits (`hid:`). Throws nothing.
[[nodiscard]] config read_config(const config_environment& environment,
                                 const std::filesystem::path& default_file);

/// The same of this process.
[[nodiscard]] config read_config();

}  // namespace offhook
