#include "driver/transport/windows_hid.hpp"
#include "tests/conformance/suite.hpp"

#include <hidapi.h>
#include <array>
#include <map>
#include <memory>
#include <set>

// What Windows shows of a handset, through hidapi itself: why the driver opens one collection only.
namespace offhook::conformance {
namespace {

using device = std::unique_ptr<hid_device, decltype(&hid_close)>;

constexpr std::size_t vendor_report = 64;

class WindowsHid : public Suite {
protected:
    void SetUp() override {
        Suite::SetUp();
        ASSERT_EQ(hid_init(), 0);
    }

    void TearDown() override {
        hid_exit();
        Suite::TearDown();
    }

    /// The paths by usage page; of the first handset where there are several.
    static std::map<unsigned, std::string> paths() {
        std::map<unsigned, std::string> found;
        const std::unique_ptr<hid_device_info, decltype(&hid_free_enumeration)> all(
            hid_enumerate(0x1209, 0x0001), &hid_free_enumeration);
        for (const auto* each = all.get(); each != nullptr; each = each->next) {
            found.emplace(each->usage_page, each->path);
        }
        return found;
    }

    static device open(unsigned usage_page) {
        return {hid_open_path(paths()[usage_page].c_str()), &hid_close};
    }

    void lift() {
        device_->act([](sim::handset& handset, sim::time_point now) {
            return handset.set_hook(
                now, protocol::hook_device::handset, protocol::hook_mode::mic_speaker);
        });
    }
};

TEST_P(WindowsHid, ShowsEachTopLevelCollectionAsADeviceInOneContainer) {
    plug_in();

    const auto found = paths();
    std::set<unsigned> pages;
    std::set<std::string> containers;
    for (const auto& [page, path] : found) {
        pages.insert(page);
        containers.insert(transport::windows_hid::container_of(path));
    }

    EXPECT_EQ(pages, (std::set<unsigned>{0x0B, 0x0C, 0x14, 0xFF55}));
    EXPECT_EQ(containers.size(), 1U);
    EXPECT_EQ(containers.count(""), 0U);
}

TEST_P(WindowsHid, HasAContainerForEachHandset) {
    plug_in(sim::desk_profile(), 2);
    std::set<std::string> containers;
    const std::unique_ptr<hid_device_info, decltype(&hid_free_enumeration)> all(
        hid_enumerate(0, 0), &hid_free_enumeration);
    for (const auto* each = all.get(); each != nullptr; each = each->next) {
        containers.insert(transport::windows_hid::container_of(each->path));
    }

    EXPECT_EQ(containers.size(), 2U);
}

TEST_P(WindowsHid, ACollectionTakesItsOwnReportsOnly) {
    plug_in();
    const auto vendor = open(0xFF55);
    ASSERT_TRUE(vendor);
    std::array<std::uint8_t, vendor_report> frame{0x20};
    EXPECT_GT(hid_write(vendor.get(), frame.data(), frame.size()), 0);

    frame[0] = 0x03;  // the lamps of the telephony collection
    EXPECT_LT(hid_write(vendor.get(), frame.data(), frame.size()), 0);
}

TEST_P(WindowsHid, AStandardReportGoesToItsOwnCollectionAndToEachFileOfIt) {
    plug_in();
    const auto vendor = open(0xFF55);
    const auto first = open(0x0B);
    const auto second = open(0x0B);
    ASSERT_TRUE(vendor && first && second);

    lift();

    std::array<std::uint8_t, vendor_report> report{};
    for (const auto* each : {&first, &second}) {
        EXPECT_EQ(hid_read_timeout(each->get(), report.data(), report.size(), 10'000), 8);
        EXPECT_EQ(report[0], 0x02);
        EXPECT_EQ(report[1] & 0x01, 0x01);
    }
    EXPECT_EQ(hid_read_timeout(vendor.get(), report.data(), report.size(), 0), 0);
}

TEST_P(WindowsHid, AFileFromBeforeAReplugStaysDead) {
    plug_in();
    const auto before = open(0xFF55);
    const auto path = paths()[0xFF55];
    ASSERT_TRUE(before);

    device_->pull_out();

    std::array<std::uint8_t, vendor_report> report{0x20};
    EXPECT_LT(hid_read_timeout(before.get(), report.data(), report.size(), 10'000), 0);
    device_->plug_in();
    while (paths().empty()) std::this_thread::yield();
    EXPECT_EQ(paths()[0xFF55], path);
    EXPECT_LT(hid_write(before.get(), report.data(), report.size()), 0);
    EXPECT_GT(hid_write(open(0xFF55).get(), report.data(), report.size()), 0);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WindowsHid);
INSTANTIATE_TEST_SUITE_P(Over, WindowsHid, testing::ValuesIn(wanted_stand_in_paths()), test_name);

}  // namespace
}  // namespace offhook::conformance
