#include "tsp/device_set.hpp"

#include "tsp/countdown.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace offhook::tsp {
namespace {

/// Saying BYE takes at most engine::timing::bye (500 ms); the rest is for a busy computer.
constexpr std::chrono::milliseconds stop_timeout{1500};

}  // namespace

device_set::device_set(const config& settings, std::shared_ptr<runtime> driver)
    : driver_(std::move(driver)), first_look_(settings.first_look) {
    for (const auto& each : settings.devices) {
        auto made = phone::make(driver_, each.address, settings.timing);
        if (made.value) {
            phones_.push_back(std::move(made.value));
        } else {
            spdlog::error("{}: {}; this entry is left out", each.where, made.error);
        }
    }
    contacts_ = std::make_shared<countdown>(phones_.size());
    for (const auto& each : phones_) each->start([all = contacts_] { all->arrive(); });
}

device_set::~device_set() {
    const auto stopped = std::make_shared<countdown>(phones_.size());
    for (const auto& each : phones_) each->stop([stopped] { stopped->arrive(); });
    if (!stopped->wait_for(stop_timeout)) {
        spdlog::warn("some handsets did not say goodbye within {} ms", stop_timeout.count());
    }
    driver_->stop();
}

void device_set::look_around() {
    if (contacts_->wait_for(first_look_)) return;
    for (const auto& each : phones_) {
        if (each->is_connected()) continue;
        const auto error = each->last_error();
        // With an error the driver has said more about it than can be said here.
        spdlog::log(error ? spdlog::level::info : spdlog::level::warn,
                    "{} is not connected yet ({}); it comes up by itself when it can be reached",
                    each->address(),
                    error ? error.message() : "it has not answered");
    }
}

}  // namespace offhook::tsp
