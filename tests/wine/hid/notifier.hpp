#pragma once

#include <winsock2.h>
// Asio wants winsock2.h before windows.h.
#include <windows.h>
// and that before the next.
#include <cfgmgr32.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace offhook::wine_hid {

/// CM_Register_Notification and its kin for device interfaces: calls back on a thread of its own.
class notifier {
public:
    notifier();

    [[nodiscard]] HCMNOTIFICATION add(PCM_NOTIFY_CALLBACK call, void* context);

    /// Returns when no call to it is under way any more, as CM_Unregister_Notification does; false
    /// when there is none of this name.
    bool remove(HCMNOTIFICATION which);

    void tell(CM_NOTIFY_ACTION what, const std::wstring& path);

private:
    struct subscriber {
        PCM_NOTIFY_CALLBACK call = nullptr;
        void* context = nullptr;
    };
    struct change {
        CM_NOTIFY_ACTION what{};
        std::wstring path;
    };

    void run();
    void call_all(const change& next, std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::map<std::uintptr_t, subscriber> subscribers_;
    std::uintptr_t last_ = 0;
    std::uintptr_t being_called_ = 0;
    std::deque<change> changes_;
};

}  // namespace offhook::wine_hid
