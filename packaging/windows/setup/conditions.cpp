#include "packaging/windows/setup/conditions.hpp"

#include <windows.h>

namespace offhook::setup {
namespace {

/// What the computer is, not what this process is made to believe: the telephony service is of the
/// computer's own kind and loads no other kind of DLL.
bool is_x64_windows() {
    using function = BOOL(WINAPI*)(HANDLE, USHORT*, USHORT*);
    const auto address = GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "IsWow64Process2");
    const auto ask = reinterpret_cast<function>(reinterpret_cast<void*>(address));
    USHORT process = 0;
    USHORT machine = IMAGE_FILE_MACHINE_UNKNOWN;
    if (ask != nullptr && ask(GetCurrentProcess(), &process, &machine)) {
        return machine == IMAGE_FILE_MACHINE_AMD64;
    }
    SYSTEM_INFO info;
    GetNativeSystemInfo(&info);
    return info.wProcessorArchitecture == PROCESSOR_ARCHITECTURE_AMD64;
}

bool is_administrator() {
    SID_IDENTIFIER_AUTHORITY authority = SECURITY_NT_AUTHORITY;
    PSID administrators = nullptr;
    if (!AllocateAndInitializeSid(&authority,
                                  2,
                                  SECURITY_BUILTIN_DOMAIN_RID,
                                  DOMAIN_ALIAS_RID_ADMINS,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  &administrators)) {
        return false;
    }
    BOOL is_member = FALSE;
    const bool was_answered = CheckTokenMembership(nullptr, administrators, &is_member) != 0;
    FreeSid(administrators);
    return was_answered && is_member;
}

}  // namespace

obstacle find_obstacle() {
    if (!is_x64_windows()) {
        return {exit_code::wrong_computer,
                "Offhook is for 64-bit Windows on x64 processors; on this computer the telephony "
                "service could not load it."};
    }
    if (!is_administrator()) {
        return {exit_code::no_rights,
                "Offhook is set up for all users of a computer, which takes an administrator. "
                "Start this again with \"Run as administrator\"."};
    }
    return {};
}

}  // namespace offhook::setup
