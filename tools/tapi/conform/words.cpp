#include "tools/tapi/conform/words.hpp"

#include <spdlog/fmt/fmt.h>

namespace offhook::tapi::conform {

std::string version_text(DWORD version) {
    return fmt::format("{}.{}", version >> 16U, version & 0xFFFFU);
}

std::string hook_devices_text(DWORD devices) {
    std::string out;
    const auto add = [&](DWORD bit, const char* name) {
        if ((devices & bit) != 0) out += (out.empty() ? "" : " and ") + std::string(name);
    };
    add(PHONEHOOKSWITCHDEV_HANDSET, "handset");
    add(PHONEHOOKSWITCHDEV_SPEAKER, "speaker");
    add(PHONEHOOKSWITCHDEV_HEADSET, "headset");
    return out.empty() ? fmt::format("device 0x{:X}", std::uint32_t{devices}) : out;
}

std::string plain_text(std::u16string_view text) {
    std::string out;
    for (const char16_t unit : text.substr(0, text.find(u'\0'))) {
        if (unit >= 0x20 && unit < 0x7F) {
            out += static_cast<char>(unit);
        } else {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(unit));
        }
    }
    return out;
}

}  // namespace offhook::tapi::conform
