#include "driver/transport/hid_discovery.hpp"

#include "driver/protocol/report_descriptor.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <map>

namespace offhook::transport {
namespace {

using offhook::test::from_hex;

struct descriptor_row {
    const char* name;
    const char* items;
    bool is_handset;
};

const descriptor_row descriptor_rows[] = {
    {"empty", "", false},
    {"the collection alone", "06 55 FF 09 01 A1 01 C0", true},
    {"after another collection", "05 0B 09 01 A1 01 C0 06 55 FF 09 01 A1 01 C0", true},
    {"usage of four bytes", "05 0B 0B 01 00 55 FF A1 01 C0", true},
    {"page of four bytes", "07 55 FF 00 00 09 01 A1 01 C0", true},
    {"page restored by pop", "06 55 FF A4 05 0B B4 09 01 A1 01 C0", true},
    {"pop without push", "06 55 FF B4 09 01 A1 01 C0", true},
    {"long item before it", "FE 02 10 AA BB 06 55 FF 09 01 A1 01 C0", true},
    {"end of collection too often", "C0 C0 06 55 FF 09 01 A1 01 C0", true},
    {"other page", "06 56 FF 09 01 A1 01 C0", false},
    {"other usage", "06 55 FF 09 02 A1 01 C0", false},
    {"first usage counts", "06 55 FF 09 02 09 01 A1 01 C0", false},
    {"no usage of its own", "06 55 FF A1 01 C0", false},
    {"usage of the item before", "06 55 FF 09 01 81 02 A1 01 C0", false},
    {"physical collection", "06 55 FF 09 01 A1 00 C0", false},
    {"inside another collection", "05 0B 09 01 A1 01 06 55 FF 09 01 A1 01 C0 C0", false},
    {"a usage of four bytes elsewhere", "06 55 FF 0B 01 00 0B 00 A1 01 C0", false},
    {"page of the other pushed state", "05 0B A4 06 55 FF B4 09 01 A1 01 C0", false},
    {"long item longer than the rest", "FE FF 10 06 55 FF 09 01 A1 01 C0", false},
};

TEST(HidDiscovery, KnowsAHandsetByTheUsageOfATopLevelCollection) {
    for (const auto& row : descriptor_rows) {
        SCOPED_TRACE(row.name);
        EXPECT_EQ(has_handset_collection(from_hex(row.items)), row.is_handset);
    }
}

TEST(HidDiscovery, ReadsTruncatedDescriptorsAsFarAsTheyGo) {
    const auto whole = from_hex("FE 02 10 AA BB 05 0B 09 01 A1 01 C0 06 55 FF 09 01 A1 01");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        SCOPED_TRACE(size);
        const std::vector<std::uint8_t> part(whole.begin(),
                                             whole.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_FALSE(has_handset_collection(part));
    }
    EXPECT_TRUE(has_handset_collection(whole));
}

TEST(HidDiscovery, KnowsTheDescriptorOfTheDocument) {
    EXPECT_TRUE(has_handset_collection(protocol::report_descriptor()));
}

/// A library that only lists.
class listed_hid final : public hid_library {
public:
    std::vector<hid_entry> entries;
    std::map<std::string, std::vector<std::uint8_t>> descriptors;
    std::vector<std::pair<int, int>> asked;

    std::vector<hid_entry> enumerate(std::uint16_t vendor, std::uint16_t product) override {
        asked.emplace_back(vendor, product);
        return entries;
    }

    std::vector<std::uint8_t> report_descriptor(const std::string& path) override {
        return descriptors[path];
    }

    opened_hid open(const std::string&) override { return {}; }

    bool is_present(const std::string& path) override { return path == "/dev/hidraw7"; }

    std::unique_ptr<hid_watch> watch(const std::string&) override { return nullptr; }
};

hid_entry entry(const char* path, const char* serial, std::uint16_t page = 0xFF55) {
    return {.path = path,
            .vendor = 0x1209,
            .product = 1,
            .serial = serial,
            .usage_page = page,
            .usage = 1};
}

std::vector<std::string> paths(listed_hid& library, const hid_address& where) {
    std::vector<std::string> found;
    for (const auto& device : list_handsets(library, where)) found.push_back(device.path);
    return found;
}

using path_list = std::vector<std::string>;

TEST(HidDiscovery, ListsEachPathOnceAndOnlyHandsets) {
    listed_hid library;
    library.entries = {entry("/a", "S1", 0x0C),
                       entry("/a", "S1"),
                       entry("/a", "S1"),
                       entry("/b", "S2", 0x01),
                       entry("/c", "S3", 0x0C)};
    library.descriptors["/c"] = from_hex("05 0C 09 01 A1 01 C0 06 55 FF 09 01 A1 01 C0");
    library.descriptors["/b"] = from_hex("05 01 09 06 A1 01 C0");

    EXPECT_EQ(paths(library, {}), (path_list{"/a", "/c"}));
}

TEST(HidDiscovery, ListsThoseWithTheSerialNumber) {
    listed_hid library;
    EXPECT_TRUE(paths(library, {}).empty());
    library.entries = {entry("/a", "S1"), entry("/b", "S2")};

    EXPECT_EQ(paths(library, {}), (path_list{"/a", "/b"}));
    EXPECT_EQ(paths(library, {.vendor = 0x1209, .product = 1, .serial = "S2"}), path_list{"/b"});
    EXPECT_TRUE(paths(library, {.vendor = 0x1209, .product = 1, .serial = "S3"}).empty());
}

// What Windows lists: a path for each top-level collection of one handset.
TEST(HidDiscovery, TakesOfEachContainerThePathWithTheVendorPipe) {
    listed_hid library;
    for (const char* number : {"1", "2"}) {
        const std::string device = std::string("hid#vid_1209&pid_0001&") + number;
        for (const std::uint16_t page :
             std::initializer_list<std::uint16_t>{0x0C, 0x0B, 0x14, 0xFF55, 0xFF55}) {
            auto line = entry("", "", page);
            line.path = device + "&col" + std::to_string(library.entries.size());
            line.container = number;
            library.entries.push_back(line);
        }
    }

    EXPECT_EQ(paths(library, {}),
              (path_list{"hid#vid_1209&pid_0001&1&col3", "hid#vid_1209&pid_0001&2&col8"}));
}

TEST(HidDiscovery, AsksOnlyForTheNumbersOfTheAddress) {
    listed_hid library;

    (void)list_handsets(library, {.vendor = 0x1209, .product = 1});
    (void)list_handsets(library, {});

    EXPECT_EQ(library.asked, (std::vector{std::pair{0x1209, 1}, std::pair{0, 0}}));
}

TEST(HidDiscovery, BelievesTheNumbersWhereNoUsageIsKnown) {
    listed_hid library;
    library.entries = {entry("1-2:1.0", "S1", 0)};

    EXPECT_EQ(paths(library, {.vendor = 0x1209, .product = 1}), path_list{"1-2:1.0"});
    EXPECT_TRUE(paths(library, {}).empty());
}

TEST(HidDiscovery, BelievesAPathWithoutAskingEveryDevice) {
    listed_hid library;

    EXPECT_EQ(paths(library, {.path = "/dev/hidraw7"}), path_list{"/dev/hidraw7"});
    EXPECT_TRUE(paths(library, {.path = "/dev/hidraw8"}).empty());
    EXPECT_TRUE(library.asked.empty());
}

/// A handle that has two answers.
class asked_handle final : public hid_handle {
public:
    asked_handle(std::vector<std::uint8_t> descriptor, std::vector<std::uint8_t> identity)
        : descriptor_(std::move(descriptor)), identity_(std::move(identity)) {}

    int write(bytes_view) override { return -1; }
    int read(std::span<std::uint8_t>, std::chrono::milliseconds) override { return -1; }
    void interrupt_read() override {}

    int get_feature(std::span<std::uint8_t> buffer) override {
        asked = {buffer.begin(), buffer.end()};
        if (identity_.empty()) return -1;
        std::copy(identity_.begin(), identity_.end(), buffer.begin());
        return static_cast<int>(identity_.size());
    }

    std::vector<std::uint8_t> report_descriptor() override { return descriptor_; }
    device_info info() override { return {}; }
    std::string error_text() override { return {}; }
    std::string read_error_text() override { return {}; }

    std::vector<std::uint8_t> asked;

private:
    std::vector<std::uint8_t> descriptor_;
    std::vector<std::uint8_t> identity_;
};

const auto good_identity = from_hex("22 50 48 4F 4E 01 00 03 02 01 00 FF 07 00 00 00 00");

TEST(HidDiscovery, AsksADeviceForItsIdentityReport) {
    asked_handle device({}, good_identity);

    EXPECT_EQ(ask_identity(device), identity::handset);
    EXPECT_EQ(device.asked, from_hex("22 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"));
}

TEST(HidDiscovery, DoesNotTakeWhatAnswersOtherwiseForAHandset) {
    for (const char* answer :
         {"22 50 48 4F 4D 01 00 03 02 01 00 FF 07 00 00 00 00", "22", "22 50 48 4F"}) {
        SCOPED_TRACE(answer);
        asked_handle device({}, from_hex(answer));
        EXPECT_EQ(ask_identity(device), identity::foreign);
    }
    asked_handle stalls({}, {});
    EXPECT_EQ(ask_identity(stalls), identity::silent);
}

TEST(HidDiscovery, DoesNotAskADeviceWhoseDescriptorIsNoHandsets) {
    asked_handle keyboard(from_hex("05 01 09 06 A1 01 C0"), good_identity);
    EXPECT_EQ(ask_identity(keyboard), identity::foreign);
    EXPECT_TRUE(keyboard.asked.empty());

    const auto ours = protocol::report_descriptor();
    asked_handle handset({ours.begin(), ours.end()}, good_identity);
    EXPECT_EQ(ask_identity(handset), identity::handset);
}

}  // namespace
}  // namespace offhook::transport
