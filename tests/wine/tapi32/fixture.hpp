#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/tools/tapi/fake_provider.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/module.hpp"

#include <windows.h>

#include <tapi.h>

namespace offhook::tapi {

/// tapi32.dll as a Windows program sees it, on the fake provider, which the registry names as
/// number
/// 1. The library is one for the whole process, so each test ends with every application shut down.
class windows_tapi : public testing::Test {
protected:
    static constexpr const wchar_t* key =
        L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Providers";

    windows_tapi() : module_(OFFHOOK_FAKE_TSP), fake_(controls_of(module_)) {
        fake_.reset();
        log_ = (std::filesystem::temp_directory_path() / "offhook-tapi32.log").string();
        std::filesystem::remove(log_);
        _putenv_s("OFFHOOK_TAPI_LOG", log_.c_str());
        RegDeleteTreeW(HKEY_LOCAL_MACHINE, key);
        set_number(L"NumProviders", 1);
        set_number(L"ProviderID0", 1);
        set_text(L"ProviderFilename0", module_.path());
        set_number(L"NextProviderID", 2);
    }
    ~windows_tapi() override {
        if (app_ != 0) {
            phoneShutdown(app_);
        }
        fake_.reset();
        RegDeleteTreeW(HKEY_LOCAL_MACHINE, key);
    }

    static fake::controls& controls_of(const loaded_module& module) {
        using entry_point = decltype(&offhook_fake_controls);
        return *reinterpret_cast<entry_point>(module.symbol("offhook_fake_controls"))();
    }
    static LONG error(DWORD constant) { return to_result(constant); }
    static std::wstring wide(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }

    // The list of providers, as an installer or an administrator writes and reads it.

    static void set_number(const wchar_t* name, DWORD value) {
        EXPECT_EQ(RegSetKeyValueW(HKEY_LOCAL_MACHINE, key, name, REG_DWORD, &value, sizeof(value)),
                  ERROR_SUCCESS);
    }
    static void set_text(const wchar_t* name, const std::string& value) {
        const std::wstring text = wide(value);
        const auto size = static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
        EXPECT_EQ(RegSetKeyValueW(HKEY_LOCAL_MACHINE, key, name, REG_SZ, text.c_str(), size),
                  ERROR_SUCCESS);
    }
    /// -1: there is no such number.
    static long long number(const wchar_t* name) {
        DWORD value = 0;
        DWORD size = sizeof(value);
        const LSTATUS status =
            RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_DWORD, nullptr, &value, &size);
        return status == ERROR_SUCCESS ? static_cast<long long>(value) : -1;
    }
    static std::wstring text(const wchar_t* name) {
        std::wstring value(1024, L'\0');
        auto size = static_cast<DWORD>(value.size() * sizeof(wchar_t));
        const LSTATUS status = RegGetValueW(
            HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_SZ, nullptr, value.data(), &size);
        return status == ERROR_SUCCESS ? value.c_str() : L"(missing)";
    }

    [[nodiscard]] std::string logged() const {
        std::ifstream file(log_);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// An application with an event.
    HPHONEAPP initialize() {
        PHONEINITIALIZEEXPARAMS parameters{};
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
        return initialize(parameters, nullptr);
    }
    HPHONEAPP initialize(PHONEINITIALIZEEXPARAMS& parameters, PHONECALLBACK callback) {
        parameters.dwTotalSize = sizeof(parameters);
        DWORD version = TAPI_CURRENT_VERSION;
        EXPECT_EQ(phoneInitializeExW(&app_,
                                     GetModuleHandleW(nullptr),
                                     callback,
                                     L"test",
                                     &phones_,
                                     &version,
                                     &parameters),
                  0);
        event_ = parameters.Handles.hEvent;
        return app_;
    }
    HPHONE open() {
        HPHONE phone = 0;
        EXPECT_EQ(phoneOpen(app_, 0, &phone, tspi::version_3_1, 0, instance, PHONEPRIVILEGE_OWNER),
                  0);
        return phone;
    }

    static constexpr DWORD_PTR instance = 0x123456789ABC;

    std::string log_;
    loaded_module module_;
    fake::controls& fake_;
    HPHONEAPP app_ = 0;
    DWORD phones_ = 0;
    HANDLE event_ = nullptr;
};

}  // namespace offhook::tapi
