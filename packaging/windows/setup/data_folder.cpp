#include "packaging/windows/setup/data_folder.hpp"

#include "driver/config.hpp"
#include "packaging/windows/setup/folder_rights.hpp"
#include "packaging/windows/setup/setup_error.hpp"

#include <windows.h>

#include <iostream>
#include <vector>

namespace offhook::setup {
namespace {

using std::filesystem::path;

bool has(const path& name, DWORD attribute) {
    const DWORD attributes = GetFileAttributesW(name.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & attribute) != 0;
}

bool is_link(const path& name) {
    return has(name, FILE_ATTRIBUTE_REPARSE_POINT);
}

std::vector<path> entries_of(const path& folder) {
    std::vector<path> entries;
    WIN32_FIND_DATAW found;
    const HANDLE search = FindFirstFileW((folder / "*").c_str(), &found);
    if (search == INVALID_HANDLE_VALUE) return entries;
    do {
        const std::wstring name = found.cFileName;
        if (name != L"." && name != L"..") entries.push_back(folder / name);
    } while (FindNextFileW(search, &found));
    FindClose(search);
    return entries;
}

/// A link could lead what an administrator does here to a place of somebody else's choice.
void make_folder(const path& folder) {
    if (is_link(folder)) {
        throw setup_error(narrow(folder.wstring()) +
                          " is a link to elsewhere; remove it and install again");
    }
    if (!CreateDirectoryW(folder.c_str(), nullptr) && GetLastError() != ERROR_ALREADY_EXISTS) {
        throw setup_error(narrow(folder.wstring()) + " cannot be made", GetLastError());
    }
}

void inherit_rights(const path& folder) {
    for (const auto& entry : entries_of(folder)) {
        if (is_link(entry)) continue;
        set_inherited_rights(entry);
        if (has(entry, FILE_ATTRIBUTE_DIRECTORY)) inherit_rights(entry);
    }
}

void put_config(const path& shipped) {
    const auto file = default_config_file();
    if (CopyFileW(shipped.c_str(), file.c_str(), TRUE)) {
        set_inherited_rights(file);
        return;
    }
    if (GetLastError() != ERROR_FILE_EXISTS) {
        throw setup_error(narrow(file.wstring()) + " cannot be written", GetLastError());
    }
    std::cout << "the configuration stays as it is: " << narrow(file.wstring()) << "\n";
    for (const auto& each : read_config({}, file).complaints) std::cout << "  " << each << "\n";
}

placed remove_folder(const path& folder) {
    auto all = placed::now;
    for (const auto& entry : entries_of(folder)) {
        const bool is_folder = has(entry, FILE_ATTRIBUTE_DIRECTORY);
        if (is_folder && is_link(entry)) {
            RemoveDirectoryW(entry.c_str());
            continue;
        }
        const auto done = is_folder ? remove_folder(entry) : remove_file(entry);
        if (done == placed::after_restart) all = done;
    }
    if (RemoveDirectoryW(folder.c_str()) || GetLastError() == ERROR_FILE_NOT_FOUND) return all;
    MoveFileExW(folder.c_str(), nullptr, MOVEFILE_DELAY_UNTIL_REBOOT);
    return placed::after_restart;
}

}  // namespace

path data_folder() {
    return default_config_file().parent_path();
}

void prepare_data_folder(const path& shipped_config) {
    const auto folder = data_folder();
    const auto log = default_log_file().parent_path();
    make_folder(folder);
    set_rights(folder, folder_use::configuration);
    make_folder(log);
    inherit_rights(folder);
    set_rights(log, folder_use::log);
    inherit_rights(log);
    put_config(shipped_config);
}

placed remove_data_folder() {
    const auto folder = data_folder();
    if (!has(folder, FILE_ATTRIBUTE_DIRECTORY)) return placed::now;
    if (!is_link(folder)) return remove_folder(folder);
    RemoveDirectoryW(folder.c_str());
    return placed::now;
}

}  // namespace offhook::setup
