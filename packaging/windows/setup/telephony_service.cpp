#include "packaging/windows/setup/setup_error.hpp"
#include "packaging/windows/setup/telephony.hpp"

#include <windows.h>

#include <memory>
#include <type_traits>

namespace offhook::setup {
namespace {

constexpr const wchar_t* service_name = L"TapiSrv";
constexpr DWORD patience = 20000;  // ms; the provider's own Shutdown takes up to 10 s

struct close_service {
    void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};
using service_handle = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, close_service>;

/// Null when there is no such service.
service_handle open_service(DWORD access) {
    const service_handle manager(OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    if (!manager) throw setup_error("the service manager cannot be asked", GetLastError());
    service_handle service(OpenServiceW(manager.get(), service_name, access));
    const DWORD error = GetLastError();
    if (!service && error != ERROR_SERVICE_DOES_NOT_EXIST) {
        throw setup_error("the telephony service cannot be asked", error);
    }
    return service;
}

SERVICE_STATUS_PROCESS status_of(SC_HANDLE service) {
    SERVICE_STATUS_PROCESS status{};
    DWORD needed = 0;
    auto* const bytes = reinterpret_cast<BYTE*>(&status);
    if (!QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, bytes, sizeof status, &needed)) {
        throw setup_error("the telephony service does not tell its state", GetLastError());
    }
    return status;
}

/// Looks every 50 ms: the notification that Windows has for this does not exist everywhere.
bool wait_until(SC_HANDLE service, DWORD state) {
    const ULONGLONG end = GetTickCount64() + patience;
    while (status_of(service).dwCurrentState != state) {
        if (GetTickCount64() > end) return false;
        Sleep(50);
    }
    return true;
}

}  // namespace

bool telephony_service_runs() {
    const auto service = open_service(SERVICE_QUERY_STATUS);
    return service && status_of(service.get()).dwCurrentState != SERVICE_STOPPED;
}

service_state stop_telephony_service() {
    const auto service = open_service(SERVICE_QUERY_STATUS | SERVICE_STOP);
    if (!service) return service_state::absent;
    if (status_of(service.get()).dwCurrentState == SERVICE_STOPPED) return service_state::stopped;
    SERVICE_STATUS ignored{};
    // Fails while a service that needs it runs, such as a dialled-up connection: that goes on.
    if (!ControlService(service.get(), SERVICE_CONTROL_STOP, &ignored)) {
        const DWORD error = GetLastError();
        return error == ERROR_SERVICE_NOT_ACTIVE ? service_state::stopped : service_state::in_use;
    }
    return wait_until(service.get(), SERVICE_STOPPED) ? service_state::stopped
                                                      : service_state::in_use;
}

void start_telephony_service() {
    const auto service = open_service(SERVICE_QUERY_STATUS | SERVICE_START);
    if (!service || StartServiceW(service.get(), 0, nullptr)) return;
    const DWORD error = GetLastError();
    if (error != ERROR_SERVICE_ALREADY_RUNNING) {
        throw setup_error("the telephony service cannot be started", error);
    }
}

}  // namespace offhook::setup
