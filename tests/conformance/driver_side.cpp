#include "tests/conformance/driver_side.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace offhook::conformance {
namespace {

/// What the driver stands on for a path; its back end of hidapi is named by the environment.
runtime_base base_for(device_side& device, const path& way) {
    choose_backend(way);
    if (way.plug != plug_kind::memory) return {};
    return {
        .transports = [&device](std::string_view address) { return device.transports(address); }};
}

}  // namespace

driver_side::driver_side(device_side& device,
                         const path& way,
                         std::size_t number,
                         const engine::timing& timing)
    : runtime_(base_for(device, way)) {
    auto made = runtime_.make_handset(
        device.address(number), timing, [this](const engine::handset_event& event) {
            const std::lock_guard lock(mutex_);
            events_.push_back(event);
            told_.notify_all();
        });
    if (!made.value) throw std::runtime_error(made.error);
    handset_ = std::move(made.value);
    handset_->start();
}

driver_side::~driver_side() {
    handset_.reset();
    runtime_.stop();
}

driver_side::pending::pending(driver_side& owner) : owner_(&owner), index_(owner.outcomes_.size()) {
    owner.outcomes_.emplace_back();
}

engine::outcome driver_side::pending::result() const {
    std::unique_lock lock(owner_->mutex_);
    const auto& end = owner_->outcomes_[index_];
    owner_->told_.wait_for(lock, patience, [&] { return owner_->outcomes_[index_].has_value(); });
    if (!end) {
        ADD_FAILURE() << "command " << index_ << " has no end";
        return {.error = engine::errc::timed_out};
    }
    return *end;
}

bool driver_side::pending::has_ended() const {
    const std::lock_guard lock(owner_->mutex_);
    return owner_->outcomes_[index_].has_value();
}

driver_side::pending driver_side::begin(engine::command what) {
    std::unique_lock lock(mutex_);
    const pending made(*this);
    lock.unlock();
    handset_->submit(std::move(what), [this, index = made.index_](const engine::outcome& outcome) {
        const std::lock_guard guard(mutex_);
        if (outcomes_[index]) ++doubled_;
        outcomes_[index] = outcome;
        told_.notify_all();
    });
    return made;
}

engine::outcome driver_side::end_of(engine::command what) {
    return begin(std::move(what)).result();
}

bool driver_side::wait_for_last_error() const {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!handset_->last_error() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return static_cast<bool>(handset_->last_error());
}

bool driver_side::stop() {
    handset_->stop([this] {
        const std::lock_guard lock(mutex_);
        is_stopped_ = true;
        told_.notify_all();
    });
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, patience, [this] { return is_stopped_; });
}

void driver_side::forget() {
    const std::lock_guard lock(mutex_);
    events_.clear();
    outcomes_.clear();
    seen_ = 0;
}

std::size_t driver_side::doubled_ends() const {
    const std::lock_guard lock(mutex_);
    return doubled_;
}

bool driver_side::wait_for_event(const event_test& fits) {
    std::unique_lock lock(mutex_);
    const auto find = [&] {
        for (; seen_ < events_.size(); ++seen_) {
            if (fits(events_[seen_])) return true;
        }
        return false;
    };
    if (!told_.wait_for(lock, patience, find)) return false;
    ++seen_;
    return true;
}

}  // namespace offhook::conformance
