#include "driver/transport/hidraw_list.hpp"

#ifdef __linux__

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace offhook::transport {
namespace {

namespace fs = std::filesystem;

/// How many bytes follow this one in UTF-8; none can begin with what gives 4.
std::size_t bytes_after(unsigned char lead) {
    if (lead < 0x80) return 0;
    if (lead < 0xC2 || lead > 0xF4) return 4;
    return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
}

/// The kernel's own texts are UTF-8; what a program gave to UHID may be anything, and is left out.
std::string utf8_or_nothing(std::string text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto more = bytes_after(static_cast<unsigned char>(text[i]));
        if (more == 4 || i + more >= text.size()) return {};
        for (std::size_t k = 1; k <= more; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return {};
        }
        i += 1 + more;
    }
    return text;
}

std::string first_line(const fs::path& file) {
    std::string line;
    std::ifstream stream(file);
    std::getline(stream, line);
    return line;
}

/// The lines KEY=value of a uevent file; none when the device is gone.
std::map<std::string, std::string> uevent_of(const fs::path& device) {
    std::map<std::string, std::string> found;
    std::ifstream stream(device / "uevent");
    for (std::string line; std::getline(stream, line);) {
        const auto equals = line.find('=');
        if (equals != line.npos) found[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return found;
}

/// A hexadecimal number of 16 bits, with any number of zeros before it.
std::optional<std::uint16_t> number_of(std::string_view hex) {
    std::uint32_t number = 0;
    const auto* const end = hex.data() + hex.size();
    const auto [stopped, error] = std::from_chars(hex.data(), end, number, 16);
    if (error != std::errc{} || stopped != end || number > 0xFFFF) return std::nullopt;
    return static_cast<std::uint16_t>(number);
}

/// "0003:00001209:00000001": bus, vendor, product.
bool take_numbers(hid_entry& entry, std::string_view id) {
    const auto first = id.find(':');
    const auto second = id.find(':', first + 1);
    if (first == id.npos || second == id.npos) return false;
    const auto vendor = number_of(id.substr(first + 1, second - first - 1));
    const auto product = number_of(id.substr(second + 1));
    if (!vendor || !product) return false;
    entry.vendor = *vendor;
    entry.product = *product;
    return true;
}

/// What the USB device says that the interface is of, two folders up; a UHID device is of none.
void take_usb(hid_entry& entry, const fs::path& usb) {
    if (auto name = utf8_or_nothing(first_line(usb / "product")); !name.empty()) {
        entry.name = std::move(name);
    }
    entry.release = number_of(first_line(usb / "bcdDevice")).value_or(0);
}

std::optional<hid_entry> entry_of(const fs::path& node) {
    std::error_code gone;
    const auto device = fs::canonical(node / "device", gone);
    if (gone) return std::nullopt;
    const auto told = uevent_of(device);
    const auto text = [&](const char* key) {
        const auto found = told.find(key);
        return found == told.end() ? std::string{} : found->second;
    };
    hid_entry entry{.path = "/dev/" + node.filename().string(),
                    .name = utf8_or_nothing(text("HID_NAME")),
                    .serial = utf8_or_nothing(text("HID_UNIQ"))};
    if (!take_numbers(entry, text("HID_ID"))) return std::nullopt;
    take_usb(entry, device.parent_path().parent_path());
    return entry;
}

/// hidraw2 before hidraw10.
bool comes_before(const hid_entry& one, const hid_entry& other) {
    return std::pair(one.path.size(), one.path) < std::pair(other.path.size(), other.path);
}

}  // namespace

std::vector<hid_entry> list_hidraw(const fs::path& sysfs) {
    std::vector<hid_entry> found;
    std::error_code none;
    for (fs::directory_iterator next(sysfs, none), end; !none && next != end;
         next.increment(none)) {
        if (auto entry = entry_of(next->path())) found.push_back(std::move(*entry));
    }
    std::sort(found.begin(), found.end(), comes_before);
    return found;
}

}  // namespace offhook::transport

#endif
