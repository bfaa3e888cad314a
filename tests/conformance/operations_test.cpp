#include "driver/engine/error.hpp"
#include "tests/conformance/suite.hpp"

// What a handset is asked to do, it does, and says so.
namespace offhook::conformance {
namespace {

using protocol::hook_device;
using protocol::hook_mode;
using protocol::lamp_mode;

using Operations = Suite;

TEST_P(Operations, ReadTheWholeHandsetWhenItIsConnected) {
    connect();

    const auto profile = driver_->handset().profile();
    ASSERT_NE(profile, nullptr);
    EXPECT_EQ(profile->names.product, "Desk");
    EXPECT_EQ(profile->names.serial, "SIM-0000");
    EXPECT_EQ(profile->buttons.size(), sim::desk_profile().buttons.size());
    EXPECT_TRUE(driver_->handset().is_connected());
    expect_agreement();
}

TEST_P(Operations, ShowWhatEachCommandSays) {
    connect();
    const std::vector<engine::command> all{lamp(14, lamp_mode::flash),
                                           ring(2, 0x8000),
                                           display(u"Grüße ☎", 1, 3),
                                           hook(hook_device::speaker, hook_mode::mic_speaker),
                                           volume(hook_device::handset, 0x4321),
                                           gain(hook_device::headset, 0x1234),
                                           button(13, u"Pause")};
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(driver_->end_of(all[i]), engine::outcome{}) << "command " << i;
    }

    const auto shown = device_->look([](const sim::handset& device) { return device.state(); });
    EXPECT_EQ(shown.pairs[14].lamp, lamp_mode::flash);
    EXPECT_EQ(shown.ring, (protocol::ring_setting{2, 0x8000}));
    EXPECT_EQ(shown.display.substr(24 + 3, 7), u"Grüße ☎");
    EXPECT_EQ(shown.hook[1], hook_mode::mic_speaker);
    EXPECT_EQ(shown.volume[0], 0x4321);
    EXPECT_EQ(shown.gain[2], 0x1234);
    const auto label =
        device_->look([](const sim::handset& device) { return device.button_info(13).label; });
    EXPECT_EQ(label, u"Pause");
    expect_agreement();
}

TEST_P(Operations, EndWithTheHandsetsRefusal) {
    connect();

    const auto end = driver_->end_of(lamp(200, lamp_mode::steady));

    EXPECT_EQ(end.error.category(), engine::device_category()) << end.error.message();
    EXPECT_TRUE(driver_->handset().is_connected());
}

TEST_P(Operations, CarryVendorBytesBothWays) {
    connect();

    const auto end = driver_->end_of(engine::vendor_request{some_bytes(64)});

    EXPECT_FALSE(end.error) << end.error.message();
    const auto received = device_->look([](const sim::handset& device) {
        const auto bytes = device.last_vendor();
        return protocol::byte_vector(bytes.begin(), bytes.end());
    });
    EXPECT_EQ(received, some_bytes(64));

    device_->act([](sim::handset& device, sim::time_point now) {
        return device.send_vendor_event(now, some_bytes(55));
    });
    EXPECT_TRUE(driver_->wait_for(protocol::vendor_event{some_bytes(55)}));
}

TEST_P(Operations, FillADataArea) {
    connect();

    const auto end = driver_->end_of(download(4096));

    EXPECT_FALSE(end.error) << end.error.message();
    const auto stored = device_->look([](const sim::handset& device) {
        const auto bytes = device.area(0);
        return protocol::byte_vector(bytes.begin(), bytes.end());
    });
    EXPECT_EQ(stored, some_bytes(4096));
}

TEST_P(Operations, EndInTheOrderOfTheirControl) {
    connect();
    std::vector<driver_side::pending> all;
    const lamp_mode modes[] = {
        lamp_mode::steady, lamp_mode::flash, lamp_mode::off, lamp_mode::wink};
    for (int round = 0; round < 16; ++round) {
        for (std::uint8_t number = 12; number < 16; ++number) {
            all.push_back(driver_->begin(lamp(number, modes[(round + number) % 4])));
        }
    }
    for (const auto& each : all) EXPECT_EQ(each.result(), engine::outcome{});

    const auto shown = device_->look([](const sim::handset& device) { return device.state(); });
    for (std::size_t number = 12; number < 16; ++number) {
        EXPECT_EQ(shown.pairs[number].lamp, modes[(15 + number) % 4]);
    }
    expect_agreement();
}

INSTANTIATE_TEST_SUITE_P(Over, Operations, testing::ValuesIn(wanted_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
