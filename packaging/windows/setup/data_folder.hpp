#pragma once

#include "packaging/windows/setup/placed_file.hpp"

#include <filesystem>

namespace offhook::setup {

/// %ProgramData%\Offhook, where driver/config.hpp looks for the configuration.
[[nodiscard]] std::filesystem::path data_folder();

/// Makes the folder and the one of the log in it, and gives both and all that is in them an owner
/// and rights of their own, whoever made them before (in %ProgramData% anybody may make a folder):
/// administrators and the system may change them, everybody may read, and the account of the
/// telephony service, NETWORK SERVICE, may write logs. Puts the shipped configuration there if
/// there is none; one that is there stays as it is, and what this version does not understand of it
/// is told on standard output. Throws setup_error.
void prepare_data_folder(const std::filesystem::path& shipped_config);

/// Removes the folder with all that is in it; links in it go, what they lead to stays.
placed remove_data_folder();

}  // namespace offhook::setup
