#pragma once

#include <string>
#include <string_view>

#include <windows.h>

// Text as this program is built for it, Unicode or ANSI; on its streams it is UTF-8.

namespace sample {

/// TCHAR text: of the W functions or of the A functions, as UNICODE says.
using tstring = std::basic_string<TCHAR>;

[[nodiscard]] tstring to_tstring(std::string_view utf8);
[[nodiscard]] std::wstring to_wide(std::string_view utf8);
[[nodiscard]] std::string to_utf8(const TCHAR* text);
[[nodiscard]] std::string to_utf8(std::wstring_view text);

/// Prints one line and flushes: whoever reads along sees it at once.
void say(const std::string& line);

}  // namespace sample
