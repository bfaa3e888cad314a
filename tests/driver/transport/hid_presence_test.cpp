#include "driver/transport/hid_presence.hpp"

#include "tests/driver/transport/event_loop.hpp"
#include "tests/driver/transport/fake_hid.hpp"
#include "tests/driver/transport/recording_presence.hpp"

namespace offhook::transport::test {
namespace {

using lines = std::vector<std::string>;

const bytes good_identity{0x22, 'P', 'H', 'O', 'N', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
const bytes other_identity{0x22, 'P', 'U', 'M', 'P', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

hid_entry handset_at(const char* path, const char* serial) {
    return {.path = path,
            .vendor = 0x1209,
            .product = 0x0001,
            .name = "Wall",
            .serial = serial,
            .usage_page = 0xFF55,
            .usage = 1};
}

class HidPresence : public testing::Test {
protected:
    void SetUp() override {
        hid_->change([](auto& state) { state.feature = good_identity; });
    }

    void TearDown() override {
        subject_->close();
        EXPECT_TRUE(runtime_->stop());
    }

    void start(const hid_address& pattern = {.all = true}) {
        subject_ = std::make_shared<hid_presence>(loop_.executor(), pattern, told_, runtime_);
        subject_->start();
        run_until("listed");
    }

    /// Runs until this line has come, after those that the test knows already.
    void run_until(const std::string& line) {
        loop_.run_until([&] { return !told_.lines.empty() && told_.lines.back() == line; });
    }

    void change(const std::function<void(fake_hid::state&)>& what) {
        hid_->change([&](auto& state) {
            what(state);
            ++state.device_changes;
        });
    }

    event_loop loop_;
    recording_presence told_;
    std::shared_ptr<fake_hid> hid_ = std::make_shared<fake_hid>();
    std::shared_ptr<hidapi_runtime> runtime_ = std::make_shared<hidapi_runtime>(hid_);
    std::shared_ptr<hid_presence> subject_;
};

TEST_F(HidPresence, TellsOfThoseThatAreThereAndThenThatTheyWereAll) {
    hid_->change([](auto& state) { state.others = {handset_at("/dev/hidraw10", "S2")}; });

    start();

    EXPECT_EQ(told_.lines, (lines{"+hid:1209:0001:S2", "+hid:1209:0001:S1", "listed"}));
    EXPECT_EQ(told_.names, (lines{"Wall", "Desk"}));
}

TEST_F(HidPresence, TellsOfArrivalAndDeparture) {
    start();
    change([](auto& state) { state.others = {handset_at("/dev/hidraw10", "S2")}; });
    run_until("+hid:1209:0001:S2");
    change([](auto& state) { state.is_plugged = false; });
    run_until("-hid:1209:0001:S1");
    change([](auto& state) { state.is_plugged = true; });
    run_until("+hid:1209:0001:S1");
}

TEST_F(HidPresence, TakesAnotherSerialNumberAtTheSamePathForAnotherHandset) {
    start();

    change([](auto& state) { state.entry.serial = "S9"; });
    run_until("+hid:1209:0001:S9");

    EXPECT_EQ(told_.lines,
              (lines{"+hid:1209:0001:S1", "listed", "-hid:1209:0001:S1", "+hid:1209:0001:S9"}));
}

TEST_F(HidPresence, KnowsAHandsetWithoutASerialNumberByItsPath) {
    hid_->change([](auto& state) { state.entry.serial.clear(); });

    start();

    EXPECT_EQ(told_.lines.front(), "+hid:/dev/hidraw9");
}

TEST_F(HidPresence, LeavesOutWhatSaysThatItIsNoHandset) {
    hid_->change([](auto& state) {
        state.others = {handset_at("/dev/hidraw10", "S2")};
        state.features["/dev/hidraw10"] = other_identity;
    });

    start();
    change([](auto& state) { state.is_plugged = false; });
    run_until("-hid:1209:0001:S1");
    change([](auto& state) { state.others.clear(); });
    change([](auto& state) { state.is_plugged = true; });
    run_until("+hid:1209:0001:S1");

    EXPECT_EQ(told_.lines,
              (lines{"+hid:1209:0001:S1", "listed", "-hid:1209:0001:S1", "+hid:1209:0001:S1"}));
}

TEST_F(HidPresence, BelievesTheUsageOfWhatCannotBeAsked) {
    hid_->change([](auto& state) { state.may_open = false; });

    start();

    EXPECT_EQ(told_.lines.front(), "+hid:1209:0001:S1");
}

TEST_F(HidPresence, LooksOnlyForTheNumbersOfItsPattern) {
    hid_->change([](auto& state) { state.entry.vendor = 0x1234; });

    start({.vendor = 0x1209, .product = 0x0001, .all = true});

    EXPECT_EQ(told_.lines, lines{"listed"});
}

TEST_F(HidPresence, LooksOnlyWhenSomethingHasChanged) {
    start();
    loop_.run_ready();

    hid_->change([](auto& state) { EXPECT_EQ(state.enumerations, 1U); });
}

TEST_F(HidPresence, IsSilentAfterClose) {
    start();

    subject_->close();
    change([](auto& state) { state.is_plugged = false; });
    EXPECT_TRUE(runtime_->stop());
    loop_.run_ready();

    EXPECT_EQ(told_.lines.back(), "listed");
}

TEST_F(HidPresence, IsListedAtOnceWhenTheDriverIsStopping) {
    EXPECT_TRUE(runtime_->stop());

    start();

    EXPECT_EQ(told_.lines, lines{"listed"});
}

}  // namespace
}  // namespace offhook::transport::test
