#pragma once

#include "packaging/windows/setup/conditions.hpp"

#include <filesystem>

namespace offhook::setup {

/// What becomes of the configuration and the logs.
enum class data_fate { removed, kept };

/// What becomes of a telephony service that has our file loaded.
enum class service_use { may_restart, left_alone };

/// Puts Offhook on this computer, over an older one or none: offhook.tsp to System32, the programs
/// to `to`, the configuration if there is none, and the provider into TAPI's list. `from` is the
/// folder with all the files. Says what it does on standard output. Throws setup_error; what was
/// done until then is right by itself, and doing it again goes on.
exit_code install(const std::filesystem::path& from,
                  const std::filesystem::path& to,
                  service_use service);

/// Takes all of it away; `programs` is what was `to` before.
exit_code uninstall(const std::filesystem::path& programs, data_fate data, service_use service);

}  // namespace offhook::setup
