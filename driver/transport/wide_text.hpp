#pragma once

#include <string>

namespace offhook::transport {

/// hidapi's strings as UTF-8; null gives nothing. wchar_t is UTF-16 on Windows, UTF-32 elsewhere;
/// halves of pairs and values beyond Unicode become U+FFFD.
[[nodiscard]] std::string to_utf8(const wchar_t* text);

}  // namespace offhook::transport
