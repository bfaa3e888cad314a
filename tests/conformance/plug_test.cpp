#include "driver/engine/error.hpp"
#include "tests/conformance/suite.hpp"

// The cable: in, out and in again, in each state in which the driver can be.
namespace offhook::conformance {
namespace {

using protocol::lamp_mode;
using protocol::opcode;

class Plug : public Suite {
protected:
    void expect_connected() {
        ASSERT_TRUE(driver_->wait_for<engine::connected>())
            << driver_->handset().last_error().message();
    }

    void expect_disconnected() { ASSERT_TRUE(driver_->wait_for<engine::disconnected>()); }

    /// The handset is in the middle of a slow request.
    void wait_until_busy() {
        ASSERT_TRUE(device_->wait_until(
            [](const sim::handset& device) { return device.numbers().pending > 0; }));
    }

    /// The driver works with the handset as if nothing had been.
    void expect_all_well() {
        EXPECT_EQ(driver_->end_of(lamp(13, lamp_mode::steady)), engine::outcome{});
        expect_agreement();
    }
};

TEST_P(Plug, AHandsetThatComesLaterIsFound) {
    plug_in();
    device_->pull_out();
    driver_ = make_driver();
    EXPECT_EQ(driver_->end_of(ring(1, 1)).error, engine::errc::not_connected);

    device_->plug_in();

    expect_connected();
    expect_all_well();
}

TEST_P(Plug, AHandsetThatIsPulledOutWhileNothingHappensIsMissed) {
    connect();

    device_->pull_out();

    expect_disconnected();
    EXPECT_FALSE(driver_->handset().is_connected());
    EXPECT_EQ(driver_->end_of(ring(1, 1)).error, engine::errc::not_connected);
}

TEST_P(Plug, WhatWasSetIsPutBackAfterAReplug) {
    connect();
    EXPECT_EQ(driver_->end_of(lamp(14, lamp_mode::flash)), engine::outcome{});
    EXPECT_EQ(driver_->end_of(display(u"on hold")), engine::outcome{});

    device_->pull_out();
    expect_disconnected();
    device_->plug_in();
    expect_connected();

    expect_agreement();
    const auto shown = device_->look([](const sim::handset& device) { return device.state(); });
    EXPECT_EQ(shown.pairs[14].lamp, lamp_mode::flash);
    EXPECT_EQ(shown.display.substr(0, 7), u"on hold");
}

TEST_P(Plug, AKeyThatIsHeldGoesUpWhenTheHandsetIsPulledOut) {
    connect();
    device_->act([](sim::handset& device, sim::time_point now) { return device.press(now, 3); });
    ASSERT_TRUE(wait_for_key(3, protocol::button_state::down));

    device_->pull_out();

    EXPECT_TRUE(wait_for_key(3, protocol::button_state::up));
}

TEST_P(Plug, ARequestEndsThatIsBetweenItsReportAndItsAnswer) {
    connect(slow_at({opcode::ring}));
    const auto command = driver_->begin(ring(2, 100));
    wait_until_busy();
    EXPECT_FALSE(command.has_ended());

    device_->pull_out();

    EXPECT_EQ(command.result().error, engine::errc::link_lost);
    expect_disconnected();
    device_->plug_in();
    expect_connected();
    expect_all_well();
}

TEST_P(Plug, ADownloadEndsInEachOfItsParts) {
    for (const auto part : {opcode::dl_begin, opcode::dl_data, opcode::dl_end}) {
        SCOPED_TRACE(protocol::name_of(part));
        driver_.reset();
        device_.reset();
        connect(slow_at({part}));
        const auto command = driver_->begin(download(600));
        wait_until_busy();

        device_->pull_out();

        EXPECT_EQ(command.result().error, engine::errc::link_lost);
        expect_disconnected();
        device_->plug_in();
        expect_connected();
        expect_all_well();
    }
}

TEST_P(Plug, AHandsetIsMissedWhileItIsStillBeingRead) {
    for (const auto step : {opcode::get_info, opcode::get_state, opcode::get_button}) {
        SCOPED_TRACE(protocol::name_of(step));
        driver_.reset();
        device_.reset();
        auto what = slow_at({step});
        what.buttons.resize(2);
        plug_in(what);
        driver_ = make_driver();
        wait_until_busy();

        device_->pull_out();
        device_->plug_in();

        expect_connected();
        EXPECT_EQ(driver_->end_of(ring(3, 3)), engine::outcome{});
        expect_agreement();
    }
}

TEST_P(Plug, AHandsetThatIsPulledOutAtOnceIsFoundAgain) {
    plug_in();
    driver_ = make_driver();
    for (int i = 0; i < 3; ++i) {
        device_->pull_out();
        device_->plug_in();
    }

    expect_connected();
    expect_all_well();
}

TEST_P(Plug, StoppingWithoutAHandsetEndsEverything) {
    connect(slow_at({opcode::ring}));
    const auto command = driver_->begin(ring(2, 100));
    wait_until_busy();
    device_->pull_out();

    EXPECT_TRUE(driver_->stop());

    EXPECT_TRUE(command.has_ended());
}

TEST_P(Plug, AFirmwareThatStartsAnewIsBroughtBack) {
    connect();
    EXPECT_EQ(driver_->end_of(lamp(14, lamp_mode::flash)), engine::outcome{});

    device_->act([](sim::handset& device, sim::time_point now) {
        return device.reboot(now, protocol::reset_reason::watchdog);
    });

    ASSERT_TRUE(device_->wait_until([](const sim::handset& device) {
        return device.numbers().sessions >= 2 && device.state().pairs[14].lamp == lamp_mode::flash;
    }));
    expect_all_well();
}

TEST_P(Plug, FirmwareThatHangsHoldsNobodyUp) {
    connect();
    device_->freeze();

    std::vector<driver_side::pending> commands;
    for (std::uint8_t i = 0; i < 20; ++i) commands.push_back(driver_->begin(ring(1, i)));
    EXPECT_TRUE(driver_->handset().is_connected());  // nobody knows yet

    for (const auto& each : commands) EXPECT_TRUE(each.result().error);
    device_->thaw();
    ASSERT_TRUE(driver_->wait_for<engine::connected>());
    expect_all_well();
}

TEST_P(Plug, StoppingEndsInTimeWhenTheFirmwareHangs) {
    connect();
    device_->freeze();
    const auto command = driver_->begin(ring(1, 1));

    EXPECT_TRUE(driver_->stop());

    EXPECT_TRUE(command.has_ended());
    device_->thaw();
}

TEST_P(Plug, FourHandsetsDoNotDisturbEachOther) {
    plug_in(sim::desk_profile(), 4);
    std::vector<std::unique_ptr<driver_side>> all;
    for (std::size_t i = 0; i < 4; ++i) all.push_back(make_driver(i));
    for (const auto& each : all) ASSERT_TRUE(each->wait_for<engine::connected>());

    device_->pull_out(2);
    ASSERT_TRUE(all[2]->wait_for<engine::disconnected>());

    for (std::size_t i = 0; i < 4; ++i) {
        const auto end = all[i]->end_of(ring(1, static_cast<std::uint16_t>(i)));
        if (i == 2) {
            EXPECT_EQ(end.error, engine::errc::not_connected);
            continue;
        }
        EXPECT_EQ(end, engine::outcome{});
        const auto shown =
            device_->look([](const sim::handset& device) { return device.state().ring; }, i);
        EXPECT_EQ(shown.volume, i);
    }
}

INSTANTIATE_TEST_SUITE_P(Over, Plug, testing::ValuesIn(wanted_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
