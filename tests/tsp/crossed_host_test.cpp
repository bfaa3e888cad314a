#include "tests/tsp/crossed_device.hpp"
#include "tools/tapi/module.hpp"
#include "tools/tapi/tapi_host.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <functional>

// Two handles on one phone, as only a telephony service has them: what becomes of an operation when
// one of the two is closed under it (tspi-phone.md §3.3, §6).

namespace offhook::tests {
namespace {

using namespace std::chrono_literals;
using protocol::opcode;
using tapi::message;
using tapi::tapi_host;

struct hosted_operation {
    const char* name;
    opcode code;
    std::function<LONG(tapi_host&, HPHONE)> begin;
};

LONG set_button_info(tapi_host& host, HPHONE phone) {
    PHONEBUTTONINFO info{};
    info.dwTotalSize = sizeof info;
    info.dwButtonMode = PHONEBUTTONMODE_FEATURE;
    info.dwButtonFunction = PHONEBUTTONFUNCTION_PARK;
    return host.phone_set_button_info(phone, 14, &info);
}

const std::array<hosted_operation, 9>& hosted_operations() {
    static std::uint8_t bytes[4]{1, 2, 3, 4};  // lent until the reply
    static const std::array<hosted_operation, 9> all{{
        {"DevSpecific",
         opcode::vendor,
         [](auto& host, HPHONE phone) { return host.phone_dev_specific(phone, bytes, 4); }},
        {"SetButtonInfo", opcode::set_button, set_button_info},
        {"SetData",
         opcode::dl_begin,
         [](auto& host, HPHONE phone) { return host.phone_set_data(phone, 0, bytes, 4); }},
        {"SetDisplay",
         opcode::display,
         [](auto& host, HPHONE phone) { return host.phone_set_display(phone, 0, 0, u"Hi"); }},
        {"SetGain",
         opcode::gain,
         [](auto& host, HPHONE phone) {
             return host.phone_set_gain(phone, PHONEHOOKSWITCHDEV_SPEAKER, 99);
         }},
        {"SetHookSwitch",
         opcode::hook,
         [](auto& host, HPHONE phone) {
             return host.phone_set_hook_switch(
                 phone, PHONEHOOKSWITCHDEV_SPEAKER, PHONEHOOKSWITCHMODE_MIC);
         }},
        {"SetLamp",
         opcode::lamp,
         [](auto& host, HPHONE phone) {
             return host.phone_set_lamp(phone, 12, PHONELAMPMODE_FLASH);
         }},
        {"SetRing",
         opcode::ring,
         [](auto& host, HPHONE phone) { return host.phone_set_ring(phone, 2, 99); }},
        {"SetVolume",
         opcode::volume,
         [](auto& host, HPHONE phone) {
             return host.phone_set_volume(phone, PHONEHOOKSWITCHDEV_HANDSET, 99);
         }},
    }};
    return all;
}

std::string module_path() {
    const char* bin = std::getenv("OFFHOOK_BIN_DIR");
    if (bin == nullptr) throw std::runtime_error("OFFHOOK_BIN_DIR is not set; run it by ctest");
    setenv("OFFHOOK_DEVICES", "sim:unix:/memory", 1);
    setenv("OFFHOOK_CONFIG", "/dev/null", 1);
    return std::string(bin) + "/crossed.tsp";
}

/// One application with an owner's and a monitor's handle.
class CrossedByTwo : public testing::TestWithParam<hosted_operation> {
protected:
    CrossedByTwo() : path_(module_path()), module_(path_), host({path_}) {
        using entry_point = decltype(&offhook_crossed_device);
        device = reinterpret_cast<entry_point>(module_.symbol("offhook_crossed_device"))();
        device->reset();
        DWORD phones = 0;
        EXPECT_EQ(host.phone_initialize({.name = u"crossed"}, &app, &phones), 0);
        EXPECT_EQ(phones, 1U);
        owner = open(PHONEPRIVILEGE_OWNER);
        monitor = open(PHONEPRIVILEGE_MONITOR);
    }

    HPHONE open(DWORD privilege) {
        HPHONE phone = 0;
        EXPECT_EQ(host.phone_open(app, 0, {.privilege = privilege}, &phone), 0);
        return phone;
    }

    /// The operation of the owner, which the handset does not get.
    LONG begin_held() {
        device->hold({GetParam().code});
        const LONG request = GetParam().begin(host, owner);
        EXPECT_GT(request, 0);
        device->settle();
        EXPECT_TRUE(replies().empty());
        return request;
    }

    /// The replies that have come, oldest first.
    std::vector<message> replies() {
        std::vector<message> all;
        for (message news; host.phone_get_message(app, &news, 0) == 0;) {
            if (news.id == PHONE_REPLY) all.push_back(news);
        }
        return all;
    }

private:
    std::string path_;
    tapi::loaded_module module_;

protected:
    tapi_host host;
    crossed_device* device = nullptr;
    HPHONEAPP app = 0;
    HPHONE owner = 0, monitor = 0;
};

}  // namespace

TEST_P(CrossedByTwo, ItsOwnHandleIsClosedAndTheOtherStays) {
    (void)begin_held();
    EXPECT_EQ(host.phone_close(owner), 0);
    device->hold({});
    device->pass(15s);  // the handset answers a repetition

    EXPECT_TRUE(replies().empty()) << "the reply of a handle that is gone";
    EXPECT_EQ(host.outstanding_requests(), 0U) << "at the provider it has ended all the same";
    EXPECT_EQ(host.phone_close(monitor), 0);
}

TEST_P(CrossedByTwo, TheOtherHandleIsClosedAndItsOwnStays) {
    const LONG request = begin_held();
    EXPECT_EQ(host.phone_close(monitor), 0);
    device->settle();
    EXPECT_TRUE(replies().empty()) << "the phone is still open: nothing is cancelled";
    device->hold({});
    device->pass(15s);

    const auto all = replies();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].parameter1, static_cast<DWORD_PTR>(request));
    EXPECT_EQ(static_cast<LONG>(all[0].parameter2), 0);
    device->pass(40s);
    EXPECT_TRUE(replies().empty());
}

TEST_P(CrossedByTwo, BothAreClosed) {
    (void)begin_held();
    EXPECT_EQ(host.phone_close(owner), 0);
    EXPECT_EQ(host.phone_close(monitor), 0);

    EXPECT_EQ(host.outstanding_requests(), 0U) << "the last handle has closed the phone";
    device->hold({});
    device->pass(40s);
    EXPECT_TRUE(replies().empty());
}

INSTANTIATE_TEST_SUITE_P(Each,
                         CrossedByTwo,
                         testing::ValuesIn(hosted_operations()),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace offhook::tests
