#include "tools/offhook/doctor/holders.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace offhook::cli {
namespace {

namespace fs = std::filesystem;

bool is_number(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Has a process this file open? Nobody may look into other people's processes but root.
bool has_open(const fs::path& process, const fs::path& file) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(process / "fd", error)) {
        std::error_code gone;
        if (fs::read_symlink(entry.path(), gone) == file) return true;
    }
    return false;
}

std::string name_of(const fs::path& process) {
    std::string name;
    std::ifstream file(process / "comm");
    std::getline(file, name);
    return name + " (" + process.filename().string() + ")";
}

}  // namespace

std::string holders_of(const std::string& path) {
    std::string list;
    std::error_code error;
    const auto file = fs::canonical(path, error);
    if (error) return list;  // no file: a socket, or libusb's name of an interface
    const auto self = std::to_string(::getpid());
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const auto number = entry.path().filename().string();
        if (!is_number(number) || number == self || !has_open(entry.path(), file)) continue;
        list += (list.empty() ? "" : ", ") + name_of(entry.path());
    }
    return list;
}

}  // namespace offhook::cli
