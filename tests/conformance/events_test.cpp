#include "tests/conformance/suite.hpp"

// What a person does with a handset, the driver tells, in order and once.
namespace offhook::conformance {
namespace {

using protocol::button_state;
using protocol::hook_device;
using protocol::hook_mode;

using Events = Suite;

TEST_P(Events, TellOfKeysInTheOrderInWhichTheyArePressed) {
    connect();
    for (const std::uint8_t key : std::initializer_list<std::uint8_t>{1, 5, 1, 9, 11}) {
        device_->act(
            [key](sim::handset& device, sim::time_point now) { return device.press(now, key); });
        device_->act(
            [key](sim::handset& device, sim::time_point now) { return device.release(now, key); });
        ASSERT_TRUE(wait_for_key(key, button_state::down));
        ASSERT_TRUE(wait_for_key(key, button_state::up));
    }
    expect_agreement();
}

TEST_P(Events, TellOfHookAndLevels) {
    connect();
    device_->act([](sim::handset& device, sim::time_point now) {
        return device.set_hook(now, hook_device::handset, hook_mode::mic_speaker);
    });
    device_->act([](sim::handset& device, sim::time_point now) {
        return device.turn_volume(now, hook_device::handset, 0x1111);
    });

    EXPECT_TRUE(driver_->wait_for<protocol::hook_changed>());
    EXPECT_TRUE(driver_->wait_for<protocol::level_changed>());
    expect_agreement();
}

TEST_P(Events, TellOfLampsThatTheHandsetSwitchesItself) {
    connect();
    device_->act([](sim::handset& device, sim::time_point now) {
        return device.change_lamp(now, 15, protocol::lamp_mode::flutter);
    });

    EXPECT_TRUE(driver_->wait_for(engine::lamp_changed{15, protocol::lamp_mode::flutter}));
}

// More events at once than the handset's queue holds (§11.5) and more than any buffer on the way:
// whatever is lost is found out.
TEST_P(Events, AgreeAgainAfterABurst) {
    connect();
    device_->run([] {});
    for (int round = 0; round < 40; ++round) {
        device_->act([round](sim::handset& device, sim::time_point now) {
            const auto level = static_cast<std::uint16_t>(round * 100);
            return device.turn_volume(now, hook_device::handset, level);
        });
        device_->act([round](sim::handset& device, sim::time_point now) {
            const auto key = static_cast<std::uint8_t>(round / 2 % 12);
            return round % 2 == 0 ? device.press(now, key) : device.release(now, key);
        });
    }
    expect_agreement();
    EXPECT_TRUE(driver_->handset().is_connected());
}

TEST_P(Events, ComeWhileCommandsAreUnderWay) {
    connect();
    std::vector<driver_side::pending> commands;
    for (std::uint8_t round = 0; round < 24; ++round) {
        commands.push_back(driver_->begin(ring(round % 4, round)));
        device_->act([round](sim::handset& device, sim::time_point now) {
            const auto key = static_cast<std::uint8_t>(round / 2 % 12);
            return round % 2 == 0 ? device.press(now, key) : device.release(now, key);
        });
    }
    for (const auto& each : commands) EXPECT_EQ(each.result(), engine::outcome{});
    expect_agreement();
}

INSTANTIATE_TEST_SUITE_P(Over, Events, testing::ValuesIn(wanted_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
