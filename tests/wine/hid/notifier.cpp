#include "tests/wine/hid/notifier.hpp"

#include <hidclass.h>
#include <cstring>
#include <thread>
#include <vector>

namespace offhook::wine_hid {

notifier::notifier() {
    std::thread([this] { run(); }).detach();
}

HCMNOTIFICATION notifier::add(PCM_NOTIFY_CALLBACK call, void* context) {
    const std::lock_guard lock(mutex_);
    subscribers_[++last_] = {call, context};
    return reinterpret_cast<HCMNOTIFICATION>(last_);
}

bool notifier::remove(HCMNOTIFICATION which) {
    const auto name = reinterpret_cast<std::uintptr_t>(which);
    std::unique_lock lock(mutex_);
    const bool was_there = subscribers_.erase(name) > 0;
    changed_.wait(lock, [&] { return being_called_ != name; });
    return was_there;
}

void notifier::tell(CM_NOTIFY_ACTION what, const std::wstring& path) {
    const std::lock_guard lock(mutex_);
    changes_.push_back({what, path});
    changed_.notify_all();
}

void notifier::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return !changes_.empty(); });
        const auto next = std::move(changes_.front());
        changes_.pop_front();
        call_all(next, lock);
    }
}

void notifier::call_all(const change& next, std::unique_lock<std::mutex>& lock) {
    const auto size = sizeof(CM_NOTIFY_EVENT_DATA) + next.path.size() * sizeof(wchar_t);
    std::vector<std::uint8_t> bytes(size);
    auto* const data = reinterpret_cast<CM_NOTIFY_EVENT_DATA*>(bytes.data());
    data->FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE;
    data->u.DeviceInterface.ClassGuid = GUID_DEVINTERFACE_HID;
    std::memcpy(data->u.DeviceInterface.SymbolicLink,
                next.path.c_str(),
                (next.path.size() + 1) * sizeof(wchar_t));
    for (std::uintptr_t name = 1; name <= last_; ++name) {
        const auto found = subscribers_.find(name);
        if (found == subscribers_.end()) continue;
        const auto to = found->second;
        being_called_ = name;
        lock.unlock();
        to.call(reinterpret_cast<HCMNOTIFICATION>(name),
                to.context,
                next.what,
                data,
                static_cast<DWORD>(size));
        lock.lock();
        being_called_ = 0;
        changed_.notify_all();
    }
}

}  // namespace offhook::wine_hid
