#include "driver/transport/hidapi_library.hpp"

#include "driver/transport/transport_error.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <fstream>

// The real hidapi, as far as it goes without a device; with one: tests/vm.
namespace offhook::transport::test {

using offhook::test::temporary_folder;
namespace {

TEST(HidapiLibrary, IsOneForTheProcessAndMadeAnewWhenAllLetGo) {
    auto first = shared_hidapi();
    const auto second = shared_hidapi();
    EXPECT_EQ(first, second);

    first.reset();
    EXPECT_EQ(shared_hidapi(), second);
}

TEST(HidapiLibrary, HasBothBackEndsSideBySide) {
    const auto hidraw = shared_hidapi(hidapi_backend::hidraw);
    const auto libusb = shared_hidapi(hidapi_backend::libusb);

    EXPECT_NE(hidraw, libusb);
    EXPECT_TRUE(hidraw->enumerate(0xFFFF, 0xFFFF).empty());
    EXPECT_TRUE(libusb->enumerate(0xFFFF, 0xFFFF).empty());
}

TEST(HidapiLibrary, TakesTheBackEndThatTheEnvironmentNames) {
    ::unsetenv("OFFHOOK_HIDAPI");
    EXPECT_EQ(backend_of_environment(), hidapi_backend::hidraw);
    ::setenv("OFFHOOK_HIDAPI", "libusb", 1);
    EXPECT_EQ(backend_of_environment(), hidapi_backend::libusb);
    ::setenv("OFFHOOK_HIDAPI", "usb", 1);
    EXPECT_EQ(backend_of_environment(), hidapi_backend::hidraw);
    ::unsetenv("OFFHOOK_HIDAPI");
}

TEST(HidapiLibrary, SaysThatAUsbInterfaceIsNotThere) {
    const auto library = shared_hidapi(hidapi_backend::libusb);

    const auto opened = library->open("250-1.4:1.0");

    EXPECT_EQ(opened.reason, errc::no_such_device);
    EXPECT_EQ(opened.detail, "there is no 250-1.4:1.0");
    EXPECT_FALSE(library->is_present("250-1.4:1.0"));
    EXPECT_TRUE(library->report_descriptor("250-1.4:1.0").empty());
}

TEST(HidapiLibrary, SaysThatADeviceIsNotThere) {
    const auto library = shared_hidapi();

    const auto opened = library->open("/dev/hidraw-none");

    EXPECT_EQ(opened.handle, nullptr);
    EXPECT_EQ(opened.reason, errc::no_such_device);
    EXPECT_EQ(opened.detail, "there is no /dev/hidraw-none");
    EXPECT_FALSE(library->is_present("/dev/hidraw-none"));
    EXPECT_TRUE(library->report_descriptor("/dev/hidraw-none").empty());
}

TEST(HidapiLibrary, NamesTheNodeAndTheRuleWhereThePermissionIsMissing) {
    const temporary_folder folder;
    const auto path = folder.file("hidraw3");
    { const std::ofstream node(path); }
    ::chmod(folder.path().c_str(), 0755);
    ::chmod(path.c_str(), 0);
    const auto library = shared_hidapi();
    const bool is_root = ::geteuid() == 0;

    ASSERT_TRUE(!is_root || ::seteuid(65534) == 0);
    const auto opened = library->open(path);
    ASSERT_TRUE(!is_root || ::seteuid(0) == 0);

    EXPECT_EQ(opened.reason, errc::no_permission);
    EXPECT_EQ(opened.detail,
              "permission denied for " + path +
                  ": install the udev rule 70-offhook.rules (cmake --install, or packaging/udev in "
                  "the sources; see README) or run as root");
    EXPECT_TRUE(library->is_present(path));
}

TEST(HidapiLibrary, DoesNotTryWhatIsNoHidDevice) {
    const temporary_folder folder;
    const auto file = folder.file("hidraw3");
    { const std::ofstream node(file); }

    for (const auto& path : {file, folder.path().string(), std::string("/dev/null")}) {
        const auto opened = shared_hidapi()->open(path);

        EXPECT_EQ(opened.handle, nullptr);
        EXPECT_EQ(opened.reason, errc::io_error);
        EXPECT_EQ(opened.detail,
                  "cannot open " + path + ": it is no HID device; handsets are at /dev/hidraw*");
    }
}

TEST(HidapiLibrary, WatchesTheFolderOfAPath) {
    const temporary_folder folder;
    const auto watch = shared_hidapi()->watch(folder.file("desk"));
    const std::ofstream node(folder.file("desk"));

    EXPECT_EQ(watch->wait({}), hid_watch::outcome::changed);
    watch->stop();
    EXPECT_EQ(watch->wait({}), hid_watch::outcome::stopped);
}

}  // namespace
}  // namespace offhook::transport::test
