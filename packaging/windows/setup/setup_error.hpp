#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace offhook::setup {

/// What ends the setup: one line with what was tried, where, and the system's reason.
class setup_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;

    /// `what` and the text of a Windows error code.
    setup_error(const std::string& what, std::uint32_t code);
};

/// The text of a Windows error code, and the code.
[[nodiscard]] std::string system_text(std::uint32_t code);

/// UTF-8, for lines that are printed.
[[nodiscard]] std::string narrow(const std::wstring& text);

}  // namespace offhook::setup
