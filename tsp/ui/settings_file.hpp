#pragma once

#include <filesystem>
#include <string>

namespace offhook::tsp::ui {

/// The text of a configuration file. One that is not there is empty.
struct loaded_text {
    std::string text;
    std::string problem;  ///< why it cannot be read, for people
};

[[nodiscard]] loaded_text load_settings(const std::filesystem::path& file);

/// Replaces a configuration file, or makes it and its folder. Whoever reads it meanwhile has the
/// old text or the new one. With `keep_old` the old one stays as FILE.old. Empty, or why it could
/// not be done, for people; then the old file is as it was.
[[nodiscard]] std::string save_settings(const std::filesystem::path& file,
                                        const std::string& text,
                                        bool keep_old);

/// The file that dialogs change: OFFHOOK_CONFIG of this process, or the default one.
[[nodiscard]] std::filesystem::path settings_file_here();

/// A path as UTF-8.
[[nodiscard]] std::string path_text(const std::filesystem::path& path);

}  // namespace offhook::tsp::ui
