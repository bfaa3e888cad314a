#include "driver/engine/error.hpp"
#include "tests/conformance/suite.hpp"

// What can go wrong on a USB below the reports, and what the driver makes of it: whoever asked for
// something is never held up (the test goes on while the system's call is stuck), the request ends
// within the driver's own limits, and the handset is used again when it is well.
namespace offhook::conformance {
namespace {

using output = sim::usb_trouble::output;
using request = sim::usb_trouble::request;

class Trouble : public Suite {
protected:
    /// With the trouble, a command ends with an error; without it the driver works again.
    void expect_a_failure_and_recovery(const sim::usb_trouble& trouble) {
        connect();
        device_->set_trouble(trouble);

        const auto command = driver_->begin(ring(2, 100));
        EXPECT_EQ(driver_->handset().picture().state().ring.volume, 0);  // asked meanwhile

        EXPECT_TRUE(command.result().error);
        device_->set_trouble({});
        expect_recovery();
    }

    /// Cuts input reports until one was a request's answer: others may come in between.
    void expect_a_repetition(const sim::usb_trouble& trouble) {
        for (int i = 0; i < 10 && driver_->handset().counters().repetitions == 0; ++i) {
            device_->set_trouble(trouble);
            const auto end = driver_->end_of(engine::vendor_request{some_bytes(16)});
            EXPECT_FALSE(end.error) << end.error.message();
        }
        EXPECT_GE(driver_->handset().counters().repetitions, 1U);
        EXPECT_TRUE(driver_->handset().is_connected());
    }

    void expect_recovery() {
        ASSERT_TRUE(driver_->wait_for<engine::connected>())
            << driver_->handset().last_error().message();
        EXPECT_EQ(driver_->end_of(ring(3, 300)), engine::outcome{});
        expect_agreement();
    }
};

// Not for the stand-ins: what Windows makes of a short report has not been seen.
using CutShort = Trouble;

// hidraw holds the write for 5 s, libusb for 1 s (measured), so does hidapi on Windows; the driver
// gives up by itself.
TEST_P(Trouble, AReportThatTheDeviceNeverTakesEndsInTime) {
    expect_a_failure_and_recovery({.on_output = output::hold});
}

TEST_P(Trouble, AReportThatTheDeviceRefusesEndsTheConnection) {
    expect_a_failure_and_recovery({.on_output = output::stall});
}

TEST_P(Trouble, ADeviceThatIsSilentIsGivenUp) {
    expect_a_failure_and_recovery({.silent = true});
}

TEST_P(Trouble, ADeviceThatDiesOnAWriteIsMissed) {
    connect();
    device_->set_trouble({.on_output = output::unplug});

    EXPECT_TRUE(driver_->end_of(ring(2, 100)).error);

    ASSERT_TRUE(driver_->wait_for<engine::disconnected>());
    device_->set_trouble({});
    device_->pull_out();
    device_->plug_in();
    expect_recovery();
}

// The kernel drops a short report, libusb hands it over; either way it is no answer, and the
// request is repeated.
TEST_P(CutShort, AnAnswerThatIsCutShortIsAskedForAgain) {
    connect();
    expect_a_repetition({.cut_next_input = 5});
}

// libusb shows it as a read that ran out of time; it must not count as a lost device.
TEST_P(CutShort, AnAnswerOfNoBytesIsAskedForAgain) {
    connect();
    expect_a_repetition({.cut_next_input = 0});
}

TEST_P(Trouble, AnIdentityThatTheDeviceRefusesIsSaidAndTriedAgain) {
    plug_in();
    device_->set_trouble({.on_get_report = request::stall});
    driver_ = make_driver();

    ASSERT_TRUE(driver_->wait_for_last_error());
    EXPECT_EQ(driver_->end_of(ring(1, 1)).error, engine::errc::not_connected);

    device_->set_trouble({});
    expect_recovery();
}

TEST_P(Trouble, AnIdentityThatNeverComesHoldsNobodyUp) {
    plug_in();
    device_->set_trouble({.on_get_report = request::hold});
    driver_ = make_driver();
    EXPECT_EQ(driver_->end_of(ring(1, 1)).error, engine::errc::not_connected);

    ASSERT_TRUE(driver_->wait_for_last_error());
    device_->set_trouble({});
    expect_recovery();
}

TEST_P(Trouble, StoppingDoesNotWaitForAWriteThatIsHeld) {
    connect();
    device_->set_trouble({.on_output = output::hold});
    const auto command = driver_->begin(ring(2, 100));

    EXPECT_TRUE(driver_->stop());

    EXPECT_TRUE(command.result().error);
    driver_.reset();  // waits for the thread that the system holds: at most 6 s
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Trouble);
INSTANTIATE_TEST_SUITE_P(Over, Trouble, testing::ValuesIn(wanted_trouble_paths()), test_name);

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CutShort);
INSTANTIATE_TEST_SUITE_P(Over, CutShort, testing::ValuesIn(wanted_usb_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
