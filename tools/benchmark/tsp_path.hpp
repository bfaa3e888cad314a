#pragma once

#include "tools/tapi/provider_exports.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace offhook::bench {

/// The whole path: a TSP's exported functions, the driver, the socket, the handset, and back to
/// ASYNC_COMPLETION. One object in a process, since a completion knows no owner.
class tsp_path {
public:
    /// Loads the module, starts the provider, opens its first phone and waits until it is
    /// connected. Throws std::runtime_error.
    explicit tsp_path(const std::string& module);
    ~tsp_path();

    tsp_path(const tsp_path&) = delete;
    tsp_path& operator=(const tsp_path&) = delete;

    /// Sets lamps `operations` times with at most `window` operations outstanding, each on a lamp
    /// of its own. Appends the microseconds from call to completion of each.
    /// Throws std::runtime_error when one is refused.
    void set_lamps(std::size_t operations, std::size_t window, std::vector<double>& latencies_us);

private:
    using clock = std::chrono::steady_clock;

    static void complete(DRV_REQUESTID request, LONG result);
    void on_complete(DRV_REQUESTID request, LONG result);
    void find_lamps();
    void wait_until_connected();

    tapi::loaded_module module_;
    tapi::provider_exports exports_;
    HDRVPHONE phone_{};
    std::vector<DWORD> lamps_;
    DWORD next_lamp_mode_ = PHONELAMPMODE_STEADY;

    std::mutex mutex_;
    std::condition_variable completed_;
    std::vector<clock::time_point> begun_;  // by request ID - 1
    std::vector<double>* latencies_ = nullptr;
    std::size_t outstanding_ = 0;
    LONG refusal_ = 0;
};

}  // namespace offhook::bench
