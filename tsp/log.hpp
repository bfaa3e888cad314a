#pragma once

#include <spdlog/spdlog.h>

#include <memory>

namespace offhook::tsp {

/// The log of this module and of the driver in it: lines on standard error, as the host's standard
/// output is its own. It is spdlog's default logger while the object lives; the former one comes
/// back with its end, which must come before the module is unloaded.
class log_scope {
public:
    log_scope();
    ~log_scope();
    log_scope(const log_scope&) = delete;
    log_scope& operator=(const log_scope&) = delete;

    /// Any thread.
    void set_level(spdlog::level::level_enum level) { logger_->set_level(level); }

private:
    std::shared_ptr<spdlog::logger> former_;
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace offhook::tsp
