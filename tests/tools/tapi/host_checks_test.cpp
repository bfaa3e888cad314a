#include <array>

#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class HostChecks : public host_fixture {};

/// A call and what the host must answer without asking the provider.
struct refused_call {
    const char* name;
    std::function<LONG(tapi_host&, HPHONE)> call;
    DWORD expected;
};

void expect_all_refused(tapi_host& host,
                        HPHONE phone,
                        fake::controls& provider,
                        const std::vector<refused_call>& rows) {
    const std::size_t calls_before = provider.calls().size();
    for (const refused_call& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(each.call(host, phone), to_result(each.expected));
    }
    EXPECT_EQ(provider.calls().size(), calls_before);
}

PHONEBUTTONINFO button_info(DWORD total_size) {
    PHONEBUTTONINFO info{};
    info.dwTotalSize = total_size;
    return info;
}

// MS-TRP 3.1.4: the eight set functions need an owner's handle.
TEST_F(HostChecks, LetsOnlyTheOwnerSetAnything) {
    start();
    const HPHONE monitor = open_monitor();
    static PHONEBUTTONINFO info = button_info(sizeof(PHONEBUTTONINFO));
    const std::vector<refused_call> rows = {
        {"SetButtonInfo",
         [](auto& h, auto p) { return h.phone_set_button_info(p, 0, &info); },
         PHONEERR_NOTOWNER},
        {"SetData",
         [](auto& h, auto p) { return h.phone_set_data(p, 0, &info, 1); },
         PHONEERR_NOTOWNER},
        {"SetDisplay",
         [](auto& h, auto p) { return h.phone_set_display(p, 0, 0, u"x"); },
         PHONEERR_NOTOWNER},
        {"SetGain", [](auto& h, auto p) { return h.phone_set_gain(p, 1, 0); }, PHONEERR_NOTOWNER},
        {"SetHookSwitch",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 1, 1); },
         PHONEERR_NOTOWNER},
        {"SetLamp", [](auto& h, auto p) { return h.phone_set_lamp(p, 0, 2); }, PHONEERR_NOTOWNER},
        {"SetRing", [](auto& h, auto p) { return h.phone_set_ring(p, 0, 0); }, PHONEERR_NOTOWNER},
        {"SetVolume",
         [](auto& h, auto p) { return h.phone_set_volume(p, 1, 0); },
         PHONEERR_NOTOWNER},
    };

    expect_all_refused(*host_, monitor, fake_, rows);
}

TEST_F(HostChecks, LetsAMonitorDoEverythingElse) {
    start();
    const HPHONE monitor = open_monitor();
    DWORD value = 0;
    std::byte block{};

    EXPECT_GT(host_->phone_dev_specific(monitor, &block, 1), 0);
    EXPECT_EQ(host_->phone_get_lamp(monitor, 0, &value), 0);
    EXPECT_EQ(host_->phone_set_status_messages(monitor, all_status_masks), 0);
}

TEST_F(HostChecks, RefusesWhatTheProviderNeedNotSee) {
    start();
    const HPHONE owner = open_owner();
    static DWORD value = 0;
    static PHONEBUTTONINFO small = button_info(39);
    const std::vector<refused_call> rows = {
        {"GetGain of no device",
         [](auto& h, auto p) { return h.phone_get_gain(p, 0, &value); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"GetGain of two",
         [](auto& h, auto p) { return h.phone_get_gain(p, 3, &value); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"GetVolume unknown",
         [](auto& h, auto p) { return h.phone_get_volume(p, 8, &value); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"SetGain of two",
         [](auto& h, auto p) { return h.phone_set_gain(p, 5, 1); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"SetVolume of none",
         [](auto& h, auto p) { return h.phone_set_volume(p, 0, 1); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"SetHookSwitch none",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 0, 1); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"SetHookSwitch unknown",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 9, 1); },
         PHONEERR_INVALHOOKSWITCHDEV},
        {"SetHookSwitch no mode",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 1, 0); },
         PHONEERR_INVALHOOKSWITCHMODE},
        {"SetHookSwitch two modes",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 1, 6); },
         PHONEERR_INVALHOOKSWITCHMODE},
        {"SetHookSwitch unknown mode",
         [](auto& h, auto p) { return h.phone_set_hook_switch(p, 1, 0x20); },
         PHONEERR_INVALHOOKSWITCHMODE},
        {"SetLamp no mode",
         [](auto& h, auto p) { return h.phone_set_lamp(p, 0, 0); },
         PHONEERR_INVALLAMPMODE},
        {"SetLamp two modes",
         [](auto& h, auto p) { return h.phone_set_lamp(p, 0, 6); },
         PHONEERR_INVALLAMPMODE},
        {"SetLamp unknown",
         [](auto& h, auto p) { return h.phone_set_lamp(p, 0, 0x100); },
         PHONEERR_INVALLAMPMODE},
        {"masks: state",
         [](auto& h, auto p) { return h.phone_set_status_messages(p, {1U << 24U}); },
         PHONEERR_INVALPHONESTATE},
        {"masks: mode",
         [](auto& h, auto p) {
             return h.phone_set_status_messages(p, {0, 0x40, 1});
         },
         PHONEERR_INVALBUTTONMODE},
        {"masks: button state",
         [](auto& h, auto p) {
             return h.phone_set_status_messages(p, {0, 8, 0x10});
         },
         PHONEERR_INVALBUTTONSTATE},
        {"masks: modes without states",
         [](auto& h, auto p) {
             return h.phone_set_status_messages(p, {0, 8, 0});
         },
         PHONEERR_INVALBUTTONSTATE},
        {"SetButtonInfo too small",
         [](auto& h, auto p) { return h.phone_set_button_info(p, 0, &small); },
         PHONEERR_STRUCTURETOOSMALL},
        {"GetButtonInfo too small",
         [](auto& h, auto p) { return h.phone_get_button_info(p, 0, &small); },
         PHONEERR_STRUCTURETOOSMALL},
    };

    expect_all_refused(*host_, owner, fake_, rows);
}

TEST_F(HostChecks, RefusesNullPointers) {
    start();
    const HPHONE owner = open_owner();
    static DWORD value = 0;
    const std::vector<refused_call> rows = {
        {"GetGain",
         [](auto& h, auto p) { return h.phone_get_gain(p, 1, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetVolume",
         [](auto& h, auto p) { return h.phone_get_volume(p, 1, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetLamp",
         [](auto& h, auto p) { return h.phone_get_lamp(p, 0, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetRing mode",
         [](auto& h, auto p) { return h.phone_get_ring(p, nullptr, &value); },
         PHONEERR_INVALPOINTER},
        {"GetRing volume",
         [](auto& h, auto p) { return h.phone_get_ring(p, &value, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetHookSwitch",
         [](auto& h, auto p) { return h.phone_get_hook_switch(p, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetStatus",
         [](auto& h, auto p) { return h.phone_get_status(p, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetDisplay",
         [](auto& h, auto p) { return h.phone_get_display(p, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetButtonInfo",
         [](auto& h, auto p) { return h.phone_get_button_info(p, 0, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetData",
         [](auto& h, auto p) { return h.phone_get_data(p, 0, nullptr, 1); },
         PHONEERR_INVALPOINTER},
        {"SetData",
         [](auto& h, auto p) { return h.phone_set_data(p, 0, nullptr, 1); },
         PHONEERR_INVALPOINTER},
        {"DevSpecific",
         [](auto& h, auto p) { return h.phone_dev_specific(p, nullptr, 1); },
         PHONEERR_INVALPOINTER},
        {"GetID",
         [](auto& h, auto p) { return h.phone_get_id(p, nullptr, nullptr); },
         PHONEERR_INVALPOINTER},
        {"SetButtonInfo",
         [](auto& h, auto p) { return h.phone_set_button_info(p, 0, nullptr); },
         PHONEERR_INVALPOINTER},
        {"GetStatusMessages",
         [](auto& h, auto p) { return h.phone_get_status_messages(p, nullptr); },
         PHONEERR_INVALPOINTER},
    };

    expect_all_refused(*host_, owner, fake_, rows);
    EXPECT_EQ(host_->phone_get_data(owner, 0, nullptr, 0), 0);  // nothing to copy
}

TEST_F(HostChecks, KnowsItsHandles) {
    start();
    const HPHONE phone = open_owner();
    HPHONEAPP app = 0;
    HPHONE opened = 0;
    DWORD value = 0;

    EXPECT_EQ(host_->phone_get_lamp(phone + 1, 0, &value), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(host_->phone_get_lamp(app_, 0, &value), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(host_->phone_close(phone + 1), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(host_->phone_open(phone, 0, {}, &opened), error(PHONEERR_INVALAPPHANDLE));
    EXPECT_EQ(host_->phone_shutdown(phone), error(PHONEERR_INVALAPPHANDLE));
    EXPECT_EQ(host_->phone_open(app_, 1, {}, &opened), error(PHONEERR_BADDEVICEID));
    EXPECT_EQ(host_->phone_open(app_, 0, {}, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(host_->phone_initialize({}, nullptr, &value), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(host_->phone_initialize({.api_version = 5}, &app, &value),
              error(PHONEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(host_->phone_close(phone), 0);
    EXPECT_EQ(host_->phone_close(phone), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(host_->phone_shutdown(app_), 0);
    EXPECT_EQ(host_->phone_get_lamp(phone, 0, &value), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(host_->phone_open(app_, 0, {}, &opened), error(PHONEERR_UNINITIALIZED));
    message news;  // the list of TAPI: phoneGetMessage has no UNINITIALIZED
    EXPECT_EQ(host_->phone_get_message(app_, &news, 0), error(PHONEERR_INVALAPPHANDLE));
}

TEST_F(HostChecks, AsksForExactlyOnePrivilege) {
    start();
    HPHONE phone = 0;
    for (const DWORD privilege : {0U, 3U, 4U}) {
        SCOPED_TRACE(privilege);
        EXPECT_EQ(host_->phone_open(app_, 0, {.privilege = privilege}, &phone),
                  error(PHONEERR_INVALPRIVILEGE));
    }
}

TEST_F(HostChecks, OpensInAVersionThatWasNegotiated) {
    fake_.set().highest_version = tspi::version_2_2;
    start();
    HPHONE phone = 0;
    for (const DWORD version :
         {DWORD{tspi::version_3_0}, DWORD{0}, DWORD{0x00020003}, DWORD{0x00010002}}) {
        SCOPED_TRACE(version);
        EXPECT_EQ(host_->phone_open(app_, 0, {.api_version = version}, &phone),
                  error(PHONEERR_INCOMPATIBLEAPIVERSION));
    }
    EXPECT_EQ(host_->phone_open(app_, 0, {.api_version = tspi::version_1_4}, &phone), 0);
}

// TAPI: phoneNegotiateAPIVersion
TEST_F(HostChecks, NegotiatesTheHighestVersionThatAllKnow) {
    fake_.set().highest_version = tspi::version_2_2;
    start();
    DWORD version = 0;
    PHONEEXTENSIONID extension{};
    struct row {
        DWORD low, high, expected;
    };
    for (const row& each : {row{0x00010003, 0x00030001, 0x00020002},
                            row{0x00010003, 0x00020001, 0x00020001},
                            row{0x00010000, 0x0001FFFF, 0x00010004}}) {
        SCOPED_TRACE(each.high);
        EXPECT_EQ(host_->phone_negotiate_api_version(
                      app_, 0, {each.low, each.high}, &version, &extension),
                  0);
        EXPECT_EQ(version, each.expected);
        EXPECT_EQ(extension.dwExtensionID0, 0xE0U);
    }
    for (const version_range bad : {version_range{tspi::version_3_0, tspi::version_3_1},
                                    version_range{tspi::version_2_0, tspi::version_1_4},
                                    version_range{0x00020003, 0x00020009}}) {
        EXPECT_EQ(host_->phone_negotiate_api_version(app_, 0, bad, &version),
                  error(PHONEERR_INCOMPATIBLEAPIVERSION));
    }
}

// TAPI: phoneSetVolume, phoneSetRing: out of range is no error.
TEST_F(HostChecks, ClampsLevels) {
    start();
    const HPHONE owner = open_owner();

    EXPECT_GT(host_->phone_set_gain(owner, 1, 0x10000), 0);
    EXPECT_EQ(fake_.last_operation().numbers, (std::vector<DWORD>{1, 0xFFFF}));
    EXPECT_GT(host_->phone_set_volume(owner, 2, 0xFFFFFFFF), 0);
    EXPECT_EQ(fake_.last_operation().numbers, (std::vector<DWORD>{2, 0xFFFF}));
    EXPECT_GT(host_->phone_set_ring(owner, 70000, 70000), 0);
    EXPECT_EQ(fake_.last_operation().numbers, (std::vector<DWORD>{70000, 0xFFFF}));
    EXPECT_GT(host_->phone_set_volume(owner, 2, 0xFFFF), 0);
    EXPECT_EQ(fake_.last_operation().numbers, (std::vector<DWORD>{2, 0xFFFF}));
}

// tspi-phone.md §6.4: ranges that only the provider knows.
TEST_F(HostChecks, LeavesRangesToTheProvider) {
    start();
    const HPHONE owner = open_owner();

    EXPECT_GT(host_->phone_set_lamp(owner, 9999, PHONELAMPMODE_DUMMY), 0);
    EXPECT_GT(host_->phone_set_lamp(owner, 0, 0x10000), 0);  // device specific
    EXPECT_GT(host_->phone_set_display(owner, 99, 99, u""), 0);
    EXPECT_GT(host_->phone_set_hook_switch(owner, 7, PHONEHOOKSWITCHMODE_UNKNOWN), 0);
    EXPECT_GT(host_->phone_set_ring(owner, 0xFFFFFFFF, 0), 0);
}

TEST_F(HostChecks, GivesBackWhatTheProviderAnswers) {
    start();
    const HPHONE phone = open_monitor();
    DWORD first = 0;
    DWORD second = 0;
    std::array<std::byte, 3> data{};

    EXPECT_EQ(host_->phone_get_gain(phone, 1, &first), 0);
    EXPECT_EQ(first, 100U);
    EXPECT_EQ(host_->phone_get_volume(phone, 1, &first), 0);
    EXPECT_EQ(first, 200U);
    EXPECT_EQ(host_->phone_get_hook_switch(phone, &first), 0);
    EXPECT_EQ(first, PHONEHOOKSWITCHDEV_SPEAKER);
    EXPECT_EQ(host_->phone_get_lamp(phone, 4, &first), 0);
    EXPECT_EQ(first, PHONELAMPMODE_STEADY);
    EXPECT_EQ(host_->phone_get_ring(phone, &first, &second), 0);
    EXPECT_EQ(std::pair(first, second), (std::pair<DWORD, DWORD>(2, 300)));
    EXPECT_EQ(host_->phone_get_data(phone, 1, data.data(), 3), 0);
    EXPECT_EQ(data[2], std::byte{0x5A});
    fake_.set().query_result = error(PHONEERR_INVALBUTTONLAMPID);
    EXPECT_EQ(host_->phone_get_lamp(phone, 4, &first), error(PHONEERR_INVALBUTTONLAMPID));
    fake_.set().query_result = 1;  // a synchronous function has no such result
    EXPECT_EQ(host_->phone_get_lamp(phone, 4, &first), error(PHONEERR_OPERATIONFAILED));
}

}  // namespace
}  // namespace offhook::tapi
