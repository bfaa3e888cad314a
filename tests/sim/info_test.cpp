// What the handset tells of itself: firmware-protocol.md §7.1, §7.2, §7.5.
#include "driver/protocol/info.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

template <class Page>
Page page(bench& desk, const char* payload) {
    desk.ask(opcode::get_info, payload);
    return Page::decode(desk.messages.back().payload).value();
}

TEST(HandsetInfo, OfTheDeskPhoneHasTheDocumentsLimits) {
    bench desk;
    desk.open_session();

    // The bytes of §7.2, page 0: 2 x 24, 4 melodies, 28 pairs, 2 areas, all devices and modes.
    EXPECT_EQ(desk.ask(opcode::get_info, "0000"),
              lines{"GET_INFO OK 000218041C020707070F0F0F000203"});
}

TEST(HandsetInfo, TellsNamesAndSerialNumber) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(page<protocol::info_names>(desk, "0100"),
              (protocol::info_names{"Offhook", "Desk", "1.2.3", "SIM-0000"}));
}

TEST(HandsetInfo, TellsAllButtonsFromTheFirstAskedFor) {
    bench desk;
    desk.open_session();

    const auto from_eleven = page<protocol::info_buttons>(desk, "020B");

    EXPECT_EQ(from_eleven.first, 11);
    ASSERT_EQ(from_eleven.buttons.size(), 17U);
    EXPECT_EQ(from_eleven.buttons[0],
              (protocol::button_info{protocol::button_mode::keypad, 0x01, 0}));
    EXPECT_EQ(from_eleven.buttons[5],  // pair 16: Hold
              (protocol::button_info{protocol::button_mode::feature, 0x7E, 0x04}));
    EXPECT_EQ(page<protocol::info_buttons>(desk, "021C").buttons.size(), 0U);  // behind the last
}

TEST(HandsetInfo, SendsAsManyButtonsAsFitInAMessage) {
    auto panel = sim::desk_profile();
    while (panel.buttons.size() < 76) panel.buttons.push_back(panel.buttons.back());
    panel.max_message = 270;  // exactly the size of its state
    bench desk(panel);
    desk.open_session();

    const auto head = page<protocol::info_buttons>(desk, "0200");
    EXPECT_EQ(head.buttons.size(), 44U);  // (270 - 3) / 6
    const auto rest = page<protocol::info_buttons>(desk, "022C");
    EXPECT_EQ(rest.buttons.size(), 32U);
    desk.ask(opcode::get_state);
    EXPECT_EQ(desk.messages.back().payload.size(), 270U);
}

TEST(HandsetInfo, TellsModeAndFunctionAsTheyWereSetLast) {
    bench desk;
    desk.open_session();
    desk.ask(opcode::set_button, "10 02 1E000000");

    EXPECT_EQ(page<protocol::info_buttons>(desk, "0210").buttons[0],
              (protocol::button_info{protocol::button_mode::call, 0x7E, 0x1E}));
}

TEST(HandsetInfo, TellsItsDataAreas) {
    bench desk;
    desk.open_session();

    const auto areas = page<protocol::info_areas>(desk, "0300");

    ASSERT_EQ(areas.areas.size(), 2U);
    EXPECT_EQ(areas.areas[0], (protocol::area_info{65536, 3}));
    EXPECT_EQ(areas.areas[1], (protocol::area_info{256, 2}));
}

TEST(HandsetInfo, TellsEachLabel) {
    bench desk;
    desk.open_session();

    EXPECT_EQ(desk.ask(opcode::get_button, "10"),
              lines{"GET_BUTTON OK 10040400000048006F006C006400"});  // Hold
    EXPECT_EQ(desk.ask(opcode::get_button, "0B"), lines{"GET_BUTTON OK 0B08000000002300"});
}

TEST(HandsetInfo, HasACapabilityForEachThingThatItHas) {
    struct row {
        const char* name;
        std::uint32_t bits;
        void (*lose)(sim::profile&);
    };
    for (const auto& [name, bits, lose] :
         {row{"display", 0x7FE, [](auto& p) { p.rows = 0; }},
          row{"lamps",
              0x7FD,
              [](auto& p) {
                  for (auto& b : p.buttons) b.info.lamp_modes = 1;
              }},
          row{"ring", 0x7FB, [](auto& p) { p.ring_modes = 0; }},
          row{"hook",
              0x7F7,
              [](auto& p) {
                  for (auto& h : p.hooks) h.modes = 0;
              }},
          row{"volume",
              0x7EF,
              [](auto& p) {
                  for (auto& h : p.hooks) h.volume = false;
              }},
          row{"gain",
              0x7DF,
              [](auto& p) {
                  for (auto& h : p.hooks) h.gain = false;
              }},
          row{"button information", 0x7BF, [](auto& p) { p.button_info = false; }},
          row{"downloads", 0x77F, [](auto& p) { p.areas[0].info.flags = 2; }},
          row{"uploads",
              0x6FF,
              [](auto& p) {
                  for (auto& a : p.areas) a.info.flags &= 1;
              }},
          row{"vendor requests", 0x5FF, [](auto& p) { p.vendor_max = 0; }},
          row{"batch", 0x3FF, [](auto& p) { p.batch = false; }}}) {
        SCOPED_TRACE(name);
        auto profile = sim::desk_profile();
        lose(profile);
        EXPECT_EQ(sim::capabilities_of(profile), bits);
    }
    EXPECT_EQ(sim::capabilities_of(sim::desk_profile()), 0x7FFU);
}

}  // namespace
}  // namespace offhook::test
