#pragma once

#include <string>

#include <windows.h>

#include <tapi.h>

// TAPI's numbers as words and back.

namespace sample {

/// Throws std::runtime_error with the allowed words for any other.
[[nodiscard]] DWORD lamp_mode(const std::string& word);
[[nodiscard]] DWORD hook_device(const std::string& word);
[[nodiscard]] DWORD hook_mode(const std::string& word);

/// The words of all bits that are set, with a space between.
[[nodiscard]] std::string lamp_mode_word(DWORD mode);
[[nodiscard]] std::string hook_mode_word(DWORD mode);

/// PHONEERR_... or LINEERR_... as eight hexadecimal digits, and the system's words where it has
/// some.
[[nodiscard]] std::string error_text(LONG error);

/// "state lamp 12", "button 5 down": what a message says.
[[nodiscard]] std::string message_text(const PHONEMESSAGE& message);

}  // namespace sample
