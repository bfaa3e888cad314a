#include "tests/wine/hid/collections.hpp"

#include <algorithm>

namespace offhook::wine_hid {
namespace {

// Items: tag and type without the size bits. Source: HID 1.11 §6.2.2.
enum : std::uint8_t {
    item_input = 0x80,
    item_output = 0x90,
    item_collection = 0xA0,
    item_feature = 0xB0,
    item_end_collection = 0xC0,
    item_usage_page = 0x04,
    item_report_size = 0x74,
    item_report_id = 0x84,
    item_report_count = 0x94,
    item_push = 0xA4,
    item_pop = 0xB4,
    item_usage = 0x08,
    long_item = 0xFE,
};

struct item {
    std::uint8_t kind = 0;
    std::uint32_t value = 0;
    std::size_t value_bytes = 0;
};

struct globals {
    std::uint32_t usage_page = 0;
    std::uint32_t report_size = 0;
    std::uint32_t report_count = 0;
    std::uint8_t report_id = 0;
};

class descriptor_reader {
public:
    void take(const item& next) {
        switch (next.kind) {
            case item_usage_page: now_.usage_page = next.value; return;
            case item_report_size: now_.report_size = next.value; return;
            case item_report_count: now_.report_count = next.value; return;
            case item_report_id: now_.report_id = static_cast<std::uint8_t>(next.value); return;
            case item_push: pushed_.push_back(now_); return;
            case item_pop: return pop();
            case item_usage: return take_usage(next);
            case item_input: return take_report(report_kind::input);
            case item_output: return take_report(report_kind::output);
            case item_feature: return take_report(report_kind::feature);
            case item_collection: return begin_collection();
            case item_end_collection: --depth_; return;
            default: return;
        }
    }

    [[nodiscard]] std::vector<collection> found() && { return std::move(found_); }

private:
    void pop() {
        if (pushed_.empty()) return;
        now_ = pushed_.back();
        pushed_.pop_back();
    }

    /// A usage of four bytes carries its own page; the first one is the collection's.
    void take_usage(const item& next) {
        if (usage_ != 0) return;
        usage_ = next.value_bytes == 4 ? next.value : now_.usage_page << 16 | next.value;
    }

    void begin_collection() {
        if (depth_++ == 0) {
            auto& begun = found_.emplace_back();
            begun.usage_page = static_cast<std::uint16_t>(usage_ >> 16);
            begun.usage = static_cast<std::uint16_t>(usage_);
        }
        usage_ = 0;
    }

    void take_report(report_kind kind) {
        usage_ = 0;
        if (found_.empty()) return;
        auto& reports = found_.back().bits[static_cast<std::size_t>(kind)];
        reports[now_.report_id] += std::size_t{now_.report_size} * now_.report_count;
    }

    globals now_;
    std::vector<globals> pushed_;
    std::uint32_t usage_ = 0;  // page and usage
    int depth_ = 0;
    std::vector<collection> found_;
};

std::size_t bytes_with_id(std::size_t bits) {
    return 1 + (bits + 7) / 8;
}

}  // namespace

std::size_t collection::size_of(report_kind kind, std::uint8_t id) const {
    const auto& reports = bits[static_cast<std::size_t>(kind)];
    const auto found = reports.find(id);
    return found == reports.end() ? 0 : bytes_with_id(found->second);
}

std::size_t collection::longest(report_kind kind) const {
    std::size_t most = 0;
    for (const auto& [id, count] : bits[static_cast<std::size_t>(kind)]) {
        most = std::max(most, bytes_with_id(count));
    }
    return most;
}

std::vector<collection> collections_of(protocol::bytes_view descriptor) {
    descriptor_reader reader;
    while (!descriptor.empty() && descriptor[0] != long_item) {
        const std::size_t bits = descriptor[0] & 0x03;
        const std::size_t value_bytes = bits == 3 ? 4 : bits;
        if (descriptor.size() < 1 + value_bytes) break;
        item next{.kind = static_cast<std::uint8_t>(descriptor[0] & 0xFC),
                  .value_bytes = value_bytes};
        for (std::size_t i = value_bytes; i > 0; --i) next.value = next.value << 8 | descriptor[i];
        reader.take(next);
        descriptor = descriptor.subspan(1 + value_bytes);
    }
    return std::move(reader).found();
}

}  // namespace offhook::wine_hid
