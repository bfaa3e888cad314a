#include "driver/protocol/report_descriptor.hpp"

#include "driver/protocol/report_id.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/vectors.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace offhook::protocol {
namespace {

using report_key = std::pair<unsigned, direction>;  // report ID, way

// One short item. Source: HID 1.11 §6.2.2.2.
struct item {
    unsigned tag;  // type and tag: the prefix without its size bits
    std::uint32_t value;
};

std::vector<item> items_of(bytes_view rest) {
    std::vector<item> items;
    while (!rest.empty()) {
        const unsigned code = rest[0] & 3U;
        const std::size_t size = code == 3 ? 4 : code;
        std::uint32_t value = 0;
        for (std::size_t i = size; i > 0; --i) value = (value << 8U) | rest[i];
        items.push_back({rest[0] & 0xFCU, value});
        rest = rest.subspan(1 + size);
    }
    return items;
}

// What a HID parser knows of the descriptor: bits of each report, and the top-level usages.
class descriptor_walk {
public:
    explicit descriptor_walk(bytes_view descriptor) {
        for (const auto& one : items_of(descriptor)) take(one);
    }

    std::map<report_key, std::size_t> bits;
    std::vector<std::uint32_t> top_usages;  // page << 16 | usage
    int depth = 0;

private:
    void take(const item& one) {
        switch (one.tag) {
            case 0x04: page_ = one.value; break;
            case 0x08: usage_ = one.value; break;
            case 0x74: size_ = one.value; break;
            case 0x84: id_ = one.value; break;
            case 0x94: count_ = one.value; break;
            case 0x80: bits[{id_, direction::input}] += size_ * count_; break;
            case 0x90: bits[{id_, direction::output}] += size_ * count_; break;
            case 0xB0: bits[{id_, direction::feature}] += size_ * count_; break;
            case 0xA0:
                if (depth++ == 0) top_usages.push_back((page_ << 16U) | usage_);
                break;
            case 0xC0: --depth; break;
            default: break;
        }
    }

    std::uint32_t page_ = 0, usage_ = 0, size_ = 0, count_ = 0, id_ = 0;
};

TEST(ReportDescriptor, IsThatOfTheDocument) {
    const auto document = test::from_hex(test::read_text_file("tests/vectors/descriptor.hex"));
    const auto ours = report_descriptor();

    EXPECT_EQ(byte_vector(ours.begin(), ours.end()), document);
    EXPECT_EQ(ours.size(), 340U);
}

// firmware-protocol.md §1.2.
TEST(ReportDescriptor, GivesEachReportTheLengthOfTheReportTable) {
    const descriptor_walk walk(report_descriptor());
    std::map<report_key, std::size_t> expected;
    for (const auto& row : report_table) {
        expected[{static_cast<unsigned>(row.id), row.way}] = 8 * (row.length - 1);
    }

    EXPECT_EQ(walk.bits, expected);
}

// firmware-protocol.md §1.1, appendix A.
TEST(ReportDescriptor, HasFourTopLevelCollectionsWithThePipeAsTheLast) {
    const descriptor_walk walk(report_descriptor());

    EXPECT_EQ(walk.top_usages,
              (std::vector<std::uint32_t>{0x000C0001, 0x000B0001, 0x00140001, 0xFF550001}));
    EXPECT_EQ(walk.top_usages.back(), (std::uint32_t{pipe_usage_page} << 16U) | pipe_usage);
    EXPECT_EQ(walk.depth, 0);
    EXPECT_EQ(report_descriptor()[30], 0x01);  // where softphones may want 05 (Headset)
}

TEST(ReportTable, KnowsTheLengthOfEachReportAndOfNoOther) {
    std::size_t known = 0;
    for (unsigned id = 0; id <= 0xFF; ++id) {
        known += length_of(static_cast<report_id>(id)) != 0 ? 1U : 0U;
    }

    EXPECT_EQ(known, report_table.size());
    EXPECT_EQ(length_of(report_id::display_text), 63U);
    EXPECT_EQ(length_of(report_id{0x04}), 0U);
}

}  // namespace
}  // namespace offhook::protocol
