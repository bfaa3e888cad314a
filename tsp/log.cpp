#include "tsp/log.hpp"

#include "tsp/tspi_guard.hpp"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

namespace offhook::tsp {
namespace {

/// Throws spdlog_ex when it cannot be written.
spdlog::sink_ptr open_log(const log_config& what) {
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        what.file, std::size_t{what.size_kib} * 1024, what.files);
    sink->set_pattern("%Y-%m-%d %H:%M:%S.%e %l %v");
    return sink;
}

}  // namespace

log_scope::log_scope()
    : former_(spdlog::default_logger()),
      console_(std::make_shared<spdlog::sinks::stderr_color_sink_mt>()),
      sinks_(std::make_shared<spdlog::sinks::dist_sink_mt>()),
      logger_(std::make_shared<spdlog::logger>("offhook", sinks_)) {
    sinks_->add_sink(console_);
    logger_->set_level(spdlog::level::warn);
    logger_->set_pattern("%H:%M:%S.%e offhook %^%l%$ %v");
    spdlog::set_default_logger(logger_);
}

void log_scope::configure(const log_config& what) {
    std::vector<spdlog::sink_ptr> sinks{console_};
    std::string problem;
    try {
        if (!what.file.empty()) sinks.push_back(open_log(what));
    } catch (const spdlog::spdlog_ex& error) {
        problem = error.what();
    }
    sinks_->set_sinks(std::move(sinks));
    logger_->set_level(what.level);
    logger_->flush_on(spdlog::level::info);
    if (!problem.empty()) spdlog::error("the log file cannot be used: {}", problem);
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
