#include "tsp/ui/settings_file.hpp"

#include "driver/config.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace offhook::tsp::ui {
namespace {

namespace fs = std::filesystem;

struct close_file {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using open_file = std::unique_ptr<std::FILE, close_file>;

#ifdef _WIN32
open_file open_to(bool write, const fs::path& file) {
    return open_file(_wfopen(file.c_str(), write ? L"wb" : L"rb"));
}

bool reaches_disk(std::FILE* file) {
    return std::fflush(file) == 0 && _commit(_fileno(file)) == 0;
}
#else
open_file open_to(bool write, const fs::path& file) {
    return open_file(std::fopen(file.c_str(), write ? "wbe" : "rbe"));
}

bool reaches_disk(std::FILE* file) {
    return std::fflush(file) == 0 && fsync(fileno(file)) == 0;
}
#endif

std::string because(const fs::path& file, const std::error_code& error) {
    const bool no_right = error == std::errc::permission_denied ||
                          error == std::errc::operation_not_permitted ||
                          error == std::errc::read_only_file_system;
    const auto reason = no_right ? "you may not write there. Start the program that shows this "
                                   "dialog as administrator."
                                 : error.message();
    return "The settings cannot be saved in " + path_text(file) + ": " + reason;
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

std::error_code write_all(const fs::path& file, const std::string& text) {
    const auto out = open_to(true, file);
    if (!out) return last_error();
    const bool whole = std::fwrite(text.data(), 1, text.size(), out.get()) == text.size();
    return whole && reaches_disk(out.get()) ? std::error_code() : last_error();
}

fs::path with_ending(fs::path file, const char* ending) {
    file += ending;
    return file;
}

}  // namespace

loaded_text load_settings(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error) && !error) return {};
    loaded_text result;
    errno = 0;
    const auto in = open_to(false, file);
    char block[4096];
    while (in) {
        const auto size = std::fread(block, 1, sizeof block, in.get());
        result.text.append(block, size);
        if (size < sizeof block) break;
    }
    if (in && std::ferror(in.get()) == 0) return result;
    return {{}, path_text(file) + " cannot be read: " + last_error().message()};
}

std::string save_settings(const fs::path& file, const std::string& text, bool keep_old) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return because(file, error);
    const auto fresh = with_ending(file, ".new");
    error = write_all(fresh, text);
    // Not copy_file: libstdc++ on Windows does not overwrite with it.
    const auto old = keep_old ? load_settings(file).text : std::string();
    if (!error && !old.empty()) error = write_all(with_ending(file, ".old"), old);
    if (!error) fs::rename(fresh, file, error);
    if (!error) return {};
    std::error_code ignored;
    fs::remove(fresh, ignored);
    return because(file, error);
}

fs::path settings_file_here() {
    const auto environment = read_environment();
    return environment.file ? fs::path(*environment.file) : default_config_file();
}

std::string path_text(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

}  // namespace offhook::tsp::ui
