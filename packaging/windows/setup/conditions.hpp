#pragma once

#include <cstdint>
#include <string>

namespace offhook::setup {

/// How the setup ends; Windows Installer's numbers, which software distribution knows.
enum class exit_code : std::uint32_t {
    done = 0,
    no_rights = 5,               ///< ERROR_ACCESS_DENIED: not an administrator
    failed = 1603,               ///< ERROR_INSTALL_FAILURE
    wrong_computer = 1633,       ///< ERROR_INSTALL_PLATFORM_UNSUPPORTED: not x64 Windows
    done_restart_needed = 3010,  ///< ERROR_SUCCESS_REBOOT_REQUIRED: a file was in use
};

/// What keeps Offhook from being installed or removed here and by this account.
struct obstacle {
    exit_code code = exit_code::done;  ///< done: nothing
    std::string text;                  ///< a sentence for a person
};

[[nodiscard]] obstacle find_obstacle();

}  // namespace offhook::setup
