#include "tools/offhook/doctor/provider_check.hpp"

#include "tools/offhook/paths.hpp"

#include <windows.h>
// winsvc.h needs windows.h.
#include <winsvc.h>

#include <array>
#include <filesystem>
#include <string>

namespace offhook::cli {
namespace {

// Source: tspi-phone.md §1.3; Microsoft's "TSP Registry Entries".
constexpr const wchar_t* provider_list =
    L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Providers";

constexpr const char* install_advice =
    "run the installer again, or in Control Panel: Phone and "
    "Modem, Advanced, Add";

/// The registry's texts end with a 0 or not.
std::wstring text_value(const wchar_t* name) {
    std::array<wchar_t, 512> text{};
    DWORD size = sizeof text - sizeof(wchar_t);
    const auto result = RegGetValueW(HKEY_LOCAL_MACHINE,
                                     provider_list,
                                     name,
                                     RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND,
                                     nullptr,
                                     text.data(),
                                     &size);
    return result == ERROR_SUCCESS ? std::wstring(text.data()) : std::wstring();
}

DWORD number_value(const wchar_t* name) {
    DWORD value = 0;
    DWORD size = sizeof value;
    RegGetValueW(HKEY_LOCAL_MACHINE, provider_list, name, RRF_RT_REG_DWORD, nullptr, &value, &size);
    return value;
}

bool is_offhook(const std::wstring& file) {
    const auto name = std::filesystem::path(file).filename().wstring();
    return lstrcmpiW(name.c_str(), L"offhook.tsp") == 0;
}

finding check_list() {
    constexpr DWORD most = 1000;
    const DWORD count = number_value(L"NumProviders");
    for (DWORD i = 0; i < count && i < most; ++i) {
        if (is_offhook(text_value((L"ProviderFilename" + std::to_wstring(i)).c_str()))) {
            return {"provider list",
                    verdict::ok,
                    "offhook.tsp is one of " + std::to_string(count) + " providers",
                    ""};
        }
    }
    return {"provider list",
            verdict::problem,
            "offhook.tsp is not among the " + std::to_string(count) +
                " providers in the registry: TAPI does not know it",
            install_advice};
}

/// A service's handle, closed at the end.
struct service_handle {
    SC_HANDLE value = nullptr;
    ~service_handle() {
        if (value != nullptr) CloseServiceHandle(value);
    }
};

finding check_service() {
    const service_handle manager{OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT)};
    if (manager.value == nullptr) {
        return {"telephony service", verdict::not_checked, "the services cannot be asked", ""};
    }
    const service_handle service{OpenServiceW(manager.value, L"TapiSrv", SERVICE_QUERY_STATUS)};
    SERVICE_STATUS status{};
    if (service.value == nullptr || QueryServiceStatus(service.value, &status) == 0) {
        return {"telephony service",
                verdict::problem,
                "there is no service TapiSrv",
                "this Windows has no telephony; it is part of every Windows 10 and 11"};
    }
    if (status.dwCurrentState == SERVICE_RUNNING) {
        return {"telephony service",
                verdict::ok,
                "TapiSrv runs, and may have the handset while no other program does",
                ""};
    }
    return {"telephony service",
            verdict::ok,
            "TapiSrv is stopped; it starts with the first TAPI application",
            ""};
}

}  // namespace

findings check_telephony() {
    return {check_list(), check_service()};
}

std::string usual_module() {
    std::array<wchar_t, MAX_PATH> folder{};
    const UINT length = GetSystemDirectoryW(folder.data(), MAX_PATH);
    return text_of(std::filesystem::path(folder.data(), folder.data() + length) / "offhook.tsp");
}

}  // namespace offhook::cli
