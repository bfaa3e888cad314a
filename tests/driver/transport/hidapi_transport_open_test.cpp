#include "driver/transport/transport_error.hpp"
#include "tests/driver/transport/hid_fixture.hpp"

// Finding and opening a HID device: hot-plug, permissions that come late, closing meanwhile.
namespace offhook::transport::test {
namespace {

using HidapiTransportOpen = hid_fixture;

TEST_F(HidapiTransportOpen, OpensTheDeviceThatIsThereAndTellsWhatItIs) {
    open();

    const auto& device = told_.opened.front();
    EXPECT_EQ(device.vendor, 0x1209);
    EXPECT_EQ(device.product, 0x0001);
    EXPECT_EQ(device.release, 0x0100);
    EXPECT_EQ(device.name, "Desk");
    EXPECT_EQ(device.serial, "S1");
    EXPECT_EQ(device.path, "/dev/hidraw9");
}

TEST_F(HidapiTransportOpen, AsksTheHandleWhatADeviceIsThatWasGivenByItsPath) {
    make({.path = "/dev/hidraw9"});

    open();

    EXPECT_EQ(told_.opened.front().name, "of the handle");
    hid_->change([](auto& state) { EXPECT_EQ(state.enumerations, 0U); });
}

hid_entry entry_at(const char* path, const char* serial) {
    return {.path = path,
            .vendor = 0x1209,
            .product = 0x0001,
            .name = "Other",
            .serial = serial,
            .usage_page = 0xFF55,
            .usage = 1};
}

const bytes good_identity{0x22, 'P', 'H', 'O', 'N', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
const bytes other_identity{0x22, 'P', 'U', 'M', 'P', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

TEST_F(HidapiTransportOpen, TakesTheFirstThatSaysThatItIsAHandset) {
    hid_->change([](auto& state) {
        state.feature = other_identity;
        state.others = {entry_at("/dev/hidraw10", "S2"), entry_at("/dev/hidraw11", "S3")};
        state.features["/dev/hidraw10"] = good_identity;
    });

    open();

    EXPECT_EQ(told_.opened.front().path, "/dev/hidraw10");
    EXPECT_EQ(told_.opened.front().serial, "S2");
    wait_until([](const auto& state) { return state.open_now == 2; });  // the foreign one is closed
}

TEST_F(HidapiTransportOpen, TakesADoubtfulOneWhenThereIsNoBetter) {
    hid_->change([](auto& state) {
        state.feature = other_identity;
        state.others = {entry_at("/dev/hidraw10", "S2")};
        state.features["/dev/hidraw10"] = other_identity;
    });

    open();

    EXPECT_EQ(told_.opened.front().path, "/dev/hidraw9");
}

TEST_F(HidapiTransportOpen, DoesNotAskTheOnlyOneThatFits) {
    open();

    hid_->change([](auto& state) { EXPECT_TRUE(state.features_asked.empty()); });
}

TEST_F(HidapiTransportOpen, WaitsForADeviceWithoutLookingAgainAndAgain) {
    hid_->change([](auto& state) { state.is_plugged = false; });
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });
    loop_.run_ready();
    EXPECT_TRUE(told_.order.empty());

    hid_->change([](auto& state) {
        state.is_plugged = true;
        ++state.device_changes;
    });
    loop_.run_until([&] { return !told_.opened.empty(); });

    hid_->change([](auto& state) { EXPECT_EQ(state.enumerations, 2U); });
}

TEST_F(HidapiTransportOpen, WaitsOnWhenSomethingElseChanges) {
    make({.vendor = 0x1209, .product = 0x0001, .serial = "S2"});
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });

    hid_->change([](auto& state) { ++state.device_changes; });
    wait_until([](const auto& state) { return state.enumerations == 2; });
    loop_.run_ready();

    EXPECT_TRUE(told_.order.empty());
    hid_->change([](auto& state) { EXPECT_EQ(state.opened, 0U); });
}

TEST_F(HidapiTransportOpen, SaysAtOnceThatADeviceMayNotBeOpened) {
    hid_->change([](auto& state) { state.may_open = false; });

    subject_->open();
    EXPECT_TRUE(told_.order.empty());
    run_until_lost();

    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::no_permission});
    EXPECT_EQ(told_.details.front(), "no /dev/hidraw9");
}

TEST_F(HidapiTransportOpen, GivesANewDeviceTimeToGetItsPermissions) {
    hid_->change([](auto& state) {
        state.is_plugged = false;
        state.may_open = false;
    });
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });
    hid_->change([](auto& state) {
        state.is_plugged = true;
        ++state.device_changes;
    });
    wait_until([](const auto& state) { return state.open_failures == 1; });
    loop_.run_ready();
    EXPECT_TRUE(told_.order.empty());

    hid_->change([](auto& state) {
        state.may_open = true;
        ++state.device_changes;
    });
    loop_.run_until([&] { return !told_.order.empty(); });

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
}

TEST_F(HidapiTransportOpen, SaysSoWhenANewDeviceGetsNoPermissionsInTime) {
    hid_->change([](auto& state) {
        state.is_plugged = false;
        state.may_open = false;
        state.waits_time_out = true;
    });
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });

    hid_->change([](auto& state) {
        state.is_plugged = true;
        ++state.device_changes;
    });
    run_until_lost();

    EXPECT_EQ(told_.lost, std::vector<error_code>{errc::no_permission});
    hid_->change([](auto& state) { EXPECT_EQ(state.open_failures, 2U); });
}

TEST_F(HidapiTransportOpen, WaitsAgainForADeviceThatIsPulledOutBeforeItIsOpen) {
    hid_->change([](auto& state) {
        state.is_plugged = false;
        state.may_open = false;
    });
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });
    for (const bool is_plugged : {true, false, true}) {
        hid_->change([&](auto& state) {
            state.is_plugged = is_plugged;
            state.enumerations = 0;
            ++state.device_changes;
        });
        wait_until([](const auto& state) { return state.enumerations == 1; });
    }

    hid_->change([](auto& state) {
        state.may_open = true;
        ++state.device_changes;
    });
    loop_.run_until([&] { return !told_.order.empty(); });

    EXPECT_EQ(told_.order, std::vector<std::string>{"open"});
}

TEST_F(HidapiTransportOpen, IsOpenedOnce) {
    open();

    subject_->open();
    loop_.run_ready();

    EXPECT_EQ(told_.opened.size(), 1U);
    hid_->change([](auto& state) { EXPECT_EQ(state.opened, 2U); });
}

TEST_F(HidapiTransportOpen, RefusesWhatCannotBeWritten) {
    subject_->write_report(bytes{0x03}, told_.on_written());
    subject_->get_feature(0x22, 17, told_.on_feature());
    EXPECT_TRUE(told_.order.empty());
    loop_.run_until([&] { return told_.order.size() == 2; });
    open();
    subject_->write_report({}, told_.on_written());
    loop_.run_until([&] { return told_.written.size() == 2; });

    EXPECT_EQ(told_.written, (std::vector<error_code>{errc::not_open, errc::io_error}));
    EXPECT_EQ(told_.feature_results.front(), errc::not_open);
}

TEST_F(HidapiTransportOpen, ClosesWhileItWaitsForADevice) {
    hid_->change([](auto& state) { state.is_plugged = false; });
    subject_->open();
    wait_until([](const auto& state) { return state.enumerations == 1; });

    subject_->close();
    EXPECT_TRUE(runtime_->stop());
    loop_.run_ready();

    EXPECT_TRUE(told_.order.empty());
}

TEST_F(HidapiTransportOpen, ClosesBeforeItIsOpenedAndBeforeItIsTold) {
    make({});
    subject_->close();
    subject_->open();
    loop_.run_ready();
    make({});
    subject_->open();
    wait_until([](const auto& state) { return state.open_now == 2; });
    subject_->close();
    loop_.run_ready();

    EXPECT_TRUE(told_.order.empty());
}

TEST_F(HidapiTransportOpen, IsLostWhenTheDriverIsStopping) {
    EXPECT_TRUE(runtime_->stop());

    subject_->open();
    EXPECT_TRUE(told_.order.empty());
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::io_error);
}

}  // namespace
}  // namespace offhook::transport::test
