#include "tsp/ui/status_text.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp::ui {
namespace {

handset_status desk_phone() {
    handset_status status;
    status.line = {1, 3, true, "sim:127.0.0.1:7310", "Desk Phone 1", ""};
    status.info = "Offhook Desk Phone, firmware 1.0";
    status.hook = {1, 8, 0};
    status.ring_modes = 4;
    status.lamps_lit = 2;
    status.columns = 5;
    status.display = "Hello     you  ";
    return status;
}

TEST(StatusText, TellsEverythingOfAConnectedHandset) {
    EXPECT_EQ(text_of(desk_phone()),
              "State: connected\r\n"
              "Device: Offhook Desk Phone, firmware 1.0\r\n"
              "Address: sim:127.0.0.1:7310\r\n"
              "Phone ID: 3\r\n"
              "Hook: handset on hook; speaker off hook\r\n"
              "Ring: silent\r\n"
              "Display: Hello / you\r\n"
              "Lamps lit: 2, keys held: 0");
}

TEST(StatusText, TellsOfAMissingHandsetOnlyWhatIsKnown) {
    auto status = desk_phone();
    status.line.connected = false;
    status.line.problem = "connection refused";
    status.line.device = no_device;
    status.info.clear();
    EXPECT_EQ(text_of(status),
              "State: not connected, connection refused\r\nAddress: sim:127.0.0.1:7310");
}

TEST(StatusText, TellsMelodyAndVolume) {
    auto status = desk_phone();
    status.ring_mode = 2;
    status.ring_volume = 0x8000;
    EXPECT_NE(text_of(status).find("Ring: melody 2, volume 50 %"), std::string::npos);
}

TEST(StatusText, AnEmptyDisplayIsBlank) {
    auto status = desk_phone();
    status.display = "               ";
    EXPECT_NE(text_of(status).find("Display: blank"), std::string::npos);
}

TEST(StatusText, FollowsTheTrial) {
    auto status = desk_phone();
    EXPECT_EQ(trial_text(status), "");
    EXPECT_TRUE(can_ring(status));
    status.ring_trial = trial::under_way;
    EXPECT_EQ(trial_text(status), "Ringing...");
    EXPECT_FALSE(can_ring(status));
    status.ring_trial = trial::succeeded;
    EXPECT_EQ(trial_text(status), "It rang.");
    EXPECT_TRUE(can_ring(status));
    status.ring_trial = trial::failed;
    status.trial_problem = "timed out";
    EXPECT_EQ(trial_text(status), "It did not ring: timed out");
}

TEST(StatusText, ASilentAMissingAndARingingHandsetCannotBeTried) {
    auto status = desk_phone();
    status.ring_modes = 0;
    EXPECT_FALSE(can_ring(status));
    status = desk_phone();
    status.line.connected = false;
    EXPECT_FALSE(can_ring(status));
    status = desk_phone();
    status.ring_mode = 1;
    EXPECT_FALSE(can_ring(status));
}

TEST(StatusText, SaysWhatTheServicesEnvironmentDecides) {
    overview service{true, 3, 0, "C:\\o.yaml"};
    EXPECT_EQ(override_text(service, "C:\\o.yaml"), "");
    EXPECT_EQ(override_text(service, "D:\\o.yaml"),
              "The telephony service reads another file: C:\\o.yaml");
    service.overrides = 2 | 4;
    EXPECT_EQ(override_text(service, "C:\\o.yaml"),
              "In the environment of the telephony service OFFHOOK_DEVICES, OFFHOOK_LOG replaces "
              "what is set here.");
}

}  // namespace
}  // namespace offhook::tsp::ui
