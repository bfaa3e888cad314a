#pragma once

#include "driver/protocol/values.hpp"
#include "driver/runtime.hpp"

#include <future>
#include <memory>
#include <string>
#include <vector>

namespace offhook::bench {

/// The driver's public face over one address.
class driver_path {
public:
    /// Connects. Throws std::runtime_error when that does not happen.
    explicit driver_path(const std::string& address);

    /// Says BYE and lets go of the device.
    ~driver_path();

    driver_path(const driver_path&) = delete;
    driver_path& operator=(const driver_path&) = delete;

    /// Sets a lamp again and again, each time as soon as the one before has ended; appends the
    /// microseconds from submit() to the completion of each. Throws when one is refused.
    void set_lamps(std::size_t operations, std::uint8_t lamp, std::vector<double>& latencies_us);

private:
    struct series;

    void submit_next(const std::shared_ptr<series>& all);

    runtime driver_;
    std::unique_ptr<handset> handset_;
};

}  // namespace offhook::bench
