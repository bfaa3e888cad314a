#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/tools/tapi/fake_provider.hpp"
#include "tools/tapi/api/api.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/module.hpp"

#include <poll.h>
#include <unistd.h>

namespace offhook::tapi {

/// libtapi32.so as a program sees it, on the fake provider. It is one for the whole process, so
/// each test ends with every application shut down.
class tapi32_fixture : public testing::Test {
protected:
    tapi32_fixture() : module_(OFFHOOK_FAKE_TSP), fake_(controls_of(module_)) {
        fake_.reset();
        std::string name = std::filesystem::temp_directory_path() / "offhook-XXXXXX";
        folder_ = mkdtemp(name.data());
        setenv("OFFHOOK_TAPI_PROVIDERS", list().c_str(), 1);
        setenv("OFFHOOK_TAPI_LOG", log().c_str(), 1);
        write_list("1 = " + std::string(OFFHOOK_FAKE_TSP) + "\n");
    }
    ~tapi32_fixture() override {
        for (const HPHONEAPP app : apps_) phoneShutdown(app);
        fake_.reset();
        std::filesystem::remove_all(folder_);
    }

    static fake::controls& controls_of(const loaded_module& module) {
        using entry_point = decltype(&offhook_fake_controls);
        return *reinterpret_cast<entry_point>(module.symbol("offhook_fake_controls"))();
    }
    static LONG error(DWORD constant) { return to_result(constant); }

    [[nodiscard]] std::string list() const { return folder_ / "providers"; }
    [[nodiscard]] std::string log() const { return folder_ / "log"; }
    void write_list(const std::string& text) { std::ofstream(list()) << text; }
    [[nodiscard]] static std::string read(const std::string& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// An application with an event.
    HPHONEAPP initialize(LPCWSTR name = u"test", DWORD version = tspi::version_3_1) {
        PHONEINITIALIZEEXPARAMS parameters{};
        parameters.dwTotalSize = sizeof(parameters);
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
        HPHONEAPP app = 0;
        EXPECT_EQ(phoneInitializeExW(&app, nullptr, nullptr, name, &phones_, &version, &parameters),
                  0);
        event_ = static_cast<int>(reinterpret_cast<std::intptr_t>(parameters.Handles.hEvent));
        apps_.push_back(app);
        return app;
    }
    HPHONE open(HPHONEAPP app,
                DWORD privilege = PHONEPRIVILEGE_OWNER,
                DWORD version = tspi::version_3_1) {
        HPHONE phone = 0;
        EXPECT_EQ(phoneOpen(app, 0, &phone, version, 0, 0x77, privilege), 0);
        return phone;
    }

    [[nodiscard]] static bool readable(int descriptor) {
        pollfd asked{descriptor, POLLIN, 0};
        return poll(&asked, 1, 0) == 1;
    }

    /// Bytes of a structure, as text that ends where its terminator is.
    template <typename Structure>
    static std::string text_at(const Structure& structure, DWORD offset, DWORD size) {
        return {reinterpret_cast<const char*>(&structure) + offset, size};
    }

    std::filesystem::path folder_;
    loaded_module module_;
    fake::controls& fake_;
    std::vector<HPHONEAPP> apps_;
    DWORD phones_ = 0;
    int event_ = -1;
};

}  // namespace offhook::tapi
