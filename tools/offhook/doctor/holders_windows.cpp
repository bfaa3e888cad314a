#include "tools/offhook/doctor/holders.hpp"

#include "tools/offhook/paths.hpp"

#include <windows.h>

namespace offhook::cli {

// Opening without sharing fails exactly when somebody has it open. Source: CreateFileW,
// dwShareMode.
std::string holders_of(const std::string& path) {
    if (!path.starts_with("\\\\")) return {};  // no HID device: a simulator
    const auto name = path_of(path).wstring();
    HANDLE device = CreateFileW(name.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr);
    if (device != INVALID_HANDLE_VALUE) {
        CloseHandle(device);
        return {};
    }
    return GetLastError() == ERROR_SHARING_VIOLATION ? "another program" : "";
}

}  // namespace offhook::cli
