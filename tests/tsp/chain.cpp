#include "tests/tsp/chain.hpp"

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace offhook::tests {

Chain::~Chain() {
    while (inits_ > 0) shut_down();
    EXPECT_FALSE(host.overlapped()) << "two callbacks at a time";
}

DWORD Chain::start_provider(const std::string& devices) {
    setenv("OFFHOOK_DEVICES", devices.c_str(), 1);
    setenv("OFFHOOK_CONFIG", "/dev/null", 1);  // nor that of this computer
    return begin();
}

DWORD Chain::start_provider_from(const std::string& file) {
    unsetenv("OFFHOOK_DEVICES");
    setenv("OFFHOOK_CONFIG", file.c_str(), 1);
    return begin();
}

DWORD Chain::begin() {
    DWORD lines = 99;
    DWORD phones = 99;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, providerEnumDevices)(permanent_id,
                                                     &lines,
                                                     &phones,
                                                     reinterpret_cast<HPROVIDER>(provider_handle),
                                                     nullptr,
                                                     recorder::event()),
              0);
    EXPECT_EQ(lines, 0U);
    EXPECT_EQ(init(phones), 0);
    return phones;
}

LONG Chain::init(DWORD phones, DWORD id, DWORD version) {
    DWORD options = 0;
    const LONG result = OFFHOOK_TSPI(tsp, providerInit)(
        version, id, 0, first_device, 0, phones, recorder::completion(), &options);
    EXPECT_EQ(options, 0U) << "it is reentrant";
    if (result == 0) ++inits_;
    return result;
}

LONG Chain::shut_down(DWORD id) {
    if (id == permanent_id) --inits_;
    return OFFHOOK_TSPI(tsp, providerShutdown)(newest, id);
}

std::u16string Chain::name_of_device(DWORD id) {
    struct {
        PHONECAPS caps{};
        char16_t text[1024]{};
    } block;
    block.caps.dwTotalSize = sizeof block;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetDevCaps)(id, newest, 0, &block.caps), 0);
    std::u16string name(block.caps.dwPhoneNameSize / 2, u'\0');
    const auto* base = reinterpret_cast<const char*>(&block);
    std::memcpy(name.data(), base + block.caps.dwPhoneNameOffset, block.caps.dwPhoneNameSize);
    if (!name.empty()) name.pop_back();
    return name;
}

HTAPIPHONE Chain::host_handle(DWORD index) {
    return reinterpret_cast<HTAPIPHONE>(std::uintptr_t{0x1000} + index);
}

LONG Chain::open(DWORD index, HDRVPHONE& phone, DWORD version) {
    return OFFHOOK_TSPI(tsp, phoneOpen)(
        first_device + index, host_handle(index), &phone, version, recorder::event());
}

HDRVPHONE Chain::open_phone(DWORD index) {
    HDRVPHONE phone = nullptr;
    EXPECT_EQ(open(index, phone), 0);
    EXPECT_NE(phone, nullptr);
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetStatusMessages)(
                  phone, all_states, all_button_modes, all_button_states),
              0);
    return phone;
}

LONG Chain::set_lamp(DRV_REQUESTID request, HDRVPHONE phone, DWORD id, DWORD mode) {
    return OFFHOOK_TSPI(tsp, phoneSetLamp)(request, phone, id, mode);
}

LONG Chain::set_ring(DRV_REQUESTID request, HDRVPHONE phone, DWORD mode, DWORD volume) {
    return OFFHOOK_TSPI(tsp, phoneSetRing)(request, phone, mode, volume);
}

LONG Chain::set_display(DRV_REQUESTID request, HDRVPHONE phone, std::u16string_view text) {
    return OFFHOOK_TSPI(tsp, phoneSetDisplay)(
        request, phone, 0, 0, text.data(), static_cast<DWORD>(text.size() * sizeof(char16_t)));
}

LONG Chain::set_button(DRV_REQUESTID request,
                       HDRVPHONE phone,
                       DWORD id,
                       std::u16string_view label) {
    struct {
        PHONEBUTTONINFO info{};
        char16_t text[64]{};
    } block;
    label.copy(block.text, std::size(block.text));
    block.info.dwTotalSize = sizeof block;
    block.info.dwButtonMode = PHONEBUTTONMODE_FEATURE;
    block.info.dwButtonFunction = PHONEBUTTONFUNCTION_PARK;
    block.info.dwButtonTextOffset = sizeof block.info;
    block.info.dwButtonTextSize = static_cast<DWORD>(label.size() * sizeof(char16_t));
    const LONG result = OFFHOOK_TSPI(tsp, phoneSetButtonInfo)(request, phone, id, &block.info);
    std::memset(
        static_cast<void*>(&block), 0xEE, sizeof block);  // what was lent may be gone at once
    return result;
}

LONG Chain::close(HDRVPHONE phone) {
    return OFFHOOK_TSPI(tsp, phoneClose)(phone);
}

void Chain::await_connection(HDRVPHONE phone) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while ((status(phone).dwStatusFlags & PHONESTATUSFLAGS_CONNECTED) == 0) {
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "the handset is not connected";
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

PHONESTATUS Chain::status(HDRVPHONE phone) {
    PHONESTATUS status{};
    status.dwTotalSize = sizeof status;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetStatus)(phone, &status), 0);
    return status;
}

phone_event Chain::state_event(DWORD flag, DWORD_PTR detail, DWORD index) {
    return {host_handle(index), PHONE_STATE, flag, detail, 0};
}

}  // namespace offhook::tests
