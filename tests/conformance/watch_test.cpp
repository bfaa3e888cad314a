#include "tests/conformance/suite.hpp"

#include <algorithm>
#include <set>

// The watch over all handsets: who is there, who comes, who goes.
namespace offhook::conformance {
namespace {

class Watch : public Suite {
protected:
    void SetUp() override {
        Suite::SetUp();
        if (IsSkipped()) return;
        choose_backend(GetParam());
        driver_runtime_.emplace();
    }

    void TearDown() override {
        watch_.reset();
        if (driver_runtime_) driver_runtime_->stop();
        Suite::TearDown();
    }

    void watch() {
        auto made = driver_runtime_->watch_handsets(
            device_->pattern(),
            {.on_arrival = [this](const found_handset& found) { change(found, true); },
             .on_departure = [this](const found_handset& found) { change(found, false); },
             .on_listed =
                 [this] {
                     const std::lock_guard lock(mutex_);
                     is_listed_ = true;
                     changed_.notify_all();
                 }});
        ASSERT_NE(made.value, nullptr) << made.error;
        watch_ = std::move(made.value);
    }

    void change(const found_handset& found, bool is_there) {
        const std::lock_guard lock(mutex_);
        if (is_there) {
            EXPECT_TRUE(there_.insert(found.address).second) << found.address << " came twice";
        } else {
            EXPECT_EQ(there_.erase(found.address), 1U) << found.address << " was not there";
        }
        changed_.notify_all();
    }

    void expect_listed() {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(changed_.wait_for(lock, patience, [this] { return is_listed_; }));
    }

    void expect_there(std::initializer_list<std::size_t> numbers) {
        std::set<std::string> wanted;
        for (const auto number : numbers) wanted.insert(address_told(number));
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, patience, [&] { return there_ == wanted; });
        EXPECT_EQ(there_, wanted);
    }

    /// As the watch writes it: number 0 is left out.
    [[nodiscard]] std::string address_told(std::size_t number) const {
        const auto address = device_->address(number);
        const bool is_short = GetParam().plug == plug_kind::socket && number == 0;
        return is_short ? address.substr(0, address.size() - 2) : address;
    }

    std::optional<runtime> driver_runtime_;
    std::unique_ptr<handset_watch> watch_;
    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::set<std::string> there_;
    bool is_listed_ = false;
};

TEST_P(Watch, TellsOfThoseThatAreThereComeAndGo) {
    plug_in(sim::desk_profile(), 3);
    device_->pull_out(1);
    watch();
    expect_listed();
    expect_there({0, 2});

    device_->plug_in(1);
    expect_there({0, 1, 2});

    device_->pull_out(0);
    expect_there({1, 2});

    device_->plug_in(0);
    expect_there({0, 1, 2});
}

// libusb takes a device away from the kernel's driver while it is open: it must not look as if it
// had been pulled out.
TEST_P(Watch, KeepsAHandsetThatADriverHasOpen) {
    plug_in();
    watch();
    expect_listed();
    expect_there({0});

    driver_ = make_driver();
    ASSERT_TRUE(driver_->wait_for<engine::connected>());
    EXPECT_EQ(driver_->end_of(ring(1, 1)), engine::outcome{});
    expect_there({0});

    driver_.reset();
    expect_there({0});
    device_->pull_out();
    expect_there({});
}

TEST_P(Watch, ListsNothingWhereNothingIs) {
    plug_in();
    device_->pull_out();
    watch();

    expect_listed();
    expect_there({});
}

std::vector<path> paths_with_patterns() {
    auto wanted = wanted_paths();
    std::erase_if(wanted, [](const path& way) { return way.plug == plug_kind::memory; });
    return wanted;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Watch);
INSTANTIATE_TEST_SUITE_P(Over, Watch, testing::ValuesIn(paths_with_patterns()), test_name);

}  // namespace
}  // namespace offhook::conformance
