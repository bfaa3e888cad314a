#pragma once

#include "driver/config.hpp"
#include "tsp/crash_report.hpp"

#include <spdlog/sinks/dist_sink.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace offhook::tsp {

/// The log of this module and of the driver in it: lines on standard error, as the host's standard
/// output is its own, and in a file if the configuration names one. In a process without standard
/// error, as a Windows service is, the file is default_log_file() where none is named or the named
/// one cannot be written. Crashes of the module are noted there, too. It is spdlog's default logger
/// while the object lives; the former one comes back with its end, which must come before the
/// module is unloaded.
class log_scope {
public:
    log_scope();
    ~log_scope();
    log_scope(const log_scope&) = delete;
    log_scope& operator=(const log_scope&) = delete;

    /// Takes effect at once, also for threads that log meanwhile. A file that cannot be written is
    /// reported, and done without. Any thread, one at a time.
    void configure(const log_config& what);

private:
    crash_report crashes_;
    std::shared_ptr<spdlog::logger> former_;
    std::shared_ptr<spdlog::sinks::sink> console_;
    std::shared_ptr<spdlog::sinks::dist_sink_mt> sinks_;
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace offhook::tsp
