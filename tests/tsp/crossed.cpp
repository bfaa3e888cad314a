#include "tests/tsp/crossed.hpp"

#include <algorithm>

namespace offhook::tests {
namespace {

using protocol::opcode;

constexpr LONG wrong_state = static_cast<LONG>(PHONEERR_INVALPHONESTATE);
constexpr LONG plain = static_cast<LONG>(PHONEERR_OPERATIONFAILED);

LONG set_button_info(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    struct {
        PHONEBUTTONINFO info{};
        char16_t text[2]{u'H', u'i'};
    } block;
    block.info.dwTotalSize = sizeof block;
    block.info.dwButtonMode = PHONEBUTTONMODE_FEATURE;
    block.info.dwButtonFunction = PHONEBUTTONFUNCTION_PARK;
    block.info.dwButtonTextOffset = sizeof block.info;
    block.info.dwButtonTextSize = sizeof block.text;
    return OFFHOOK_TSPI(tsp, phoneSetButtonInfo)(id, phone, 14, &block.info);
}

LONG dev_specific(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    // The buffer is lent until the completion.
    static std::uint8_t bytes[4]{1, 2, 3, 4};
    return OFFHOOK_TSPI(tsp, phoneDevSpecific)(id, phone, bytes, sizeof bytes);
}

LONG set_data(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    std::uint8_t bytes[300]{7};
    return OFFHOOK_TSPI(tsp, phoneSetData)(id, phone, 0, bytes, sizeof bytes);
}

LONG set_display(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetDisplay)(id, phone, 0, 0, u"Hi", 4);
}

LONG set_gain(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetGain)(id, phone, PHONEHOOKSWITCHDEV_SPEAKER, 99);
}

LONG set_hook_switch(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetHookSwitch)(
        id, phone, PHONEHOOKSWITCHDEV_SPEAKER, PHONEHOOKSWITCHMODE_MIC);
}

LONG set_lamp(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetLamp)(id, phone, 12, PHONELAMPMODE_FLASH);
}

LONG set_ring(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetRing)(id, phone, 2, 99);
}

LONG set_volume(const tsp_module& tsp, DRV_REQUESTID id, HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneSetVolume)(id, phone, PHONEHOOKSWITCHDEV_HANDSET, 99);
}

}  // namespace

const std::array<crossed_operation, 9>& crossed_operations() {
    static constexpr std::array<crossed_operation, 9> all{{
        {"DevSpecific", opcode::vendor, false, plain, dev_specific},
        {"SetButtonInfo", opcode::set_button, true, plain, set_button_info},
        {"SetData", opcode::dl_begin, false, wrong_state, set_data},
        {"SetDisplay", opcode::display, true, wrong_state, set_display},
        {"SetGain", opcode::gain, true, wrong_state, set_gain},
        {"SetHookSwitch", opcode::hook, true, wrong_state, set_hook_switch},
        {"SetLamp", opcode::lamp, true, wrong_state, set_lamp},
        {"SetRing", opcode::ring, true, wrong_state, set_ring},
        {"SetVolume", opcode::volume, true, wrong_state, set_volume},
    }};
    return all;
}

Crossed::Crossed()
    : device(*tsp.find<decltype(offhook_crossed_device)>("offhook_crossed_device")()) {
    device.reset();
    start();
    open();
}

Crossed::~Crossed() {
    if (running) shut_down();
    EXPECT_FALSE(host.overlapped()) << "two callbacks at a time";
}

void Crossed::start() {
    setenv("OFFHOOK_DEVICES", "sim:unix:/memory", 1);
    setenv("OFFHOOK_CONFIG", "/dev/null", 1);
    DWORD lines = 0, phones = 0, options = 0;
    ASSERT_EQ(OFFHOOK_TSPI(tsp, providerEnumDevices)(
                  permanent_id, &lines, &phones, nullptr, nullptr, recorder::event()),
              0);
    ASSERT_EQ(phones, 1U);
    ASSERT_EQ(OFFHOOK_TSPI(tsp, providerInit)(tspi::version_3_1,
                                              permanent_id,
                                              0,
                                              first_device,
                                              0,
                                              phones,
                                              recorder::completion(),
                                              &options),
              0);
    running = true;
}

void Crossed::shut_down() {
    running = false;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerShutdown)(tspi::version_3_1, permanent_id), 0);
}

void Crossed::open() {
    const auto name = reinterpret_cast<HTAPIPHONE>(std::uintptr_t{0x1000});
    ASSERT_EQ(OFFHOOK_TSPI(tsp, phoneOpen)(
                  first_device, name, &phone, tspi::version_3_1, recorder::event()),
              0);
}

void Crossed::close() {
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneClose)(phone), 0);
}

void Crossed::begin_held(const crossed_operation& what, DRV_REQUESTID id) {
    device.hold({what.code, protocol::opcode::batch});
    EXPECT_EQ(what.begin(tsp, id, phone), static_cast<LONG>(id));
    device.settle();
    EXPECT_EQ(host.completions(), std::vector<completed>()) << "the handset does not have it";
}

void Crossed::expect_ends(std::vector<completed> expected) {
    auto ended = host.completions();
    const auto by_request = [](const completed& one) { return one.request; };
    std::ranges::sort(ended, {}, by_request);
    std::ranges::sort(expected, {}, by_request);
    EXPECT_EQ(ended, expected);
}

}  // namespace offhook::tests
