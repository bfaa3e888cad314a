#include "tools/offhook/profile_words.hpp"

#include "driver/protocol/text.hpp"
#include "driver/words/button_functions.hpp"
#include "driver/words/value_words.hpp"
#include "tools/offhook/output.hpp"
#include "tools/offhook/setting_words.hpp"

#include <spdlog/fmt/fmt.h>
#include <array>
#include <boost/json/array.hpp>

namespace offhook::cli {
namespace {

namespace json = boost::json;
using protocol::capability;

constexpr std::array lamp_modes{protocol::lamp_mode::off,
                                protocol::lamp_mode::steady,
                                protocol::lamp_mode::wink,
                                protocol::lamp_mode::flash,
                                protocol::lamp_mode::flutter,
                                protocol::lamp_mode::broken_flutter};
constexpr std::array hook_modes{protocol::hook_mode::on_hook,
                                protocol::hook_mode::mic,
                                protocol::hook_mode::speaker,
                                protocol::hook_mode::mic_speaker};

/// The words of a mask's bits, with blanks between.
template <class Modes>
std::string words_in(const Modes& modes, std::uint8_t mask) {
    std::string list;
    for (const auto mode : modes) {
        if ((mask & static_cast<std::uint8_t>(mode)) == 0) continue;
        list += (list.empty() ? "" : " ") + std::string(words::word_of(mode));
    }
    return list;
}

std::string function_of(std::uint32_t number) {
    const auto name = words::function_name(number);
    return name.empty() ? fmt::format("{:#x}", number) : std::string(name);
}

bool is_worth_a_line(const protocol::button_info& pair) {
    return pair.mode != protocol::button_mode::dummy || pair.has_lamp();
}

std::string name_of_key(std::size_t number) {
    if (number == protocol::star_button) return "10 *";
    if (number == protocol::pound_button) return "11 #";
    return std::to_string(number);
}

/// Is it a key that people call by its sign?
bool has_sign(std::size_t number) {
    return number == protocol::star_button || number == protocol::pound_button;
}

std::string hooks_of(const engine::handset_profile& profile) {
    std::string text;
    for (const auto device : protocol::hook_devices) {
        if ((profile.limits.hook_devices & static_cast<std::uint8_t>(device)) == 0) continue;
        const auto modes = words_in(hook_modes, profile.limits.hook_modes[index_of(device)]);
        text += (text.empty() ? "" : "; ") + std::string(words::word_of(device)) +
                (modes.empty() ? " (cannot be set)" : " " + modes);
    }
    return text.empty() ? "none" : text;
}

std::string levels_of(std::uint8_t mask) {
    return mask == 0 ? "none" : devices_in(mask) + ", 0 (silence) to 65535 (100 %)";
}

std::string ways_of(const protocol::area_info& area) {
    if (area.readable() && area.writable()) return "read and write";
    return area.readable() ? "read" : area.writable() ? "write" : "neither read nor write";
}

json::array buttons_json(const engine::handset_profile& profile) {
    json::array list;
    for (std::size_t i = 0; i < profile.buttons.size(); ++i) {
        const auto& pair = profile.buttons[i];
        list.push_back(json::object{
            {"button", i},
            {"mode", std::string(words::word_of(pair.mode))},
            {"mode_value", static_cast<unsigned>(pair.mode)},
            {"function", function_of(pair.function)},
            {"function_value", pair.function},
            {"lamp_modes", pair.has_lamp() ? words_in(lamp_modes, pair.lamp_modes) : ""},
            {"lamp_modes_value", pair.lamp_modes}});
    }
    return list;
}

json::array areas_json(const engine::handset_profile& profile) {
    json::array list;
    for (std::size_t i = 0; i < profile.areas.size(); ++i) {
        const auto& area = profile.areas[i];
        list.push_back(json::object{{"area", i},
                                    {"size", area.size},
                                    {"readable", area.readable()},
                                    {"writable", area.writable()}});
    }
    return list;
}

std::string audio_of(std::uint8_t bits) {
    const bool capture = (bits & 1U) != 0;
    const bool render = (bits & 2U) != 0;
    if (capture && render) return "microphone and speaker of its own";
    return capture ? "microphone of its own" : render ? "speaker of its own" : "none";
}

}  // namespace

std::vector<fact> capabilities_in_words(const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    const auto count = std::count_if(profile.buttons.begin(),
                                     profile.buttons.end(),
                                     [](const auto& pair) { return pair.has_lamp(); });
    const bool has_display = limits.rows != 0;
    const bool labels = profile.has(capability::button_info);
    return {
        {"display",
         has_display ? fmt::format("{} rows of {}", limits.rows, limits.columns) : "none"},
        {"ring", fmt::format("modes 0 (silent) to {}", limits.ring_modes)},
        {"hook switch", hooks_of(profile)},
        {"volume", levels_of(limits.volume_devices)},
        {"gain", levels_of(limits.gain_devices)},
        {"buttons",
         fmt::format("{} button/lamp pairs, {} lamps; labels {} be set",
                     limits.buttons,
                     count,
                     labels ? "can" : "cannot")},
        {"data areas", profile.areas.empty() ? "none" : areas_of(profile).substr(12)},
        {"vendor",
         profile.has(capability::vendor) ? fmt::format("requests up to {} bytes", limits.vendor_max)
                                         : "none"},
        {"batch", profile.has(capability::batch) ? "yes" : "no"},
        {"audio", audio_of(limits.audio)},
    };
}

json::object capabilities_json(const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    json::object hooks;
    for (const auto device : protocol::hook_devices) {
        if ((limits.hook_devices & static_cast<std::uint8_t>(device)) == 0) continue;
        hooks[std::string(words::word_of(device))] =
            words_in(hook_modes, limits.hook_modes[index_of(device)]);
    }
    return {{"capabilities", profile.capabilities},
            {"rows", limits.rows},
            {"columns", limits.columns},
            {"ring_modes", limits.ring_modes},
            {"hook", hooks},
            {"volume_devices", limits.volume_devices},
            {"gain_devices", limits.gain_devices},
            {"lowest_level", 0},
            {"highest_level", 0xFFFF},
            {"buttons", buttons_json(profile)},
            {"areas", areas_json(profile)},
            {"vendor_max", limits.vendor_max},
            {"audio", limits.audio}};
}

std::vector<std::vector<std::string>> button_rows(const engine::handset_profile& profile) {
    std::vector<std::vector<std::string>> rows{{"BUTTON", "IS", "FUNCTION", "LAMP"}};
    const auto& pairs = profile.buttons;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!is_worth_a_line(pairs[i])) continue;
        const auto first = i;
        while (i + 1 < pairs.size() && pairs[i + 1] == pairs[first] && !has_sign(i + 1)) ++i;
        const auto number = name_of_key(first);
        rows.push_back(
            {i == first ? number : fmt::format("{} to {}", number, i),
             std::string(words::word_of(pairs[first].mode)),
             function_of(pairs[first].function),
             pairs[first].has_lamp() ? words_in(lamp_modes, pairs[first].lamp_modes) : "none"});
    }
    return rows;
}

std::string button_words(const protocol::button_setting& button) {
    return fmt::format("{} {} {} \"{}\"",
                       button.button,
                       words::word_of(button.mode),
                       function_of(button.function),
                       printable(protocol::to_utf8(button.label)));
}

json::object button_json(const protocol::button_setting& button) {
    return {{"button", button.button},
            {"mode", std::string(words::word_of(button.mode))},
            {"mode_value", static_cast<unsigned>(button.mode)},
            {"function", function_of(button.function)},
            {"function_value", button.function},
            {"label", protocol::to_utf8(button.label)}};
}

std::string lamps_of(const engine::handset_profile& profile) {
    std::string list;
    const auto& pairs = profile.buttons;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!pairs[i].has_lamp()) continue;
        std::size_t last = i;
        while (last + 1 < pairs.size() && pairs[last + 1].has_lamp()) ++last;
        list += (list.empty() ? "" : ", ") +
                (last == i ? std::to_string(i) : fmt::format("{} to {}", i, last));
        i = last;
    }
    return list.empty() ? "this handset has no lamps" : "lamps: " + list;
}

std::string areas_of(const engine::handset_profile& profile) {
    std::string list;
    for (std::size_t i = 0; i < profile.areas.size(); ++i) {
        const auto& area = profile.areas[i];
        list += fmt::format(
            "{}{} ({} bytes, {})", list.empty() ? "" : ", ", i, area.size, ways_of(area));
    }
    return list.empty() ? "this handset has no data areas" : "data areas: " + list;
}

std::string firmware_of(const engine::handset_profile& profile) {
    const auto number = fmt::format("{:08x}", profile.firmware);
    const auto& name = profile.names.firmware;
    return name.empty() ? number : fmt::format("{} ({})", printable(name), number);
}

}  // namespace offhook::cli
