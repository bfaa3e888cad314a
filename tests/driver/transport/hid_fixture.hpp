#pragma once

#include "driver/transport/hidapi_transport.hpp"
#include "tests/driver/transport/event_loop.hpp"
#include "tests/driver/transport/fake_hid.hpp"

namespace offhook::transport::test {

/// A HID transport over the fake library.
class hid_fixture : public testing::Test {
protected:
    void SetUp() override { make({}); }

    void TearDown() override {
        if (subject_) subject_->close();
        let_threads_end();
        EXPECT_TRUE(runtime_->stop());
        EXPECT_TRUE(hid_->wait_until([](const auto& state) { return state.open_now == 0; }));
    }

    void make(const hid_address& where) {
        subject_ = std::make_shared<hidapi_transport>(loop_.executor(), told_, where, runtime_);
    }

    void open() {
        subject_->open();
        loop_.run_until([&] { return !told_.opened.empty(); });
    }

    void run_until_lost() {
        loop_.run_until([&] { return !told_.lost.empty(); });
    }

    void send(const bytes& report) {
        hid_->change([&](auto& state) { state.inputs.push_back(report); });
    }

    /// What blocks in the fake returns, as time-outs do.
    void let_threads_end() {
        hid_->change([](auto& state) {
            state.reads_time_out = true;
            state.writes_block = false;
        });
    }

    /// Waits for a thread of the transport; also a failure of the test when it does not come.
    template <class Condition>
    void wait_until(Condition holds) {
        ASSERT_TRUE(hid_->wait_until(holds)) << "what the test waits for did not happen";
    }

    event_loop loop_;
    recording_listener told_;
    std::shared_ptr<fake_hid> hid_ = std::make_shared<fake_hid>();
    std::shared_ptr<hidapi_runtime> runtime_ = std::make_shared<hidapi_runtime>(hid_);
    std::shared_ptr<hidapi_transport> subject_;
};

}  // namespace offhook::transport::test
