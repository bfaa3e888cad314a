// Runs a command line without an administrator's rights: without_rights COMMAND... Its exit code is
// the command's, or 200 when it cannot be run so.

#include <windows.h>

#include <string>

namespace {

constexpr int failed = 200;

/// This process's own token, in which Administrators is good for refusals only.
HANDLE restricted_token() {
    HANDLE own = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own)) return nullptr;
    SID_IDENTIFIER_AUTHORITY authority = SECURITY_NT_AUTHORITY;
    SID_AND_ATTRIBUTES administrators{};
    AllocateAndInitializeSid(&authority,
                             2,
                             SECURITY_BUILTIN_DOMAIN_RID,
                             DOMAIN_ALIAS_RID_ADMINS,
                             0,
                             0,
                             0,
                             0,
                             0,
                             0,
                             &administrators.Sid);
    HANDLE made = nullptr;
    CreateRestrictedToken(own, 0, 1, &administrators, 0, nullptr, 0, nullptr, &made);
    return made;
}

}  // namespace

int main() {
    // Behind this program's own name, as it stands.
    std::wstring command = GetCommandLineW();
    const bool is_quoted = command.front() == L'"';
    command.erase(0, command.find(is_quoted ? L'"' : L' ', 1) + 1);
    command.erase(0, command.find_first_not_of(L' '));
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION process{};
    const HANDLE token = restricted_token();
    if (token == nullptr || !CreateProcessAsUserW(token,
                                                  nullptr,
                                                  command.data(),
                                                  nullptr,
                                                  nullptr,
                                                  TRUE,
                                                  0,
                                                  nullptr,
                                                  nullptr,
                                                  &start,
                                                  &process)) {
        return failed;
    }
    WaitForSingleObject(process.hProcess, 40000);
    DWORD code = failed;
    GetExitCodeProcess(process.hProcess, &code);
    return static_cast<int>(code);
}
