#include "packaging/windows/setup/placed_file.hpp"

#include "packaging/windows/setup/setup_error.hpp"

#include <windows.h>

#include <iostream>
#include <string>

namespace offhook::setup {
namespace {

const std::wstring old_mark = L".old-";

std::string shown(const std::filesystem::path& path) {
    return narrow(path.wstring());
}

/// A name beside a file that nothing has.
std::filesystem::path aside(const std::filesystem::path& file) {
    auto number = GetTickCount64();
    std::filesystem::path name;
    do {
        name = file.wstring() + old_mark + std::to_wstring(number++);
    } while (GetFileAttributesW(name.c_str()) != INVALID_FILE_ATTRIBUTES);
    return name;
}

void put_aside(const std::filesystem::path& file) {
    const auto name = aside(file);
    if (!MoveFileExW(file.c_str(), name.c_str(), 0)) {
        throw setup_error(shown(file) + " is in use and cannot be renamed", GetLastError());
    }
    if (!MoveFileExW(name.c_str(), nullptr, MOVEFILE_DELAY_UNTIL_REBOOT)) {
        std::cout << shown(name) << " stays, for Windows does not take it for later: "
                  << system_text(GetLastError()) << "\n";
    }
    std::cout << shown(file) << " is in use; the old one goes when Windows starts again\n";
}

}  // namespace

bool is_in_use(const std::filesystem::path& file) {
    const HANDLE handle = CreateFileW(file.c_str(),
                                      GENERIC_WRITE | DELETE,
                                      FILE_SHARE_READ,
                                      nullptr,
                                      OPEN_EXISTING,
                                      FILE_ATTRIBUTE_NORMAL,
                                      nullptr);
    if (handle != INVALID_HANDLE_VALUE) {
        CloseHandle(handle);
        return false;
    }
    const DWORD error = GetLastError();
    return error != ERROR_FILE_NOT_FOUND && error != ERROR_PATH_NOT_FOUND;
}

placed replace_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::filesystem::path next = to.wstring() + L".new";
    if (!CopyFileW(from.c_str(), next.c_str(), FALSE)) {
        throw setup_error(shown(next) + " cannot be written", GetLastError());
    }
    constexpr DWORD flags = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    if (MoveFileExW(next.c_str(), to.c_str(), flags)) return placed::now;
    try {
        put_aside(to);
        if (!MoveFileExW(next.c_str(), to.c_str(), flags)) {
            throw setup_error(shown(to) + " cannot be written", GetLastError());
        }
    } catch (const setup_error&) {
        DeleteFileW(next.c_str());
        throw;
    }
    return placed::after_restart;
}

placed remove_file(const std::filesystem::path& file) {
    if (DeleteFileW(file.c_str())) return placed::now;
    const DWORD error = GetLastError();
    if (error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND) return placed::now;
    put_aside(file);
    return placed::after_restart;
}

void remove_leftovers(const std::filesystem::path& file) {
    const auto pattern = file.wstring() + old_mark + L"*";
    WIN32_FIND_DATAW found;
    const HANDLE search = FindFirstFileW(pattern.c_str(), &found);
    if (search == INVALID_HANDLE_VALUE) return;
    do {
        DeleteFileW((file.parent_path() / found.cFileName).c_str());
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

}  // namespace offhook::setup
