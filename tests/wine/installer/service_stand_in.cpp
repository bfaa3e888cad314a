// Stands in for Windows' telephony service, which Wine has not: a service called TapiSrv that loads
// offhook.tsp from System32, as a service sees the world, and lets go of it when it is stopped.

#include "tools/tapi/tapi_host.hpp"

#include <windows.h>

#include <exception>
#include <memory>

namespace {

wchar_t name[] = L"TapiSrv";

SERVICE_STATUS_HANDLE handle = nullptr;
HANDLE stopped = nullptr;

void tell(DWORD state, DWORD error = 0) {
    SERVICE_STATUS status{};
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
    status.dwWin32ExitCode = error;
    SetServiceStatus(handle, &status);
}

void WINAPI control(DWORD what) {
    if (what != SERVICE_CONTROL_STOP) return;
    tell(SERVICE_STOP_PENDING);
    SetEvent(stopped);
}

/// One session of the provider, with the module loaded for as long.
void serve() {
    offhook::tapi::tapi_host host(std::vector<std::string>{"C:\\windows\\system32\\offhook.tsp"});
    HPHONEAPP application = 0;
    DWORD phones = 0;
    if (host.phone_initialize({}, &application, &phones) != 0) {
        throw std::runtime_error("no session");
    }
    tell(SERVICE_RUNNING);
    WaitForSingleObject(stopped, INFINITE);
}

void WINAPI run(DWORD, LPWSTR*) {
    handle = RegisterServiceCtrlHandlerW(name, control);
    tell(SERVICE_START_PENDING);
    // A service has no standard error. Wine's have the one of whoever started the first program.
    SetStdHandle(STD_ERROR_HANDLE, nullptr);
    try {
        serve();
        tell(SERVICE_STOPPED);
    } catch (const std::exception&) {
        tell(SERVICE_STOPPED, ERROR_SERVICE_SPECIFIC_ERROR);
    }
}

}  // namespace

int main() {
    stopped = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    SERVICE_TABLE_ENTRYW table[] = {{name, run}, {nullptr, nullptr}};
    return StartServiceCtrlDispatcherW(table) ? 0 : 1;
}
