#include "tsp/phone.hpp"

#include "tsp/countdown.hpp"
#include "tsp/result.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace offhook::tsp {
namespace {

/// The driver's thread does not wait for devices, so it is held up only by a host that does not
/// return from a callback. After this long, Close gives up on it.
constexpr std::chrono::milliseconds close_timeout{2000};

}  // namespace

made_phone phone::make(std::shared_ptr<runtime> driver,
                       std::string address,
                       const engine::timing& timing) {
    // Not make_shared: the constructor is private.
    std::shared_ptr<phone> made(new phone(std::move(driver), std::move(address)));
    const auto on_event = [self = made.get()](const engine::handset_event& event) {
        self->on_event(event);
    };
    auto handset = made->driver_->make_handset(made->address_, timing, on_event);
    if (!handset.value) return {nullptr, std::move(handset.error)};
    made->handset_ = std::move(handset.value);
    return {std::move(made), {}};
}

void phone::start(contact_handler on_first_contact) {
    on_first_contact_ = std::move(on_first_contact);
    handset_->start();
}

std::shared_ptr<const engine::handset_profile> phone::profile() const {
    return handset_->profile();
}

phone_view phone::view() const {
    return {handset_->is_connected(), handset_->profile(), handset_->picture()};
}

phone_identity phone::identity() const {
    return identify(address_, handset_->profile().get());
}

std::shared_ptr<phone_session> phone::open(phone_listener listener, DWORD version) {
    const std::lock_guard lock(mutex_);
    if (session_) return nullptr;
    session_ = std::make_shared<phone_session>(listener, version);
    return session_;
}

void phone::close(const std::shared_ptr<phone_session>& session) {
    {
        const std::lock_guard lock(mutex_);
        if (session_ == session) session_.reset();
    }
    session->shut();
    const auto finish = [session] {
        session->completions().end_all(to_result(PHONEERR_OPERATIONFAILED));
    };
    if (driver_->is_this_thread()) {
        // Called from within one of our own callbacks. No host does that (tspi-phone.md §1.5), but
        // it must not hang.
        handset_->cancel_all([] {});
        return finish();
    }
    const auto ended = std::make_shared<countdown>(1U);
    handset_->cancel_all([finish, ended] {
        finish();
        ended->arrive();
    });
    if (ended->wait_for(close_timeout)) return;
    spdlog::error("{}: a callback of the TAPI host has not returned for {} ms; closing anyway",
                  address_,
                  close_timeout.count());
    finish();
}

void phone::submit(engine::command what, handset::completion done) {
    handset_->submit(std::move(what), std::move(done));
}

void phone::on_event(const engine::handset_event& event) {
    if (const auto session = this->session()) session->on_event(event, mode_of(event));
    const bool contact = std::holds_alternative<engine::connected>(event);
    const auto tell = contact ? std::exchange(on_first_contact_, nullptr) : nullptr;
    if (tell) tell();
}

std::shared_ptr<phone_session> phone::session() const {
    const std::lock_guard lock(mutex_);
    return session_;
}

DWORD phone::mode_of(const engine::handset_event& event) const {
    const auto* button = std::get_if<protocol::button_event>(&event);
    const auto profile = handset_->profile();
    if (button == nullptr || !profile) return 0;
    return static_cast<DWORD>(button_of(*profile, handset_->picture(), button->button).mode);
}

}  // namespace offhook::tsp
