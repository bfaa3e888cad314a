#include "tests/support/step_script.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::test;
using namespace std::chrono_literals;
using engine::errc;
using protocol::lamp_mode;
using protocol::opcode;
using protocol::status;

namespace {

const boost::system::error_code success;

protocol::lamp_setting lamp(std::uint8_t number, lamp_mode mode) {
    return {number, mode};
}

step_script connected() {
    step_script script;
    script.connect();
    return script;
}

/// As written, and failing in every way at every write.
void check_all(const step_script& script) {
    EXPECT_EQ(script.check(), "");
    EXPECT_EQ(script.check_every_failure(), "");
}

}  // namespace

TEST(SessionScript, ConnectsAndStops) {
    check_all(connected().stop());
}

TEST(SessionScript, EndsACommandWithTheDevicesAnswer) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::steady))
                  .expect_write(opcode::lamp, "0104")
                  .expect_open(1)
                  .reply()
                  .expect_end(1, success));
}

TEST(SessionScript, WritesAgainOnSilenceThenTimesOutAndLooksWhatHappened) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::steady))
                  .expect_write(opcode::lamp)
                  .silence(500ms)
                  .expect_write(opcode::lamp, "0104")
                  .again()
                  .silence(500ms)
                  .expect_write(opcode::lamp)
                  .again()
                  .silence(499ms)
                  .expect_open(1)
                  .silence(1ms)
                  .expect_end(1, errc::timed_out)
                  .expect_write(opcode::cancel)
                  .reply()
                  .expect_write(opcode::ping)
                  .reply()
                  .expect_write(opcode::get_state)
                  .reply());
}

TEST(SessionScript, AsksAgainWithANewNumberWhenTheDeviceIsBusy) {
    check_all(connected()
                  .submit(lamp(0, lamp_mode::flash))
                  .expect_write(opcode::lamp)
                  .reply(status::busy, "1400")
                  .silence(19ms)
                  .expect_nothing_written()
                  .silence(1ms)
                  .expect_write(opcode::lamp, "0010")
                  .anew()
                  .reply()
                  .expect_end(1, success));
}

TEST(SessionScript, WaitsAsLongAsTheDeviceSaysPending) {
    check_all(connected()
                  .submit(protocol::display_setting{0, 0, u"Hi"})
                  .expect_write(opcode::display)
                  .reply(status::pending, "E803")
                  .silence(900ms)
                  .expect_nothing_written()
                  .reply(status::pending, "E803")
                  .silence(900ms)
                  .expect_nothing_written()
                  .reply()
                  .expect_end(1, success));
}

TEST(SessionScript, SendsAgainWhatTheDeviceDidNotGetWhole) {
    check_all(connected()
                  .submit(protocol::display_setting{0, 0, u"Hi"})
                  .expect_write(opcode::display)
                  .reply(status::bad_part, "0000")
                  .expect_write(opcode::display)
                  .again()
                  .reply()
                  .expect_end(1, success)
                  .expect_write(opcode::get_state)
                  .reply());
}

TEST(SessionScript, LooksWhatHappenedWhenTheDeviceNeverGotItWhole) {
    check_all(connected()
                  .submit(protocol::display_setting{0, 0, u"Hi"})
                  .expect_write(opcode::display)
                  .reply(status::bad_part, "0000")
                  .expect_write(opcode::display)
                  .again()
                  .reply(status::bad_part, "0000")
                  .expect_write(opcode::display)
                  .again()
                  .reply(status::bad_part, "0000")
                  .expect_end(1, engine::refusal(status::bad_part))
                  .expect_write(opcode::get_state)
                  .reply()
                  .expect_write(opcode::cancel)
                  .reply()
                  .expect_write(opcode::get_state)
                  .reply());
}

TEST(SessionScript, DropsTheSecondAnswer) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::wink))
                  .expect_write(opcode::lamp)
                  .reply()
                  .reply_again()
                  .expect_end(1, success)
                  .expect("it is counted", [](const engine_shell& shell) {
                      return shell.machine().table().late_answers() == 1;
                  }));
}

TEST(SessionScript, LetsNoControlWaitForAnother) {
    check_all(connected()
                  .submit(protocol::display_setting{0, 0, u"slow"})
                  .submit(lamp(0, lamp_mode::steady))
                  .submit(lamp(1, lamp_mode::steady))
                  .expect_write(opcode::display)
                  .expect_write(opcode::lamp, "0004")
                  .expect_write(opcode::lamp, "0104")
                  .reply()
                  .expect_end(3, success)
                  .reply_to(1)
                  .expect_end(2, success)
                  .expect_open(1)
                  .reply_to(2)
                  .expect_end(1, success));
}

TEST(SessionScript, KeepsTheOrderOfOneControl) {
    check_all(connected()
                  .submit(lamp(0, lamp_mode::steady))
                  .submit(lamp(0, lamp_mode::off))
                  .expect_write(opcode::lamp, "0004")
                  .expect_nothing_written()
                  .reply()
                  .expect_end(1, success)
                  .expect_open(2)
                  .expect_write(opcode::lamp, "0002")
                  .reply()
                  .expect_end(2, success));
}

TEST(SessionScript, HasAtMostEightOutstanding) {
    auto script = connected();
    script.submit(engine::vendor_request{{1}});
    for (std::uint8_t i = 0; i < 3; ++i) {
        const auto device = static_cast<std::uint8_t>(1U << i);
        script.submit(protocol::volume_setting{{device, 7}});
        script.submit(protocol::gain_setting{{device, 7}});
    }
    script.submit(protocol::ring_setting{1, 2});
    script.submit(lamp(0, lamp_mode::steady)).submit(lamp(1, lamp_mode::steady));
    script.expect_write(opcode::vendor);
    for (int i = 0; i < 3; ++i) script.expect_write(opcode::volume).expect_write(opcode::gain);
    script.expect_write(opcode::ring).expect_nothing_written();
    script.reply().expect_write(opcode::batch, "1002000410020104").reply();
    script.expect_end(9, success).expect_end(10, success).obliging();
    check_all(script.silence(5s));
}

TEST(SessionScript, ReportsARefusalToTheOneThatAsked) {
    check_all(connected()
                  .submit(protocol::ring_setting{9, 0})
                  .expect_write(opcode::ring)
                  .reply(status::bad_parameter, "00")
                  .expect_end(1, engine::refusal(status::bad_parameter)));
}

TEST(SessionScript, CarriesAVendorRequestThereAndBack) {
    check_all(connected()
                  .submit(engine::vendor_request{{0xCA, 0xFE}})
                  .expect_write(opcode::vendor, "CAFE")
                  .reply()
                  .expect_end(1, success)
                  .expect("its answer is passed on", [](const engine_shell& shell) {
                      return shell.end_of(1)->data == protocol::byte_vector{0xCA, 0xFE};
                  }));
}

TEST(SessionScript, ReplacesADataArea) {
    check_all(connected()
                  .submit(engine::download{0, protocol::byte_vector(200, 7)})
                  .expect_write(opcode::dl_begin)
                  .reply()
                  .expect_write(opcode::dl_data)
                  .reply()
                  .expect_write(opcode::dl_data)
                  .reply()
                  .expect_open(1)
                  .expect_write(opcode::dl_end)
                  .reply()
                  .expect_end(1, success));
}

TEST(SessionScript, BringsTheHandsetBackAfterItWasPulledOut) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::steady))
                  .expect_write(opcode::lamp)
                  .reply()
                  .submit(lamp(0, lamp_mode::wink))
                  .expect_write(opcode::lamp)
                  .pull_out()
                  .expect_end(2, errc::link_lost)
                  .on_device([](canned_device& d) { d.state.pairs[1].lamp = lamp_mode::off; })
                  .obliging()
                  .silence(100ms)
                  .come_back()
                  .expect("it is set again", [](const engine_shell& shell) {
                      return shell.machine().is_connected() &&
                             shell.machine().current().state().pairs[1].lamp == lamp_mode::steady;
                  }));
}

TEST(SessionScript, RepeatsASettingInTheNextSession) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::steady))
                  .submit(engine::vendor_request{{5}})
                  .expect_write(opcode::lamp)
                  .expect_write(opcode::vendor)
                  .obliging()
                  .device_restarts()
                  .expect_end(2, errc::session_lost)
                  .expect_end(1, success));
}

TEST(SessionScript, TellsWhatHappensAtTheHandset) {
    check_all(connected()
                  .event(protocol::button_event{0, protocol::button_state::down, 5})
                  .event(protocol::button_event{0, protocol::button_state::up, 6})
                  .expect("down and up",
                          [](const engine_shell& shell) {
                              return shell.events_of<protocol::button_event>().size() == 2;
                          })
                  .obliging()
                  .silence(3s));
}

TEST(SessionScript, CancelsEverythingAtOnce) {
    check_all(connected()
                  .submit(lamp(1, lamp_mode::steady))
                  .submit(lamp(1, lamp_mode::off))
                  .submit(engine::download{0, {1, 2, 3}})
                  .expect_write(opcode::lamp)
                  .expect_write(opcode::dl_begin)
                  .cancel_all()
                  .expect_end(1, errc::cancelled)
                  .expect_end(2, errc::cancelled)
                  .expect_end(3, errc::cancelled)
                  .reply()
                  .expect_write(opcode::cancel)
                  .expect_write(opcode::dl_abort)
                  .reply_to(1)
                  .expect_write(opcode::get_state)
                  .reply()
                  .reply_to(1)
                  .expect_write(opcode::ul_read)
                  .reply());
}
