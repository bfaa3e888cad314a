#include "driver/transport/hid_discovery.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace offhook::transport {
namespace {

// Items of a report descriptor: tag and type without the size bits. Source: HID 1.11 §6.2.2.
constexpr std::uint8_t item_usage_page = 0x04;
constexpr std::uint8_t item_usage = 0x08;
constexpr std::uint8_t item_collection = 0xA0;
constexpr std::uint8_t item_end_collection = 0xC0;
constexpr std::uint8_t item_push = 0xA4;
constexpr std::uint8_t item_pop = 0xB4;
constexpr std::uint8_t long_item = 0xFE;
constexpr std::uint32_t application = 0x01;

// Report 22: the ID, the magic, and 12 bytes that are the engine's. Source: firmware-protocol.md
// §1.3.
constexpr std::uint8_t identity_report = 0x22;
constexpr std::size_t identity_length = 17;
constexpr std::array<std::uint8_t, 4> identity_magic{'P', 'H', 'O', 'N'};

/// One item; `size` is 0 at the end or where the descriptor stops making sense.
struct item {
    std::size_t size = 0;
    std::uint8_t kind = 0;  // tag and type
    std::uint32_t value = 0;
    std::size_t value_bytes = 0;
};

item first_item(bytes_view rest) {
    if (rest.empty()) return {};
    if (rest[0] == long_item) {
        const std::size_t size = rest.size() < 2 ? 0 : 3 + std::size_t{rest[1]};
        return {.size = size <= rest.size() ? size : 0, .kind = long_item};
    }
    const std::size_t bits = rest[0] & 0x03;
    const std::size_t value_bytes = bits == 3 ? 4 : bits;
    if (rest.size() < 1 + value_bytes) return {};
    std::uint32_t value = 0;
    for (std::size_t i = value_bytes; i > 0; --i) value = value << 8 | rest[i];
    return {1 + value_bytes, static_cast<std::uint8_t>(rest[0] & 0xFC), value, value_bytes};
}

/// Follows the items of a descriptor, as far as the usages of top-level collections need it.
class collection_finder {
public:
    /// True when this item begins the collection of a handset.
    bool take(const item& next) {
        switch (next.kind) {
            case item_usage_page: page_ = next.value; return false;
            case item_push: pages_.push_back(page_); return false;
            case item_pop: pop(); return false;
            case item_usage: take_usage(next); return false;
            default: break;
        }
        const bool is_main = (next.kind & 0x0C) == 0;
        const bool found =
            next.kind == item_collection && depth_ == 0 && next.value == application && is_handset_;
        if (next.kind == item_collection) ++depth_;
        if (next.kind == item_end_collection && depth_ > 0) --depth_;
        if (is_main) has_usage_ = is_handset_ = false;  // local items end with a main item
        return found;
    }

private:
    void pop() {
        if (pages_.empty()) return;
        page_ = pages_.back();
        pages_.pop_back();
    }

    /// A usage of four bytes carries its own page. A collection's usage is the first one.
    void take_usage(const item& next) {
        const auto page = next.value_bytes == 4 ? next.value >> 16 : page_;
        if (!has_usage_) {
            is_handset_ = page == handset_usage_page && (next.value & 0xFFFF) == handset_usage;
        }
        has_usage_ = true;
    }

    std::uint32_t page_ = 0;
    std::vector<std::uint32_t> pages_;
    std::size_t depth_ = 0;
    bool has_usage_ = false;
    bool is_handset_ = false;
};

bool is_handset(hid_library& library, const hid_entry& entry, const hid_address& where) {
    if (entry.usage_page == handset_usage_page && entry.usage == handset_usage) return true;
    const auto descriptor = library.report_descriptor(entry.path);
    if (!descriptor.empty()) return has_handset_collection(descriptor);
    // hidapi's libusb back end tells no usages (0.13): then the numbers in the address decide.
    return entry.usage_page == 0 && where.vendor.has_value();
}

device_info to_info(const hid_entry& entry) {
    return {entry.vendor, entry.product, entry.release, entry.name, entry.serial, entry.path};
}

}  // namespace

bool has_handset_collection(bytes_view descriptor) {
    collection_finder finder;
    for (auto next = first_item(descriptor); next.size > 0; next = first_item(descriptor)) {
        if (finder.take(next)) return true;
        descriptor = descriptor.subspan(next.size);
    }
    return false;
}

identity ask_identity(hid_handle& device) {
    const auto descriptor = device.report_descriptor();
    if (!descriptor.empty() && !has_handset_collection(descriptor)) return identity::foreign;
    std::array<std::uint8_t, identity_length> report{identity_report};
    const int length = device.get_feature(report);
    if (length <= 0) return identity::silent;
    const bool is_ours =
        static_cast<std::size_t>(length) > identity_magic.size() &&
        std::equal(identity_magic.begin(), identity_magic.end(), report.begin() + 1);
    return is_ours ? identity::handset : identity::foreign;
}

std::vector<device_info> list_handsets(hid_library& library, const hid_address& where) {
    std::vector<device_info> found;
    if (!where.path.empty()) {
        if (library.is_present(where.path)) found.push_back({.path = where.path});
        return found;
    }
    // One device can have several lines: with one path (hidraw of hidapi 0.15), or with one
    // container (Windows).
    std::set<std::string> known;
    const auto is_new = [&](const hid_entry& entry) {
        return known.insert(entry.container.empty() ? entry.path : entry.container).second;
    };
    for (const auto& entry :
         library.enumerate(where.vendor.value_or(0), where.product.value_or(0))) {
        const bool fits = where.serial.empty() || where.serial == entry.serial;
        if (fits && is_handset(library, entry, where) && is_new(entry)) {
            found.push_back(to_info(entry));
        }
    }
    return found;
}

}  // namespace offhook::transport
