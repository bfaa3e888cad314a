#include "driver/transport/windows_hid.hpp"

#ifdef _WIN32

#include "driver/transport/signalled_watch.hpp"

// Each needs the one before; what comes after initguid.h is defined here.
// clang-format off
#include <windows.h>
#include <initguid.h>
#include <cfgmgr32.h>
#include <devpkey.h>
#include <hidclass.h>
#include <objbase.h>
// clang-format on
#include <algorithm>
#include <array>

namespace offhook::transport::windows_hid {
namespace {

// Looked up at run time: the headers of mingw-w64 10 do not declare them, and Wine 8 has not all.
using register_function = CONFIGRET(WINAPI*)(CM_NOTIFY_FILTER*,
                                             void*,
                                             PCM_NOTIFY_CALLBACK,
                                             HCMNOTIFICATION*);
using unregister_function = CONFIGRET(WINAPI*)(HCMNOTIFICATION);
using property_function =
    CONFIGRET(WINAPI*)(const wchar_t*, const DEVPROPKEY*, DEVPROPTYPE*, BYTE*, ULONG*, ULONG);

/// Null when this Windows does not have it. The module stays: hidapi has it loaded as well.
template <class Function>
Function find(const char* name) {
    const HMODULE module = LoadLibraryW(L"cfgmgr32.dll");
    if (module == nullptr) return nullptr;
    return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

/// The notification lives as long as the watch. Its end waits for a call that is under way.
class notified_watch final : public signalled_watch {
public:
    notified_watch() {
        const auto register_notification = find<register_function>("CM_Register_Notification");
        if (register_notification == nullptr) return;
        CM_NOTIFY_FILTER filter{};
        filter.cbSize = sizeof filter;
        filter.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE;
        filter.u.DeviceInterface.ClassGuid = GUID_DEVINTERFACE_HID;
        if (register_notification(&filter, this, on_change, &notification_) != CR_SUCCESS) {
            notification_ = nullptr;
        }
    }

    ~notified_watch() override {
        const auto unregister = find<unregister_function>("CM_Unregister_Notification");
        if (notification_ != nullptr && unregister != nullptr) unregister(notification_);
    }

    notified_watch(const notified_watch&) = delete;
    notified_watch& operator=(const notified_watch&) = delete;

    [[nodiscard]] bool is_registered() const { return notification_ != nullptr; }

private:
    static DWORD CALLBACK
    on_change(HCMNOTIFICATION, void* watch, CM_NOTIFY_ACTION, CM_NOTIFY_EVENT_DATA*, DWORD) {
        static_cast<notified_watch*>(watch)->signal();
        return ERROR_SUCCESS;
    }

    HCMNOTIFICATION notification_ = nullptr;
};

/// hidapi's paths are UTF-8.
std::wstring to_wide(const std::string& text) {
    const int size = static_cast<int>(text.size());
    std::wstring wide(text.size(), L'\0');
    const int length = MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), size);
    wide.resize(static_cast<std::size_t>(length));
    return wide;
}

DEVINST device_of(const std::string& path) {
    const auto get_property = find<property_function>("CM_Get_Device_Interface_PropertyW");
    if (get_property == nullptr) return 0;
    std::array<wchar_t, MAX_DEVICE_ID_LEN + 1> id{};
    DEVPROPTYPE type = 0;
    ULONG size = sizeof id;
    auto* const bytes = reinterpret_cast<BYTE*>(id.data());
    const auto found =
        get_property(to_wide(path).c_str(), &DEVPKEY_Device_InstanceId, &type, bytes, &size, 0);
    if (found != CR_SUCCESS || type != DEVPROP_TYPE_STRING) return 0;
    DEVINST device = 0;
    const auto located = CM_Locate_DevNodeW(&device, id.data(), CM_LOCATE_DEVNODE_NORMAL);
    return located == CR_SUCCESS ? device : 0;
}

}  // namespace

std::unique_ptr<hid_watch> make_watch() {
    auto watch = std::make_unique<notified_watch>();
    if (!watch->is_registered()) return nullptr;
    return watch;
}

std::string container_of(const std::string& path) {
    const DEVINST device = device_of(path);
    if (device == 0) return {};
    GUID id{};
    DEVPROPTYPE type = 0;
    ULONG size = sizeof id;
    auto* const bytes = reinterpret_cast<BYTE*>(&id);
    const auto found =
        CM_Get_DevNode_PropertyW(device, &DEVPKEY_Device_ContainerId, &type, bytes, &size, 0);
    if (found != CR_SUCCESS || type != DEVPROP_TYPE_GUID) return {};
    std::array<wchar_t, 40> text{};
    const int length = StringFromGUID2(id, text.data(), static_cast<int>(text.size()));
    return {text.begin(), text.begin() + std::max(length - 1, 0)};  // ASCII; a final 0 is counted
}

}  // namespace offhook::transport::windows_hid

#endif
