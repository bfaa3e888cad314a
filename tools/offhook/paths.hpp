#pragma once

#include <filesystem>
#include <string>

namespace offhook::cli {

/// The path that a UTF-8 text names; on Windows a plain string would be read in another encoding.
[[nodiscard]] inline std::filesystem::path path_of(const std::string& utf8) {
    return std::u8string(utf8.begin(), utf8.end());
}

/// A path as UTF-8 text.
[[nodiscard]] inline std::string text_of(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

}  // namespace offhook::cli
