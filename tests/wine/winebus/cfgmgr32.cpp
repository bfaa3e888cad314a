#define _CFGMGR32_  // these functions are defined here, not imported

#include <windows.h>
// The others need it.
#include <cfgmgr32.h>
#include <setupapi.h>

// Each needs the one before.
// clang-format off
#include <initguid.h>
#include <devpkey.h>
// clang-format on
#include <array>
#include <cstddef>
#include <cstring>
#include <string>

// What Wine 8's cfgmgr32.dll does not have, or has without a meaning, by way of its setupapi.dll:
// the list of device interfaces, and the instance ID of one of them. hidapi does not start without
// it. The rest leads to Wine's own (cfgmgr32.def). Goes when Debian's Wine has them itself.

namespace {

/// Devices that are there and have an interface of a class.
class device_list {
public:
    explicit device_list(const GUID* kind)
        : set_(SetupDiGetClassDevsW(kind, nullptr, nullptr, flags)), kind_(kind) {}
    ~device_list() { SetupDiDestroyDeviceInfoList(set_); }
    device_list(const device_list&) = delete;
    device_list& operator=(const device_list&) = delete;

    /// Calls back with each path and its device.
    template <class Call>
    void each(Call call) {
        SP_DEVICE_INTERFACE_DATA one{};
        one.cbSize = sizeof one;
        for (DWORD i = 0; SetupDiEnumDeviceInterfaces(set_, nullptr, kind_, i, &one); ++i) {
            alignas(SP_DEVICE_INTERFACE_DETAIL_DATA_W) std::array<std::byte, 2048> room;
            auto* const detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W*>(room.data());
            detail->cbSize = sizeof *detail;
            SP_DEVINFO_DATA device{};
            device.cbSize = sizeof device;
            const auto size = static_cast<DWORD>(room.size());
            if (SetupDiGetDeviceInterfaceDetailW(set_, &one, detail, size, nullptr, &device)) {
                call(std::wstring(detail->DevicePath), device);
            }
        }
    }

    [[nodiscard]] std::wstring instance_id(SP_DEVINFO_DATA& device) {
        std::array<wchar_t, MAX_DEVICE_ID_LEN + 1> id{};
        SetupDiGetDeviceInstanceIdW(
            set_, &device, id.data(), static_cast<DWORD>(id.size()), nullptr);
        return id.data();
    }

private:
    static constexpr DWORD flags = DIGCF_PRESENT | DIGCF_DEVICEINTERFACE;

    HDEVINFO set_;
    const GUID* kind_;
};

/// Texts one after the other with a zero behind each, and one more.
std::wstring interface_list(const GUID* kind) {
    std::wstring list;
    device_list(kind).each(
        [&](const std::wstring& path, const SP_DEVINFO_DATA&) { list += path + L'\0'; });
    return list + L'\0';
}

std::wstring instance_of(const wchar_t* wanted) {
    GUID hid{0x4D1E55B2, 0xF16F, 0x11CF, {0x88, 0xCB, 0x00, 0x11, 0x11, 0x00, 0x00, 0x30}};
    std::wstring found;
    device_list all(&hid);
    all.each([&](const std::wstring& path, SP_DEVINFO_DATA& device) {
        if (_wcsicmp(path.c_str(), wanted) == 0) found = all.instance_id(device);
    });
    return found;
}

}  // namespace

extern "C" {

// mingw-w64 10 does not declare it.
CONFIGRET WINAPI CM_Get_Device_Interface_PropertyW(
    const wchar_t*, const DEVPROPKEY*, DEVPROPTYPE*, BYTE*, ULONG*, ULONG);

CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeW(ULONG* size, GUID* kind, wchar_t*, ULONG) {
    *size = static_cast<ULONG>(interface_list(kind).size());
    return CR_SUCCESS;
}

CONFIGRET WINAPI
CM_Get_Device_Interface_ListW(GUID* kind, wchar_t*, wchar_t* buffer, ULONG size, ULONG) {
    const auto list = interface_list(kind);
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
    if (std::memcmp(key, &DEVPKEY_Device_InstanceId, sizeof *key) != 0) return CR_NO_SUCH_VALUE;
    const auto id = instance_of(path);
    if (id.empty()) return CR_NO_SUCH_DEVICE_INTERFACE;
    const auto needed = static_cast<ULONG>((id.size() + 1) * sizeof(wchar_t));
    const ULONG room = buffer == nullptr ? 0 : *size;
    *type = DEVPROP_TYPE_STRING;
    *size = needed;
    if (room < needed) return CR_BUFFER_SMALL;
    std::memcpy(buffer, id.c_str(), needed);
    return CR_SUCCESS;
}

}  // extern "C"
