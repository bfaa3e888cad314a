#pragma once

#include <string>

namespace offhook::cli {

/// Which other programs have the device at this path open, in words; empty: none that this user
/// can see. On Linux it takes root to see other people's programs. Windows tells that there is one
/// and not which.
[[nodiscard]] std::string holders_of(const std::string& path);

}  // namespace offhook::cli
