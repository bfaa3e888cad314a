#pragma once

#include <filesystem>

namespace offhook::setup {

/// What a folder of ours is for.
enum class folder_use {
    configuration,  ///< administrators and the system write, NETWORK SERVICE and users read
    log,            ///< NETWORK SERVICE writes, too
};

/// The rights in Windows' own notation (SDDL): what set_rights() sets, inherited by all below.
[[nodiscard]] const wchar_t* rights_of(folder_use use);

/// Gives a folder these rights and no inherited ones, and to the administrators. Throws
/// setup_error.
void set_rights(const std::filesystem::path& folder, folder_use use);

/// Gives a file or a folder to the administrators, and the rights of the folder above it in place
/// of all of its own. Throws setup_error.
void set_inherited_rights(const std::filesystem::path& entry);

}  // namespace offhook::setup
