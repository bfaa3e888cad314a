#pragma once

#include <spdlog/common.h>

#include <string>
#include <vector>

namespace offhook::tsp {

/// What the user has set up. Read anew at every TSPI_providerEnumDevices, as TAPI demands
/// (tspi-phone.md §1.1).
struct config {
    /// Addresses of handsets; each is one phone, in this order.
    std::vector<std::string> devices;
    spdlog::level::level_enum log_level = spdlog::level::warn;
    /// One line for each thing that was not understood, and what became of it.
    std::vector<std::string> complaints;
};

/// From two texts, null where there is none: OFFHOOK_DEVICES, addresses with commas between them
/// (default `hid:`, the first handset that fits), and OFFHOOK_LOG, one of trace, debug, info, warn,
/// error, off (default warn).
[[nodiscard]] config parse_config(const char* devices, const char* log_level);

/// From the environment.
[[nodiscard]] config read_config();

}  // namespace offhook::tsp
