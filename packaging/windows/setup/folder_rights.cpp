#include "packaging/windows/setup/folder_rights.hpp"

#include "packaging/windows/setup/setup_error.hpp"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <array>
#include <memory>

namespace offhook::setup {
namespace {

struct free_local {
    void operator()(void* memory) const { LocalFree(memory); }
};
using descriptor = std::unique_ptr<void, free_local>;

descriptor parse(const wchar_t* text) {
    PSECURITY_DESCRIPTOR made = nullptr;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            text, SDDL_REVISION_1, &made, nullptr)) {
        throw setup_error("the rights of a folder cannot be made", GetLastError());
    }
    return descriptor(made);
}

/// An administrator has these, but they are off: without them what somebody else has locked stays
/// locked. That they cannot be had shows in what follows.
void enable_privileges() {
    HANDLE token = nullptr;
    constexpr DWORD access = TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY;
    if (!OpenProcessToken(GetCurrentProcess(), access, &token)) return;
    constexpr std::array names{L"SeTakeOwnershipPrivilege", L"SeRestorePrivilege"};
    for (const auto* const name : names) {
        TOKEN_PRIVILEGES wanted{1, {{{}, SE_PRIVILEGE_ENABLED}}};
        if (LookupPrivilegeValueW(nullptr, name, &wanted.Privileges[0].Luid)) {
            AdjustTokenPrivileges(token, FALSE, &wanted, 0, nullptr, nullptr);
        }
    }
    CloseHandle(token);
}

void set(const std::filesystem::path& what, const wchar_t* text, SECURITY_INFORMATION inheritance) {
    enable_privileges();
    const auto rights = parse(text);
    PSID owner = nullptr;
    PACL list = nullptr;
    BOOL is_present = FALSE;
    BOOL is_default = FALSE;
    GetSecurityDescriptorOwner(rights.get(), &owner, &is_default);
    GetSecurityDescriptorDacl(rights.get(), &is_present, &list, &is_default);
    auto name = what.wstring();
    // The owner first: who owns a thing may set its rights, whatever they are now.
    DWORD error = SetNamedSecurityInfoW(
        name.data(), SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, owner, nullptr, nullptr, nullptr);
    if (error == ERROR_SUCCESS) {
        error = SetNamedSecurityInfoW(name.data(),
                                      SE_FILE_OBJECT,
                                      DACL_SECURITY_INFORMATION | inheritance,
                                      nullptr,
                                      nullptr,
                                      list,
                                      nullptr);
    }
    if (error != ERROR_SUCCESS) {
        throw setup_error("the rights of " + narrow(name) + " cannot be set", error);
    }
}

}  // namespace

// SY the system, BA administrators, NS NETWORK SERVICE, BU users; FA everything, 0x1200a9 read,
// 0x1301bf read, write and delete; OICI for all that is in the folder.
const wchar_t* rights_of(folder_use use) {
    return use == folder_use::configuration ? L"O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;"
                                              L"0x1200a9;;;NS)(A;OICI;0x1200a9;;;BU)"
                                            : L"O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;"
                                              L"0x1301bf;;;NS)(A;OICI;0x1200a9;;;BU)";
}

void set_rights(const std::filesystem::path& folder, folder_use use) {
    set(folder, rights_of(use), PROTECTED_DACL_SECURITY_INFORMATION);
}

void set_inherited_rights(const std::filesystem::path& entry) {
    set(entry, L"O:BAD:", UNPROTECTED_DACL_SECURITY_INFORMATION);
}

}  // namespace offhook::setup
