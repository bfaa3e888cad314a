#include "driver/transport/hidapi_functions.hpp"

#include <gtest/gtest.h>
#include <cstdlib>

namespace offhook::transport::test {
namespace {

std::string fake(const char* name) {
    return std::string(std::getenv("OFFHOOK_BIN_DIR")) + "/test/" + name;
}

TEST(HidapiFunctions, FindsWhatLaterVersionsHave) {
    const auto loaded = load_hidapi(fake("fake_hidapi.so"));

    ASSERT_NE(loaded.functions, nullptr) << loaded.error;
    EXPECT_NE(loaded.functions->get_report_descriptor, nullptr);
    EXPECT_NE(loaded.functions->read_error, nullptr);
    EXPECT_NE(loaded.functions->read_interrupt, nullptr);
}

TEST(HidapiFunctions, IsContentWithTheOldestVersion) {
    const auto loaded = load_hidapi(fake("old_hidapi.so"));

    ASSERT_NE(loaded.functions, nullptr) << loaded.error;
    EXPECT_NE(loaded.functions->read_timeout, nullptr);
    EXPECT_EQ(loaded.functions->get_report_descriptor, nullptr);
    EXPECT_EQ(loaded.functions->read_error, nullptr);
    EXPECT_EQ(loaded.functions->read_interrupt, nullptr);
}

TEST(HidapiFunctions, SaysWhatALibraryLacks) {
    const auto file = fake("broken_hidapi.so");

    const auto loaded = load_hidapi(file);

    EXPECT_EQ(loaded.functions, nullptr);
    EXPECT_EQ(loaded.error, file + " has no hid_read_timeout: hidapi 0.13.1 or later is needed");
}

TEST(HidapiFunctions, SaysThatALibraryIsNotThere) {
    const auto loaded = load_hidapi("libhidapi-none.so.0");

    EXPECT_EQ(loaded.functions, nullptr);
    EXPECT_TRUE(loaded.error.starts_with("cannot load libhidapi-none.so.0: ")) << loaded.error;
}

TEST(HidapiFunctions, LoadsTheBackEndsOfThisSystemApartFromEachOther) {
    const auto hidraw = load_hidapi("libhidapi-hidraw.so.0");
    const auto libusb = load_hidapi("libhidapi-libusb.so.0");

    ASSERT_NE(hidraw.functions, nullptr) << hidraw.error;
    ASSERT_NE(libusb.functions, nullptr) << libusb.error;
    EXPECT_NE(hidraw.functions->enumerate, libusb.functions->enumerate);
}

}  // namespace
}  // namespace offhook::transport::test
