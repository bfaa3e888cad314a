#include "tools/tapi/conform/recording_host.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace offhook::tapi::conform {

recording_host& recording_host::instance() {
    // Never destroyed: a wrong provider may call until the process has gone.
    static auto* const only = new recording_host;
    return *only;
}

ASYNC_COMPLETION recording_host::completion_callback() {
    return &recording_host::on_completion;
}

ASYNC_COMPLETION recording_host::wrong_completion_callback() {
    return &recording_host::on_wrong_completion;
}

PHONEEVENT recording_host::event_callback() {
    return &recording_host::on_event;
}

LINEEVENT recording_host::line_callback() {
    return &recording_host::on_line;
}

std::vector<completion> recording_host::completions() const {
    const std::lock_guard lock(mutex_);
    return completions_;
}

std::vector<completion> recording_host::completions_of(DRV_REQUESTID request) const {
    const std::lock_guard lock(mutex_);
    std::vector<completion> found;
    std::copy_if(completions_.begin(),
                 completions_.end(),
                 std::back_inserter(found),
                 [&](const completion& each) { return each.request == request; });
    return found;
}

std::vector<phone_event> recording_host::events() const {
    const std::lock_guard lock(mutex_);
    return events_;
}

std::size_t recording_host::callbacks() const {
    const std::lock_guard lock(mutex_);
    return callbacks_;
}

std::size_t recording_host::nested() const {
    const std::lock_guard lock(mutex_);
    return nested_;
}

std::size_t recording_host::wrong_completions() const {
    const std::lock_guard lock(mutex_);
    return wrong_completions_;
}

bool recording_host::wait(std::chrono::milliseconds limit,
                          const std::function<bool()>& there) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, there);
}

bool recording_host::wait_for_completion(DRV_REQUESTID request,
                                         std::chrono::milliseconds limit) const {
    return wait(limit, [&] { return !completions_of(request).empty(); });
}

bool recording_host::wait_for_event(std::chrono::milliseconds limit,
                                    const std::function<bool(const phone_event&)>& fits) const {
    return wait(limit, [&] { return std::any_of(events_.begin(), events_.end(), fits); });
}

void recording_host::in_callbacks(std::function<void()> what) {
    const std::lock_guard lock(mutex_);
    in_callback_ = std::move(what);
}

void recording_host::record(const std::function<void()>& write) {
    std::function<void()> then;
    {
        const std::lock_guard lock(mutex_);
        ++callbacks_;
        nested_ += inside_ > 0 ? 1 : 0;
        ++inside_;
        write();
        then = in_callback_;
    }
    changed_.notify_all();
    if (then) then();
    const std::lock_guard lock(mutex_);
    --inside_;
}

void CALLBACK recording_host::on_completion(DRV_REQUESTID request, LONG result) {
    recording_host& self = instance();
    self.record([&] { self.completions_.push_back({request, result}); });
}

void CALLBACK recording_host::on_wrong_completion(DRV_REQUESTID, LONG) {
    recording_host& self = instance();
    self.record([&] { ++self.wrong_completions_; });
}

void CALLBACK recording_host::on_event(
    HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    recording_host& self = instance();
    self.record([&] { self.events_.push_back({phone, message, p1, p2, p3}); });
}

void CALLBACK
recording_host::on_line(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {
    instance().record([] {});
}

}  // namespace offhook::tapi::conform
