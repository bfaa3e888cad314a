#include "driver/config.hpp"

#include "driver/config_file.hpp"

#ifdef _WIN32
// clang-format off: each needs the one before.
#include <objbase.h>
#include <shlobj.h>
#include <windows.h>
// clang-format on
#endif

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace offhook {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::string> variable(const char* name) {
    const char* const text = std::getenv(name);
    if (text == nullptr || trimmed(text).empty()) return std::nullopt;
    return std::string(trimmed(text));
}

void apply_devices(config& into, std::string_view list) {
    auto before = std::exchange(into.devices, {});
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        add_device(into, {std::string(trimmed(list.substr(0, comma))), "OFFHOOK_DEVICES"});
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    if (into.devices.empty()) into.devices = std::move(before);  // commas only are no list
}

void apply_level(config& into, const std::string& word) {
    const auto level = log_level(word);
    if (level) {
        into.log.level = *level;
        return;
    }
    into.complaints.push_back("OFFHOOK_LOG: '" + word +
                              "' is no level; allowed: " + log_level_words());
}

/// A file that the user did not name need not be there.
void read_file(config& into, const std::filesystem::path& file, bool required) {
    std::error_code error;
    const bool there = std::filesystem::exists(file, error);
    if (!there && !error && !required) return;
    const bool is_folder = std::filesystem::is_directory(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (is_folder || !stream) {
        const char* const reason = is_folder ? "it is a folder" : std::strerror(errno);
        into.complaints.push_back(file.string() + ": cannot be read: " + reason +
                                  "; the file is not used");
        return;
    }
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    apply_config_file(into, text, file.string());
}

#ifdef _WIN32
/// The computer's, never a user's: the telephony service runs under an account of its own, and the
/// installer gives that account what it needs of this folder. Asked of Windows, as a service's
/// environment need not say the same as a user's.
std::filesystem::path data_folder() {
    wchar_t* data = nullptr;
    const bool is_known =
        SHGetKnownFolderPath(FOLDERID_ProgramData, KF_FLAG_DONT_VERIFY, nullptr, &data) == S_OK;
    const std::filesystem::path all = is_known ? data : L"C:\\ProgramData";
    CoTaskMemFree(data);
    return all / "Offhook";
}
#endif

}  // namespace

config_environment read_environment() {
    return {variable("OFFHOOK_CONFIG"),
            variable("OFFHOOK_DEVICES"),
            variable("OFFHOOK_LOG"),
            variable("OFFHOOK_LOG_FILE")};
}

std::filesystem::path default_config_file() {
#ifdef _WIN32
    return data_folder() / "offhook.yaml";
#else
    return "/etc/offhook/offhook.yaml";
#endif
}

std::filesystem::path default_log_file() {
#ifdef _WIN32
    return data_folder() / "log" / "offhook.log";
#else
    return {};
#endif
}

config read_config(const config_environment& environment,
                   const std::filesystem::path& default_file) {
    config result;
    result.devices.push_back({"hid:", "by default"});
    const auto file = environment.file ? std::filesystem::path(*environment.file) : default_file;
    read_file(result, file, environment.file.has_value());
    if (environment.devices) apply_devices(result, *environment.devices);
    if (environment.level) apply_level(result, *environment.level);
    if (environment.log_file) result.log.file = *environment.log_file;
    return result;
}

config read_config() {
    return read_config(read_environment(), default_config_file());
}

}  // namespace offhook
