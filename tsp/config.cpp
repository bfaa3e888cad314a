#include "tsp/config.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace offhook::tsp {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A device that is driven twice would be taken from one by the other, for ever.
void add_device(config& result, std::string_view entry) {
    if (entry.empty()) return;
    auto& all = result.devices;
    if (std::find(all.begin(), all.end(), entry) == all.end()) {
        all.emplace_back(entry);
        return;
    }
    result.complaints.push_back("OFFHOOK_DEVICES: '" + std::string(entry) +
                                "' is listed more than once; it is used once");
}

void parse_devices(config& result, std::string_view list) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        add_device(result, trimmed(list.substr(0, comma)));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    if (result.devices.empty()) result.devices.emplace_back("hid:");
}

void parse_log_level(config& result, std::string_view text) {
    using spdlog::level::level_enum;
    constexpr std::array<std::pair<std::string_view, level_enum>, 6> names{{
        {"trace", level_enum::trace},
        {"debug", level_enum::debug},
        {"info", level_enum::info},
        {"warn", level_enum::warn},
        {"error", level_enum::err},
        {"off", level_enum::off},
    }};
    for (const auto& [name, level] : names) {
        if (text == name) {
            result.log_level = level;
            return;
        }
    }
    result.complaints.push_back("OFFHOOK_LOG: '" + std::string(text) +
                                "' is no level; use trace, debug, info, warn, error or off "
                                "(warn is used)");
}

std::string_view text_or_nothing(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

config parse_config(const char* devices, const char* log_level) {
    config result;
    parse_devices(result, text_or_nothing(devices));
    const auto level = trimmed(text_or_nothing(log_level));
    if (!level.empty()) parse_log_level(result, level);
    return result;
}

config read_config() {
    return parse_config(std::getenv("OFFHOOK_DEVICES"), std::getenv("OFFHOOK_LOG"));
}

}  // namespace offhook::tsp
