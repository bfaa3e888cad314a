#include "tsp/log.hpp"

#include "tsp/tspi_guard.hpp"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#ifdef _WIN32
#include <spdlog/sinks/msvc_sink.h>
#endif

namespace offhook::tsp {
namespace {

#ifdef _WIN32

/// A service has none.
bool has_standard_error() {
    const HANDLE handle = GetStdHandle(STD_ERROR_HANDLE);
    return handle != nullptr && handle != INVALID_HANDLE_VALUE &&
           GetFileType(handle) != FILE_TYPE_UNKNOWN;
}

/// Without standard error: what a debugger shows, for there may be no file either.
spdlog::sink_ptr open_console() {
    if (has_standard_error()) return std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    return std::make_shared<spdlog::sinks::msvc_sink_mt>();
}

#else

bool has_standard_error() {
    return true;
}

spdlog::sink_ptr open_console() {
    return std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
}

#endif

/// The files to try, the best first.
std::vector<std::string> files_of(const log_config& what) {
    std::vector<std::string> files;
    if (!what.file.empty()) files.push_back(what.file);
    const auto otherwise = default_log_file().string();
    if (!has_standard_error() && !otherwise.empty()) files.push_back(otherwise);
    return files;
}

/// Throws spdlog_ex when it cannot be written.
spdlog::sink_ptr open_log(const std::string& file, const log_config& what) {
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        file, std::size_t{what.size_kib} * 1024, what.files);
    sink->set_pattern("%Y-%m-%d %H:%M:%S.%e %l %v");
    return sink;
}

}  // namespace

log_scope::log_scope()
    : former_(spdlog::default_logger()),
      console_(open_console()),
      sinks_(std::make_shared<spdlog::sinks::dist_sink_mt>()),
      logger_(std::make_shared<spdlog::logger>("offhook", sinks_)) {
    sinks_->add_sink(console_);
    logger_->set_level(spdlog::level::warn);
    logger_->set_pattern("%H:%M:%S.%e offhook %^%l%$ %v");
    spdlog::set_default_logger(logger_);
}

void log_scope::configure(const log_config& what) {
    std::vector<spdlog::sink_ptr> sinks{console_};
    std::vector<std::string> problems;
    std::string used;
    for (const auto& file : files_of(what)) {
        try {
            sinks.push_back(open_log(file, what));
            used = file;
            break;
        } catch (const spdlog::spdlog_ex& error) {
            problems.emplace_back(error.what());
        }
    }
    crash_report::write_to(used);
    sinks_->set_sinks(std::move(sinks));
    logger_->set_level(what.level);
    logger_->flush_on(spdlog::level::info);
    for (const auto& each : problems) spdlog::error("the log file cannot be used: {}", each);
}

log_scope::~log_scope() {
    spdlog::set_default_logger(former_);
}

void log_escaped(std::string_view function, std::string_view what) noexcept {
    try {
        spdlog::error("{}: an error that nobody expected: {}; please report it", function, what);
    } catch (...) {
        // Nothing is left that could tell it.
        return;
    }
}

}  // namespace offhook::tsp
