#pragma once

#include <filesystem>

namespace offhook::setup {

/// Whether a file is what it was to become, or will be.
enum class placed { now, after_restart };

/// Copies a file over another, in one step: whoever opens it finds the old one or the new one,
/// whole. One that is in use (a loaded DLL, a program that runs) is renamed and goes when Windows
/// starts again; who has it keeps the old one until then. Throws setup_error.
placed replace_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Removes a file, at the next start of Windows if it is in use; then it has another name until
/// then, so that its own is free. No error if it is not there. Throws setup_error.
placed remove_file(const std::filesystem::path& file);

/// Removes what earlier calls had to leave behind and is free now.
void remove_leftovers(const std::filesystem::path& file);

/// Whether a process has a file loaded or open, so that it can be renamed but not overwritten.
[[nodiscard]] bool is_in_use(const std::filesystem::path& file);

}  // namespace offhook::setup
