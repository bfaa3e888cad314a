#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/tools/tapi/fake_provider.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/module.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi {

/// A host on the fake provider, which keeps loaded so that what it recorded outlives the host.
class host_fixture : public testing::Test {
protected:
    host_fixture() : module_(OFFHOOK_FAKE_TSP), fake_(controls_of(module_)) { fake_.reset(); }
    ~host_fixture() override {
        host_.reset();
        fake_.reset();
    }

    static fake::controls& controls_of(const loaded_module& module) {
        using entry_point = decltype(&offhook_fake_controls);
        return *reinterpret_cast<entry_point>(module.symbol("offhook_fake_controls"))();
    }

    /// Settings are made before.
    tapi_host& start(host_options options = {}) {
        options.log = [this](const std::string& line) {
            const std::lock_guard lock(log_mutex_);
            log_.push_back(line);
        };
        host_ = std::make_unique<tapi_host>(std::vector<std::string>{OFFHOOK_FAKE_TSP}, options);
        app_ = new_application(u"first");
        return *host_;
    }

    HPHONEAPP new_application(const std::u16string& name, DWORD version = tspi::version_3_1) {
        HPHONEAPP app = 0;
        DWORD phones = 0;
        EXPECT_EQ(host_->phone_initialize({.name = name, .api_version = version}, &app, &phones),
                  0);
        return app;
    }

    HPHONE open(HPHONEAPP app, DWORD privilege, DWORD version = tspi::version_3_1) {
        HPHONE phone = 0;
        EXPECT_EQ(
            host_->phone_open(app, 0, {.api_version = version, .privilege = privilege}, &phone), 0);
        return phone;
    }
    HPHONE open_owner() { return open(app_, PHONEPRIVILEGE_OWNER); }
    HPHONE open_monitor() { return open(app_, PHONEPRIVILEGE_MONITOR); }

    /// What is in the application's queue now; never waits.
    std::vector<message> messages(HPHONEAPP app) {
        std::vector<message> all;
        message each;
        while (host_->phone_get_message(app, &each, 0) == 0) all.push_back(each);
        return all;
    }
    std::vector<message> messages() { return messages(app_); }

    /// Makes every operation stay outstanding until the test completes it.
    void keep_operations_outstanding() {
        fake_.set().on_operation = [](const fake::operation& what) {
            return static_cast<LONG>(what.request);
        };
    }

    std::vector<std::string> log() {
        const std::lock_guard lock(log_mutex_);
        return log_;
    }

    static LONG error(DWORD constant) { return to_result(constant); }

    loaded_module module_;
    fake::controls& fake_;
    std::unique_ptr<tapi_host> host_;
    HPHONEAPP app_ = 0;
    std::mutex log_mutex_;
    std::vector<std::string> log_;
};

inline LONG result_of(const message& reply) {
    return static_cast<LONG>(reply.parameter2);
}

}  // namespace offhook::tapi
