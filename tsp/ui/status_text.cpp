#include "tsp/ui/status_text.hpp"

#include "driver/protocol/text.hpp"
#include "driver/protocol/values.hpp"

#include <algorithm>

namespace offhook::tsp::ui {
namespace {

using protocol::hook_mode;

const char* hook_text(std::uint8_t mode) {
    switch (static_cast<hook_mode>(mode)) {
        case hook_mode::on_hook: return "on hook";
        case hook_mode::mic: return "off hook, microphone only";
        case hook_mode::speaker: return "off hook, speaker only";
        case hook_mode::mic_speaker: return "off hook";
        default: return "unknown";
    }
}

std::string hooks_text(const handset_status& status) {
    constexpr std::array names{"handset", "speaker", "headset"};
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (status.hook[i] == 0) continue;  // it does not have that
        text +=
            (text.empty() ? "" : "; ") + std::string(names[i]) + " " + hook_text(status.hook[i]);
    }
    return text;
}

std::string ring_text(const handset_status& status) {
    if (status.ring_mode == 0) return "silent";
    return "melody " + std::to_string(status.ring_mode) + ", volume " +
           std::to_string(status.ring_volume * 100 / 0xFFFF) + " %";
}

/// Row after row, without the blanks at their ends.
std::string display_text(const handset_status& status) {
    const auto units = protocol::to_utf16(status.display);
    const std::size_t columns = std::max<std::size_t>(status.columns, 1);
    std::u16string rows;
    for (std::size_t at = 0; at < units.size(); at += columns) {
        auto row = units.substr(at, columns);
        row.resize(row.find_last_not_of(u" \0") + 1);
        if (row.empty()) continue;
        rows += (rows.empty() ? u"" : u" / ") + row;
    }
    return rows.empty() ? "blank" : protocol::to_utf8(rows);
}

}  // namespace

std::string text_of(const handset_status& status) {
    std::string text;
    const auto add = [&](const char* what, const std::string& value) {
        if (value.empty()) return;
        text += (text.empty() ? "" : "\r\n") + std::string(what) + ": " + value;
    };
    add("State", status.line.connected ? "connected" : "not connected, " + status.line.problem);
    add("Device", status.info);
    add("Address", status.line.address);
    if (status.line.device != no_device) add("Phone ID", std::to_string(status.line.device));
    if (!status.line.connected) return text;
    add("Hook", hooks_text(status));
    if (status.ring_modes > 0) add("Ring", ring_text(status));
    if (status.columns > 0) add("Display", display_text(status));
    add("Lamps lit",
        std::to_string(status.lamps_lit) + ", keys held: " + std::to_string(status.keys_held));
    return text;
}

std::string trial_text(const handset_status& status) {
    switch (status.ring_trial) {
        case trial::none: return {};
        case trial::under_way: return "Ringing...";
        case trial::succeeded: return "It rang.";
        case trial::failed: break;
    }
    return "It did not ring: " + status.trial_problem;
}

bool can_ring(const handset_status& status) {
    return status.line.connected && status.ring_modes > 0 && status.ring_mode == 0 &&
           status.ring_trial != trial::under_way;
}

std::string override_text(const overview& service, const std::string& own_file) {
    const auto has = [&](override_bit bit) {
        return (service.overrides & static_cast<std::uint8_t>(bit)) != 0;
    };
    std::string names;
    const auto add = [&](bool is_set, const char* name) {
        if (is_set) names += (names.empty() ? "" : ", ") + std::string(name);
    };
    add(has(override_bit::devices), "OFFHOOK_DEVICES");
    add(has(override_bit::level), "OFFHOOK_LOG");
    add(has(override_bit::log_file), "OFFHOOK_LOG_FILE");
    if (service.file != own_file) {
        return "The telephony service reads another file: " + service.file;
    }
    if (names.empty()) return {};
    return "In the environment of the telephony service " + names + " replaces what is set here.";
}

}  // namespace offhook::tsp::ui
