#include "tsp/ui/ring_trial.hpp"

#include <utility>

namespace offhook::tsp::ui {

std::string ring_trial::start(std::uint8_t mode, std::uint16_t volume) {
    auto problem = begin(mode);
    if (!problem.empty()) return problem;
    const protocol::ring_setting asked{mode, volume};
    phone_->submit(asked, [self = shared_from_this(), asked](const engine::outcome& how) {
        self->on_ringing(how, asked);
    });
    return {};
}

std::string ring_trial::begin(std::uint8_t mode) {
    const auto view = phone_->view();
    if (!view.connected || !view.profile) return "it is not connected";
    if (view.profile->limits.ring_modes == 0) return "it cannot ring";
    if (mode == 0 || mode > view.profile->limits.ring_modes) {
        return "it has no melody " + std::to_string(mode) + ", but 1 to " +
               std::to_string(view.profile->limits.ring_modes);
    }
    const std::lock_guard lock(mutex_);
    if (state_.now == trial::under_way || view.picture.state().ring.mode != 0) {
        return "it is ringing already";
    }
    state_ = {trial::under_way, {}};
    return {};
}

ring_trial::standing ring_trial::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void ring_trial::on_ringing(const engine::outcome& how, protocol::ring_setting asked) {
    if (how.error) return end(how.error);
    silencing_ = driver_->call_later(length, [weak = weak_from_this(), asked] {
        if (const auto self = weak.lock()) self->silence(asked);
    });
}

void ring_trial::silence(protocol::ring_setting asked) {
    const auto now = phone_->view().picture.state().ring;
    if (now != asked) return end({});  // somebody has a reason to ring now, or to be silent
    asked.mode = 0;
    phone_->submit(
        asked, [self = shared_from_this()](const engine::outcome& how) { self->end(how.error); });
}

void ring_trial::end(const boost::system::error_code& error) {
    const std::lock_guard lock(mutex_);
    state_ = {error ? trial::failed : trial::succeeded, error ? error.message() : std::string()};
}

}  // namespace offhook::tsp::ui
