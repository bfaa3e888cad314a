#include "tests/wine/hid/file_imports.hpp"

#include "tests/wine/hid/computer.hpp"

// Each needs the one before.
// clang-format off
#include <winioctl.h>
#include <hidclass.h>
// clang-format on
#include <array>
#include <cstddef>
#include <string_view>

namespace offhook::wine_hid {
namespace {

computer& here() {
    return computer::of_this_process();
}

/// As a function of Windows says it.
BOOL outcome(DWORD error) {
    if (error == ERROR_SUCCESS) return TRUE;
    SetLastError(error);
    return FALSE;
}

HANDLE WINAPI create_file(const wchar_t* path,
                          DWORD access,
                          DWORD share,
                          SECURITY_ATTRIBUTES* security,
                          DWORD how,
                          DWORD flags,
                          HANDLE like) {
    constexpr std::wstring_view prefix = L"\\\\?\\hid#";
    if (path == nullptr || _wcsnicmp(path, prefix.data(), prefix.size()) != 0) {
        return CreateFileW(path, access, share, security, how, flags, like);
    }
    const HANDLE handle = here().open(path, access != 0);
    if (handle == INVALID_HANDLE_VALUE) SetLastError(ERROR_FILE_NOT_FOUND);
    return handle;
}

BOOL WINAPI close_handle(HANDLE handle) {
    (void)here().close(handle);
    return CloseHandle(handle);
}

BOOL WINAPI
read_file(HANDLE handle, void* buffer, DWORD size, DWORD* count, OVERLAPPED* overlapped) {
    if (!here().is_ours(handle)) return ReadFile(handle, buffer, size, count, overlapped);
    if (overlapped == nullptr) return outcome(ERROR_INVALID_PARAMETER);
    const DWORD error = here().read(handle, buffer, size, *overlapped);
    if (error == ERROR_SUCCESS && count != nullptr) {
        *count = static_cast<DWORD>(overlapped->InternalHigh);
    }
    return outcome(error);
}

BOOL WINAPI
write_file(HANDLE handle, const void* bytes, DWORD size, DWORD* count, OVERLAPPED* overlapped) {
    if (!here().is_ours(handle)) return WriteFile(handle, bytes, size, count, overlapped);
    if (overlapped == nullptr) return outcome(ERROR_INVALID_PARAMETER);
    const protocol::bytes_view report(static_cast<const std::uint8_t*>(bytes), size);
    return outcome(here().write(handle, report, *overlapped));
}

BOOL WINAPI cancel_io(HANDLE handle) {
    if (!here().is_ours(handle)) return CancelIo(handle);
    here().cancel(handle);
    return TRUE;
}

// NOLINTNEXTLINE(readability-non-const-parameter): as Windows declares it
BOOL WINAPI device_io_control(HANDLE handle,
                              DWORD code,
                              void* in,
                              DWORD in_size,
                              void* out,
                              DWORD out_size,
                              DWORD* count,
                              OVERLAPPED* overlapped) {
    if (!here().is_ours(handle)) {
        return DeviceIoControl(handle, code, in, in_size, out, out_size, count, overlapped);
    }
    if (code != IOCTL_HID_GET_FEATURE) return outcome(ERROR_INVALID_FUNCTION);
    DWORD size = 0;
    const DWORD error =
        here().get_feature(handle, {static_cast<std::uint8_t*>(out), out_size}, size);
    if (count != nullptr) *count = size;
    if (overlapped != nullptr) {
        overlapped->Internal = 0;
        overlapped->InternalHigh = size;
    }
    return outcome(error);
}

struct replacement {
    std::string_view name;
    void* function;
};

template <class Function>
void* address(Function* function) {
    return reinterpret_cast<void*>(function);
}

const std::array<replacement, 6>& replacements() {
    static const std::array<replacement, 6> all{{{"CreateFileW", address(&create_file)},
                                                 {"CloseHandle", address(&close_handle)},
                                                 {"ReadFile", address(&read_file)},
                                                 {"WriteFile", address(&write_file)},
                                                 {"CancelIo", address(&cancel_io)},
                                                 {"DeviceIoControl", address(&device_io_control)}}};
    return all;
}

template <class Type>
Type* at(HMODULE module, std::size_t offset) {
    return reinterpret_cast<Type*>(reinterpret_cast<std::byte*>(module) + offset);
}

void redirect(IMAGE_THUNK_DATA& import, void* function) {
    DWORD before = 0;
    VirtualProtect(&import, sizeof import, PAGE_READWRITE, &before);
    import.u1.Function = reinterpret_cast<ULONGLONG>(function);
    VirtualProtect(&import, sizeof import, before, &before);
}

/// The imports of one DLL: their names, and beside them their addresses.
void redirect_imports(HMODULE module, const IMAGE_IMPORT_DESCRIPTOR& from) {
    const auto* name = at<IMAGE_THUNK_DATA>(module, from.OriginalFirstThunk);
    auto* import = at<IMAGE_THUNK_DATA>(module, from.FirstThunk);
    for (; name->u1.AddressOfData != 0; ++name, ++import) {
        if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal)) continue;
        const std::string_view wanted =
            at<IMAGE_IMPORT_BY_NAME>(module, name->u1.AddressOfData)->Name;
        for (const auto& each : replacements()) {
            if (each.name == wanted) redirect(*import, each.function);
        }
    }
}

}  // namespace

// Source: PE format, sections "The .idata Section" and "Optional Header Data Directories".
void redirect_file_imports(const void* code) {
    HMODULE module = nullptr;
    constexpr DWORD by_address =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    if (!GetModuleHandleExW(by_address, static_cast<const wchar_t*>(code), &module)) return;
    const auto* const dos = at<IMAGE_DOS_HEADER>(module, 0);
    const auto* const nt = at<IMAGE_NT_HEADERS>(module, static_cast<std::size_t>(dos->e_lfanew));
    const auto& imports = nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    const auto* from = at<IMAGE_IMPORT_DESCRIPTOR>(module, imports.VirtualAddress);
    for (; from->Name != 0; ++from) {
        if (_stricmp(at<char>(module, from->Name), "KERNEL32.dll") == 0) {
            redirect_imports(module, *from);
        }
    }
}

}  // namespace offhook::wine_hid
