#define _CFGMGR32_  // these functions are defined here, not imported

#include "tests/wine/hid/computer.hpp"

// Each needs the one before.
// clang-format off
#include <initguid.h>
#include <devpkey.h>
// clang-format on
#include <cstring>

// cfgmgr32.dll, as far as hidapi and driver/transport/windows_hid.cpp use it. Source: Windows'
// "PnP Configuration Manager Reference".

using offhook::wine_hid::computer;
using offhook::wine_hid::hid_interface;

namespace {

/// A device has the number of its handset and, below it, of its collection; its parent, the
/// interface of the USB device, has 0 there.
DEVINST device_of(const hid_interface& of) {
    return (of.of->what.handset + 1U) << 8 | static_cast<DEVINST>(of.index + 1);
}

hid_interface interface_of(DEVINST device) {
    for (auto& each : computer::of_this_process().interfaces()) {
        if (device_of(each) == device || device_of(each) == (device | 1)) return each;
    }
    return {};
}

/// The same for all collections of a handset, and after a replug.
GUID container_of(const hid_interface& of) {
    return {0x0FF4C047, of.of->what.handset, 0, {0x8F, 0xF0, 0, 0, 0, 0, 0, 1}};
}

struct property_buffer {
    DEVPROPTYPE* type;
    BYTE* bytes;
    ULONG* size;
};

CONFIGRET answer(const property_buffer& to, DEVPROPTYPE type, const void* value, ULONG size) {
    const ULONG room = to.bytes == nullptr ? 0 : *to.size;
    *to.type = type;
    *to.size = size;
    if (room < size) return CR_BUFFER_SMALL;
    std::memcpy(to.bytes, value, size);
    return CR_SUCCESS;
}

CONFIGRET answer_text(const property_buffer& to, DEVPROPTYPE type, const std::wstring& text) {
    return answer(to, type, text.c_str(), static_cast<ULONG>((text.size() + 1) * sizeof(wchar_t)));
}

bool is(const DEVPROPKEY* key, const DEVPROPKEY& wanted) {
    return std::memcmp(key, &wanted, sizeof wanted) == 0;
}

/// Texts one after the other with a zero behind each, and one more.
std::wstring interface_list() {
    std::wstring list;
    for (const auto& each : computer::of_this_process().interfaces()) {
        list += each.path + L'\0';
    }
    return list + L'\0';
}

}  // namespace

extern "C" {

// mingw-w64 10 does not declare these.
CONFIGRET WINAPI CM_Get_Device_Interface_PropertyW(
    const wchar_t*, const DEVPROPKEY*, DEVPROPTYPE*, BYTE*, ULONG*, ULONG);
CONFIGRET WINAPI CM_Register_Notification(CM_NOTIFY_FILTER*,
                                          void*,
                                          PCM_NOTIFY_CALLBACK,
                                          HCMNOTIFICATION*);
CONFIGRET WINAPI CM_Unregister_Notification(HCMNOTIFICATION);

CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeW(ULONG* size, GUID*, wchar_t*, ULONG) {
    *size = static_cast<ULONG>(interface_list().size());
    return CR_SUCCESS;
}

CONFIGRET WINAPI
CM_Get_Device_Interface_ListW(GUID*, wchar_t*, wchar_t* buffer, ULONG size, ULONG) {
    const auto list = interface_list();
    if (list.size() > size) return CR_BUFFER_SMALL;
    std::memcpy(buffer, list.data(), list.size() * sizeof(wchar_t));
    return CR_SUCCESS;
}

CONFIGRET WINAPI CM_Get_Device_Interface_PropertyW(const wchar_t* path,
                                                   const DEVPROPKEY* key,
                                                   DEVPROPTYPE* type,
                                                   BYTE* buffer,
                                                   ULONG* size,
                                                   ULONG) {
    const auto found = computer::of_this_process().find(path);
    if (!found.of) return CR_NO_SUCH_DEVICE_INTERFACE;
    if (!is(key, DEVPKEY_Device_InstanceId)) return CR_NO_SUCH_VALUE;
    return answer_text({type, buffer, size}, DEVPROP_TYPE_STRING, found.instance_id);
}

CONFIGRET WINAPI CM_Locate_DevNodeW(DEVINST* device, wchar_t* instance_id, ULONG) {
    const auto found = computer::of_this_process().find(instance_id);
    if (!found.of) return CR_NO_SUCH_DEVNODE;
    *device = device_of(found);
    return CR_SUCCESS;
}

CONFIGRET WINAPI CM_Get_Parent(DEVINST* parent, DEVINST device, ULONG) {
    *parent = device & ~0xFFU;
    return *parent == device ? CR_NO_SUCH_DEVNODE : CR_SUCCESS;
}

CONFIGRET WINAPI CM_Get_DevNode_PropertyW(
    DEVINST device, const DEVPROPKEY* key, DEVPROPTYPE* type, BYTE* buffer, ULONG* size, ULONG) {
    const auto found = interface_of(device);
    if (!found.of) return CR_NO_SUCH_DEVNODE;
    const property_buffer to{type, buffer, size};
    if (is(key, DEVPKEY_Device_ContainerId)) {
        const GUID container = container_of(found);
        return answer(to, DEVPROP_TYPE_GUID, &container, sizeof container);
    }
    if (is(key, DEVPKEY_Device_HardwareIds)) {
        const auto id = found.instance_id.substr(0, found.instance_id.rfind(L'\\'));
        return answer_text(to, DEVPROP_TYPE_STRING_LIST, id + L'\0');
    }
    if (is(key, DEVPKEY_Device_CompatibleIds)) {
        return answer_text(to, DEVPROP_TYPE_STRING_LIST, std::wstring(L"USB\\Class_03") + L'\0');
    }
    return CR_NO_SUCH_VALUE;
}

CONFIGRET WINAPI CM_Register_Notification(CM_NOTIFY_FILTER* filter,
                                          void* context,
                                          PCM_NOTIFY_CALLBACK call,
                                          HCMNOTIFICATION* made) {
    if (filter->FilterType != CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE) return CR_INVALID_DATA;
    *made = computer::of_this_process().notifications().add(call, context);
    return CR_SUCCESS;
}

CONFIGRET WINAPI CM_Unregister_Notification(HCMNOTIFICATION which) {
    return computer::of_this_process().notifications().remove(which) ? CR_SUCCESS : CR_INVALID_DATA;
}

// Its threads are there from the beginning: they are not what a program that is being tested
// starts.
BOOL WINAPI DllMain(HINSTANCE, DWORD reason, void*);
BOOL WINAPI DllMain(HINSTANCE, DWORD reason, void*) {
    if (reason == DLL_PROCESS_ATTACH) (void)computer::of_this_process();
    return TRUE;
}

}  // extern "C"
