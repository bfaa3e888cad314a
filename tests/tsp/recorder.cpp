#include "tests/tsp/recorder.hpp"

#include <algorithm>
#include <stdexcept>

namespace offhook::tests {
namespace {

/// Nothing of ours takes as long, also under a sanitizer on a busy computer.
constexpr std::chrono::seconds patience{30};

std::atomic<recorder*> present_recorder{nullptr};

}  // namespace

/// In a callback.
class recorder::presence {
public:
    explicit presence(recorder& owner) : owner_(owner) {
        if (owner_.present_.fetch_add(1) != 0) owner_.overlapped_ = true;
    }
    ~presence() { owner_.present_.fetch_sub(1); }
    presence(const presence&) = delete;
    presence& operator=(const presence&) = delete;

private:
    recorder& owner_;
};

std::ostream& operator<<(std::ostream& out, const completed& each) {
    return out << "request " << each.request << ": " << std::hex << static_cast<DWORD>(each.result)
               << std::dec;
}

std::ostream& operator<<(std::ostream& out, const phone_event& each) {
    return out << "message " << each.message << " (" << std::hex << each.p1 << ", " << each.p2
               << ", " << each.p3 << std::dec << ") for " << each.phone;
}

recorder::recorder() {
    present_recorder = this;
}

recorder::~recorder() {
    present_recorder = nullptr;
}

ASYNC_COMPLETION recorder::completion() {
    return [](DRV_REQUESTID request, LONG result) {
        present_recorder.load()->note(completed{request, result});
    };
}

PHONEEVENT recorder::event() {
    return [](HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
        present_recorder.load()->note(phone_event{phone, message, p1, p2, p3});
    };
}

void recorder::on_event(hook inside) {
    const std::lock_guard lock(mutex_);
    inside_ = std::move(inside);
}

LONG recorder::result_of(DRV_REQUESTID request) {
    std::unique_lock lock(mutex_);
    const auto is_it = [&](const completed& each) { return each.request == request; };
    const auto there = [&] { return std::any_of(completions_.begin(), completions_.end(), is_it); };
    if (!changed_.wait_for(lock, patience, there)) {
        throw std::runtime_error("request " + std::to_string(request) + " was never completed");
    }
    return std::find_if(completions_.begin(), completions_.end(), is_it)->result;
}

bool recorder::comes(const phone_event& event) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] {
        return std::find(events_.begin(), events_.end(), event) != events_.end();
    });
}

phone_event recorder::next(DWORD message) {
    std::unique_lock lock(mutex_);
    phone_event found;
    const auto skip = asked_[message];
    const auto there = [&] {
        std::size_t seen = 0;
        for (const auto& each : events_) {
            if (each.message != message || seen++ != skip) continue;
            found = each;
            return true;
        }
        return false;
    };
    if (!changed_.wait_for(lock, patience, there)) {
        throw std::runtime_error("message " + std::to_string(message) + " never came");
    }
    ++asked_[message];
    return found;
}

std::size_t recorder::count_of(DWORD message) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(events_.begin(), events_.end(), [&](const phone_event& each) {
            return each.message == message;
        }));
}

std::vector<completed> recorder::completions() {
    const std::lock_guard lock(mutex_);
    return completions_;
}

std::vector<phone_event> recorder::events() {
    const std::lock_guard lock(mutex_);
    return events_;
}

void recorder::forget_events() {
    const std::lock_guard lock(mutex_);
    events_.clear();
}

void recorder::note(const completed& each) {
    const presence here(*this);
    const std::lock_guard lock(mutex_);
    completions_.push_back(each);
    ++completed_;
    changed_.notify_all();
}

void recorder::note(const phone_event& each) {
    const presence here(*this);
    hook inside;
    {
        const std::lock_guard lock(mutex_);
        events_.push_back(each);
        inside = inside_;
        changed_.notify_all();
    }
    if (inside) inside(each);
}

}  // namespace offhook::tests
