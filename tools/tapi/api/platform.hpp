#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tools/tapi/api/api.hpp"

// What the systems have each in its own way; platform_posix.cpp and platform_windows.cpp.

namespace offhook::tapi::api {

/// Text of the A functions: UTF-8 here, the ANSI code page on Windows. Nothing: the bytes are no
/// text of that kind.
[[nodiscard]] std::optional<std::u16string> to_utf16(std::string_view ansi);
/// A code unit that has no counterpart becomes the system's replacement character.
[[nodiscard]] std::string to_ansi(std::u16string_view text);

/// The path of the running program, as GetModuleFileName gives it; empty when it cannot be known.
[[nodiscard]] std::u16string program_path();

/// Where this library lies: service providers without a folder are looked for beside it, as
/// Windows looks in its system folder.
[[nodiscard]] std::filesystem::path library_folder();

/// What TAPI shows for a phone without an icon (TSPI: TSPI_phoneGetIcon); null where there are no
/// icons.
[[nodiscard]] HICON generic_phone_icon();

}  // namespace offhook::tapi::api
