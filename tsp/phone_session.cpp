#include "tsp/phone_session.hpp"

namespace offhook::tsp {

void phone_session::set_masks(const status_masks& masks) {
    const std::lock_guard lock(mutex_);
    masks_ = masks;
}

void phone_session::on_event(const engine::handset_event& event, DWORD mode) {
    for (const auto& each : translator_.translate(event, mode, masks())) send(each);
}

void phone_session::on_answer(DRV_REQUESTID request, protocol::bytes_view data) {
    for (const auto& each : vendor_messages(request, data)) send(each);
}

void phone_session::shut() {
    shut_ = true;
    completions_.shut();
}

status_masks phone_session::masks() const {
    const std::lock_guard lock(mutex_);
    return masks_;
}

void phone_session::send(const phone_message& each) const {
    if (!shut_) listener_.on_event(listener_.phone, each.message, each.p1, each.p2, each.p3);
}

}  // namespace offhook::tsp
