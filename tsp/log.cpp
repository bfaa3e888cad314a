#include "tsp/log.hpp"

#include "tsp/tspi_guard.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>

namespace offhook::tsp {

log_scope::log_scope()
    : former_(spdlog::default_logger()),
      logger_(std::make_shared<spdlog::logger>(
          "offhook", std::make_shared<spdlog::sinks::stderr_color_sink_mt>())) {
    logger_->set_level(spdlog::level::warn);
    logger_->set_pattern("%H:%M:%S.%e offhook %^%l%$ %v");
    spdlog::set_default_logger(logger_);
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
