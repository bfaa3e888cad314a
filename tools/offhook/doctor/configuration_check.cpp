#include "tools/offhook/doctor/configuration_check.hpp"

#include "tools/offhook/output.hpp"
#include "tools/offhook/paths.hpp"

#include <spdlog/fmt/fmt.h>
#include <array>
#include <cstdlib>
#include <deque>
#include <fstream>

namespace offhook::cli {
namespace {

namespace fs = std::filesystem;

bool is_about_a_variable(const std::string& complaint) {
    return complaint.starts_with("OFFHOOK_");
}

/// The provider's lines look like "2026-11-26 12:00:00.000 error ...".
bool is_an_error(const std::string& line) {
    const auto level = line.find(' ', line.find(' ') + 1);
    return level != std::string::npos &&
           (line.compare(level, 7, " error ") == 0 || line.compare(level, 10, " critical ") == 0);
}

/// The last few errors of a log, the newest last. Only its end is looked at.
std::deque<std::string> last_errors(std::ifstream& file) {
    constexpr std::streamoff looked_at = 256 * 1024;
    constexpr std::size_t most = 3;
    file.seekg(0, std::ios::end);
    const auto size = static_cast<std::streamoff>(file.tellg());
    file.seekg(std::max(size - looked_at, std::streamoff{0}));
    std::deque<std::string> errors;
    for (std::string line; std::getline(file, line);) {
        if (!is_an_error(line)) continue;
        if (line.ends_with('\r')) line.pop_back();  // of a log that was written on Windows
        errors.push_back(printable(line));
        if (errors.size() > most) errors.pop_front();
    }
    return errors;
}

}  // namespace

findings check_configuration(const config& configuration,
                             const config_environment& environment,
                             const fs::path& usual_file) {
    const bool is_named = environment.file.has_value();
    const auto file = is_named ? fs::path(*environment.file) : usual_file;
    findings all;
    for (const auto& complaint : configuration.complaints) {
        if (is_about_a_variable(complaint)) continue;
        all.push_back({"configuration",
                       verdict::problem,
                       complaint,
                       "correct the file; its format is in tsp/README.md, \"Configuration\""});
    }
    if (!all.empty()) return all;
    std::error_code error;
    const bool is_there = fs::exists(file, error);
    all.push_back({"configuration",
                   verdict::ok,
                   is_there ? text_of(file) + " is valid"
                            : text_of(file) + " is not there, and need not be: the defaults hold",
                   ""});
    return all;
}

findings check_environment(const config& configuration, const config_environment& environment) {
    findings all;
    for (const auto& complaint : configuration.complaints) {
        if (!is_about_a_variable(complaint)) continue;
        all.push_back(
            {"environment", verdict::problem, complaint, "correct or unset the variable"});
    }
    const char* const back_end = std::getenv("OFFHOOK_HIDAPI");
    const std::array<std::pair<const char*, std::optional<std::string>>, 5> variables{
        {{"OFFHOOK_CONFIG", environment.file},
         {"OFFHOOK_DEVICES", environment.devices},
         {"OFFHOOK_LOG", environment.level},
         {"OFFHOOK_LOG_FILE", environment.log_file},
         {"OFFHOOK_HIDAPI",
          back_end == nullptr ? std::nullopt : std::optional<std::string>(back_end)}}};
    std::string set;
    for (const auto& [name, value] : variables) {
        if (value) set += fmt::format("{}{}={}", set.empty() ? "" : ", ", name, printable(*value));
    }
    if (back_end != nullptr && std::string_view(back_end) != "hidraw" &&
        std::string_view(back_end) != "libusb") {
        all.push_back(
            {"environment",
             verdict::problem,
             fmt::format("OFFHOOK_HIDAPI: '{}' is neither hidraw nor libusb", printable(back_end)),
             "correct or unset the variable"});
    }
    if (all.empty()) {
        all.push_back(
            {"environment", verdict::ok, set.empty() ? "no OFFHOOK_ variable is set" : set, ""});
    }
    return all;
}

findings check_log(const log_config& log) {
    if (log.file.empty()) {
        return {{"log",
                 verdict::note,
                 "the provider writes no log file",
                 "to have one, set log: file: in the configuration, or OFFHOOK_LOG_FILE"}};
    }
    const auto path = path_of(log.file);
    std::error_code error;
    if (!fs::exists(path, error)) {
        return {{"log", verdict::note, log.file + " is not there yet: nothing was logged", ""}};
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return {{"log",
                 verdict::problem,
                 log.file + " cannot be read",
                 "run as somebody who may read it"}};
    }
    findings all;
    for (const auto& line : last_errors(file)) {
        all.push_back({"log", verdict::note, line, "this is from " + log.file});
    }
    if (all.empty()) all.push_back({"log", verdict::ok, log.file + ", no errors near its end", ""});
    return all;
}

}  // namespace offhook::cli
