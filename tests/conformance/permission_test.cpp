#include "driver/transport/transport_error.hpp"
#include "tests/conformance/suite.hpp"

#include <grp.h>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

// A device that this user may not open: the log says so, and names what to install.
namespace offhook::conformance {
namespace {

class Permission : public Suite {
protected:
    void SetUp() override {
        Suite::SetUp();
        if (IsSkipped()) return;
        log_ = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(16);
        spdlog::default_logger()->sinks().push_back(log_);
        spdlog::set_level(spdlog::level::warn);
    }

    void TearDown() override {
        be_root();
        Suite::TearDown();
        if (log_) spdlog::default_logger()->sinks().pop_back();
    }

    /// Neither owner nor in any group of a device node.
    static void be_nobody() {
        constexpr unsigned nobody = 65534;
        ASSERT_EQ(::setgroups(0, nullptr), 0);
        ASSERT_EQ(::setegid(nobody), 0);
        ASSERT_EQ(::seteuid(nobody), 0);
    }

    static void be_root() {
        (void)::seteuid(0);
        (void)::setegid(0);
    }

    /// Waits for a line of the log.
    [[nodiscard]] bool log_names(const std::string& text) const {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (std::chrono::steady_clock::now() < end) {
            for (const auto& line : log_->last_formatted()) {
                if (line.find(text) != line.npos) return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

    std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> log_;
};

TEST_P(Permission, WhereItIsMissingTheLogNamesTheRule) {
    connect();  // it is there, and udev is through with it
    driver_.reset();
    be_nobody();

    driver_ = make_driver();
    ASSERT_TRUE(driver_->wait_for_last_error());
    EXPECT_EQ(driver_->handset().last_error(), transport::errc::no_permission);
    EXPECT_TRUE(log_names("install the udev rule 70-offhook.rules"));
    EXPECT_TRUE(log_names("permission denied for /dev/"));

    be_root();
    EXPECT_TRUE(driver_->wait_for<engine::connected>());  // without a restart
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Permission);
INSTANTIATE_TEST_SUITE_P(Over, Permission, testing::ValuesIn(wanted_hid_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
