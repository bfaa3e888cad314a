#include "tools/offhook/doctor/holders.hpp"

#include <windows.h>

#include <filesystem>

namespace offhook::cli {

// Opening without sharing fails exactly when somebody has it open. Source: CreateFileW,
// dwShareMode.
std::string holders_of(const std::string& path) {
    if (!path.starts_with("\\\\")) return {};  // no HID device: a simulator
    const auto name = std::filesystem::u8path(path).wstring();
    HANDLE device = CreateFileW(name.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr);
    if (device != INVALID_HANDLE_VALUE) {
        CloseHandle(device);
        return {};
    }
    return GetLastError() == ERROR_SHARING_VIOLATION ? "another program" : "";
}

}  // namespace offhook::cli
