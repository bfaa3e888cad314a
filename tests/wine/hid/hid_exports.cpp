#include "tests/wine/hid/computer.hpp"
#include "tests/wine/hid/file_imports.hpp"

// Each needs the one before.
// clang-format off
#include <initguid.h>
#include <hidclass.h>
extern "C" {
#include <hidsdi.h>
}
// clang-format on

// hid.dll, as far as hidapi uses it. Source: Windows' "HID Client Drivers", hidsdi.h and hidpi.h.

using offhook::protocol::stream::plug;
using offhook::wine_hid::computer;
using offhook::wine_hid::report_kind;

namespace {

/// What Windows hands out as "preparsed data": the program gives it back and looks into it never.
struct preparsed {
    HIDP_CAPS caps;
};

BOOLEAN copy_text(const std::string& text, void* buffer, ULONG size) {
    auto* const to = static_cast<wchar_t*>(buffer);
    const auto room = static_cast<int>(size / sizeof(wchar_t));
    return MultiByteToWideChar(CP_UTF8, 0, text.c_str(), -1, to, room) > 0;
}

BOOLEAN tell_text(HANDLE file, std::string plug::*which, void* buffer, ULONG size) {
    const auto from = computer::of_this_process().interface_of(file);
    if (from.of) return copy_text(from.of->what.*which, buffer, size);
    SetLastError(ERROR_DEVICE_NOT_CONNECTED);
    return FALSE;
}

}  // namespace

extern "C" {

void NTAPI HidD_GetHidGuid(GUID* guid) {
    offhook::wine_hid::redirect_file_imports(__builtin_return_address(0));
    *guid = GUID_DEVINTERFACE_HID;
}

BOOLEAN NTAPI HidD_GetAttributes(HANDLE file, HIDD_ATTRIBUTES* attributes) {
    const auto from = computer::of_this_process().interface_of(file);
    if (!from.of) return FALSE;
    const auto& what = from.of->what;
    *attributes = {sizeof *attributes, what.vendor, what.product, what.release};
    return TRUE;
}

BOOLEAN NTAPI HidD_GetSerialNumberString(HANDLE file, void* buffer, ULONG size) {
    return tell_text(file, &plug::serial, buffer, size);
}

BOOLEAN NTAPI HidD_GetProductString(HANDLE file, void* buffer, ULONG size) {
    return tell_text(file, &plug::name, buffer, size);
}

// The stream carries no manufacturer.
BOOLEAN NTAPI HidD_GetManufacturerString(HANDLE, void*, ULONG) {
    return FALSE;
}

BOOLEAN NTAPI HidD_GetIndexedString(HANDLE, ULONG, void*, ULONG) {
    return FALSE;
}

// Nobody writes features, and those that are read go through DeviceIoControl (file_imports.cpp).
BOOLEAN NTAPI HidD_SetFeature(HANDLE, void*, ULONG) {
    return FALSE;
}

BOOLEAN NTAPI HidD_GetFeature(HANDLE, void*, ULONG) {
    return FALSE;
}

BOOLEAN NTAPI HidD_GetInputReport(HANDLE, void*, ULONG) {
    return FALSE;
}

BOOLEAN NTAPI HidD_SetNumInputBuffers(HANDLE file, ULONG count) {
    computer::of_this_process().keep_reports(file, count);
    return computer::of_this_process().is_ours(file);
}

BOOLEAN NTAPI HidD_GetPreparsedData(HANDLE file, PHIDP_PREPARSED_DATA* data) {
    const auto from = computer::of_this_process().interface_of(file);
    if (!from.of) return FALSE;
    const auto& what = from.what();
    auto* const made = new preparsed{};
    made->caps.UsagePage = what.usage_page;
    made->caps.Usage = what.usage;
    const auto length = [&](report_kind kind) { return static_cast<USHORT>(what.longest(kind)); };
    made->caps.InputReportByteLength = length(report_kind::input);
    made->caps.OutputReportByteLength = length(report_kind::output);
    made->caps.FeatureReportByteLength = length(report_kind::feature);
    *data = reinterpret_cast<PHIDP_PREPARSED_DATA>(made);
    return TRUE;
}

BOOLEAN NTAPI HidD_FreePreparsedData(PHIDP_PREPARSED_DATA data) {
    delete reinterpret_cast<preparsed*>(data);
    return TRUE;
}

NTSTATUS NTAPI HidP_GetCaps(PHIDP_PREPARSED_DATA data, HIDP_CAPS* caps) {
    *caps = reinterpret_cast<preparsed*>(data)->caps;
    return HIDP_STATUS_SUCCESS;
}

}  // extern "C"
