#include "driver/transport/hidraw_list.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <fstream>

// sysfs as folders and links of our own, as the kernel lays them out.
namespace offhook::transport::test {
namespace {

namespace fs = std::filesystem;
using offhook::test::temporary_folder;

class HidrawList : public testing::Test {
protected:
    /// A HID device of its own parent, and its node.
    fs::path add(const std::string& node, const std::string& parent, const std::string& uevent) {
        const auto device = folder_.path() / "devices" / parent / "interface" / ("hid-" + node);
        fs::create_directories(device);
        if (!uevent.empty()) write(device / "uevent", uevent);
        fs::create_directories(sysfs_ / node);
        fs::create_directory_symlink(device, sysfs_ / node / "device");
        return device;
    }

    static void write(const fs::path& file, const std::string& text) {
        std::ofstream(file, std::ios::binary) << text;
    }

    temporary_folder folder_;
    fs::path sysfs_ = folder_.path() / "class";
};

const std::string handset =
    "DRIVER=hid-generic\nHID_ID=0003:00001209:0000ABCD\nHID_NAME=Offhook Desk\n"
    "HID_PHYS=x\nHID_UNIQ=SIM-0000\n";

TEST_F(HidrawList, TellsWhatTheKernelTells) {
    add("hidraw0", "uhid", handset);
    const auto found = list_hidraw(sysfs_);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].path, "/dev/hidraw0");
    EXPECT_EQ(found[0].vendor, 0x1209);
    EXPECT_EQ(found[0].product, 0xABCD);
    EXPECT_EQ(found[0].release, 0);
    EXPECT_EQ(found[0].name, "Offhook Desk");
    EXPECT_EQ(found[0].serial, "SIM-0000");
}

TEST_F(HidrawList, AUsbDeviceHasTheNameAndReleaseOfItsOwn) {
    const auto device = add("hidraw0", "1-1", handset);
    write(device.parent_path().parent_path() / "product", "Desk\n");
    write(device.parent_path().parent_path() / "bcdDevice", "0123\n");
    const auto found = list_hidraw(sysfs_);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].name, "Desk");
    EXPECT_EQ(found[0].release, 0x0123);
}

TEST_F(HidrawList, IsInTheOrderOfTheNodes) {
    for (const auto* node : {"hidraw10", "hidraw2", "hidraw0"}) add(node, node, handset);
    const auto found = list_hidraw(sysfs_);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].path, "/dev/hidraw0");
    EXPECT_EQ(found[1].path, "/dev/hidraw2");
    EXPECT_EQ(found[2].path, "/dev/hidraw10");
}

TEST_F(HidrawList, LeavesOutADeviceThatIsOnItsWayOut) {
    add("hidraw0", "without-uevent", "");
    const auto device = add("hidraw1", "gone", handset);
    fs::remove_all(device);
    add("hidraw2", "there", handset);
    const auto found = list_hidraw(sysfs_);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].path, "/dev/hidraw2");
}

TEST_F(HidrawList, LeavesOutWhatItCannotRead) {
    for (const auto* id : {"", "0003", "0003:1209", "0003:xyz:1", "0003:12345:1", "0003::"}) {
        add("hidraw" + std::to_string(std::string(id).size()), id, std::string("HID_ID=") + id);
    }
    EXPECT_TRUE(list_hidraw(sysfs_).empty());
}

TEST_F(HidrawList, LeavesOutATextThatIsNoUtf8) {
    add("hidraw0",
        "a",
        "HID_ID=0003:00001209:00000001\nHID_NAME=D\xFFsk\nHID_UNIQ=\xC3\xA9t\xC3\n");
    add("hidraw1", "b", "HID_ID=0003:00001209:00000001\nHID_NAME=caf\xC3\xA9\n");
    const auto found = list_hidraw(sysfs_);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "");
    EXPECT_EQ(found[0].serial, "");
    EXPECT_EQ(found[1].name, "caf\xC3\xA9");
}

TEST_F(HidrawList, IsEmptyWhereTheKernelHasNoHidraw) {
    EXPECT_TRUE(list_hidraw(sysfs_ / "none").empty());
}

}  // namespace
}  // namespace offhook::transport::test
