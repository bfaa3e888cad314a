#pragma once

#include "tools/offhook/doctor/finding.hpp"

#include <string>

namespace offhook::cli {

/// The service provider: its module is found, loads, and exports what it must; on Windows it is in
/// the provider list and the telephony service is there. `module` names another place than the
/// usual ones; may be empty.
[[nodiscard]] findings check_provider(const std::string& module);

/// The system's part: the provider list and the telephony service. Empty where there is none.
[[nodiscard]] findings check_telephony();

/// Where the module is meant to be: System32; on Linux beside the program, or ../lib/offhook.
[[nodiscard]] std::string usual_module();

}  // namespace offhook::cli
