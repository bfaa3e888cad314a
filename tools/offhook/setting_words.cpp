#include "tools/offhook/setting_words.hpp"

#include "driver/engine/error.hpp"
#include "driver/protocol/overloaded.hpp"
#include "driver/protocol/text.hpp"
#include "driver/words/button_functions.hpp"
#include "driver/words/hex.hpp"
#include "driver/words/value_words.hpp"
#include "tools/offhook/profile_words.hpp"
#include "tools/offhook/values.hpp"

#include <spdlog/fmt/fmt.h>
#include <boost/json/array.hpp>

namespace offhook::cli {
namespace {

namespace json = boost::json;
using protocol::hook_device;

std::string ring_words(const protocol::ring_setting& s) {
    const auto volume = fmt::format("volume {} ({})", percent(s.volume), s.volume);
    return s.mode == 0 ? "ring silent, " + volume : fmt::format("ring {}, {}", s.mode, volume);
}

std::string level_words(std::string_view what, const protocol::level_setting& s) {
    return fmt::format("{} {} {} ({})", what, devices_in(s.device), percent(s.level), s.level);
}

std::string setting_in_words(const protocol::setting& value) {
    return std::visit(
        overloaded{
            [](const protocol::lamp_setting& s) {
                return fmt::format("lamp {} {}", s.lamp, words::word_of(s.mode));
            },
            [](const protocol::ring_setting& s) { return ring_words(s); },
            [](const protocol::hook_setting& s) {
                return fmt::format("hook {} {}", devices_in(s.devices), words::word_of(s.mode));
            },
            [](const protocol::volume_setting& s) { return level_words("volume", s); },
            [](const protocol::gain_setting& s) { return level_words("gain", s); },
            [](const protocol::display_setting& s) {
                return fmt::format("display row {}, column {}: \"{}\"",
                                   s.row,
                                   s.column,
                                   protocol::to_utf8(s.text));
            },
            [](const protocol::button_setting& s) { return "button " + button_words(s); },
        },
        value);
}

json::object level_json(const char* what, const protocol::level_setting& s) {
    return {{"set", what},
            {"device", devices_in(s.device)},
            {"device_value", s.device},
            {"level", s.level}};
}

json::object setting_json(const protocol::setting& value) {
    using object = json::object;
    return std::visit(
        overloaded{
            [](const protocol::lamp_setting& s) {
                return object{{"set", "lamp"},
                              {"lamp", s.lamp},
                              {"mode", words::word_of(s.mode)},
                              {"mode_value", static_cast<unsigned>(s.mode)}};
            },
            [](const protocol::ring_setting& s) {
                return object{{"set", "ring"}, {"mode", s.mode}, {"volume", s.volume}};
            },
            [](const protocol::hook_setting& s) {
                return object{{"set", "hook"},
                              {"devices", devices_in(s.devices)},
                              {"devices_value", s.devices},
                              {"mode", words::word_of(s.mode)},
                              {"mode_value", static_cast<unsigned>(s.mode)}};
            },
            [](const protocol::volume_setting& s) { return level_json("volume", s); },
            [](const protocol::gain_setting& s) { return level_json("gain", s); },
            [](const protocol::display_setting& s) {
                return object{{"set", "display"},
                              {"row", s.row},
                              {"column", s.column},
                              {"text", protocol::to_utf8(s.text)}};
            },
            [](const protocol::button_setting& s) {
                auto out = button_json(s);
                out["set"] = "button";
                return out;
            },
        },
        value);
}

/// The detail of a refusal. Source: firmware-protocol.md §6.
std::string detail_words(protocol::status status, std::uint32_t detail) {
    using enum protocol::status;
    switch (status) {
        case bad_parameter:
            return detail == 0xFF ? ", in the header"
                                  : fmt::format(", byte {} of the request", detail);
        case bad_part:
        case bad_offset: return fmt::format(", offset {} was expected", detail);
        case busy: return fmt::format(", for {} ms", detail);
        case bad_crc: return fmt::format(", it has {:08x}", detail);
        case hardware_fault: return fmt::format(", its code {}", detail);
        case bad_version:
            return fmt::format(", it speaks major {} to {}", detail & 0xFF, detail >> 8 & 0xFF);
        default: return {};
    }
}

std::string hint(const protocol::setting& value, const engine::handset_profile& profile) {
    const auto& limits = profile.limits;
    const auto devices = [](const char* what, std::uint8_t mask) {
        return mask == 0 ? fmt::format("this handset has no {} that can be set", what)
                         : fmt::format("{}: {}", what, devices_in(mask));
    };
    return std::visit(
        overloaded{
            [&](const protocol::lamp_setting&) { return lamps_of(profile); },
            [&](const protocol::ring_setting&) {
                return fmt::format("ring modes: 0 (silent) to {}", limits.ring_modes);
            },
            [&](const protocol::hook_setting&) {
                return devices("hook switches", limits.hook_devices);
            },
            [&](const protocol::volume_setting&) {
                return devices("volumes", limits.volume_devices);
            },
            [&](const protocol::gain_setting&) { return devices("gains", limits.gain_devices); },
            [&](const protocol::display_setting&) {
                return limits.rows == 0 ? std::string("this handset has no display")
                                        : fmt::format(
                                              "the display has rows 0 to {}, columns 0 to "
                                              "{}",
                                              limits.rows - 1,
                                              limits.columns - 1);
            },
            [&](const protocol::button_setting&) {
                return fmt::format("buttons: 0 to {}; a label has up to {} characters",
                                   std::max(limits.buttons, std::uint8_t{1}) - 1,
                                   protocol::button_setting::longest_label);
            },
        },
        value);
}

}  // namespace

std::string devices_in(std::uint8_t mask) {
    std::string list;
    for (const auto device : protocol::hook_devices) {
        if ((mask & static_cast<std::uint8_t>(device)) == 0) continue;
        list += (list.empty() ? "" : ",") + std::string(words::word_of(device));
    }
    return list.empty() ? fmt::format("{:#x}", mask) : list;
}

std::string in_words(const engine::command& what) {
    return std::visit(overloaded{
                          [](const protocol::setting& s) { return setting_in_words(s); },
                          [](const engine::vendor_request& v) {
                              return "vendor request " + words::to_hex(v.data);
                          },
                          [](const engine::download& d) {
                              return fmt::format("data area {}, {} bytes", d.area, d.data.size());
                          },
                      },
                      what);
}

json::object to_json(const engine::command& what) {
    return std::visit(
        overloaded{
            [](const protocol::setting& s) { return setting_json(s); },
            [](const engine::vendor_request& v) {
                return json::object{{"send", words::to_hex(v.data)}};
            },
            [](const engine::download& d) {
                return json::object{{"set", "data"}, {"area", d.area}, {"bytes", d.data.size()}};
            },
        },
        what);
}

std::string reason_of(const engine::outcome& ended) {
    auto text = ended.error.message();
    if (ended.error.category() != engine::device_category()) return text;
    return text + detail_words(static_cast<protocol::status>(ended.error.value()), ended.detail);
}

std::string hint_for(const engine::command& what, const engine::handset_profile& profile) {
    return std::visit(overloaded{
                          [&](const protocol::setting& s) { return hint(s, profile); },
                          [&](const engine::vendor_request&) {
                              return fmt::format("vendor requests: up to {} bytes",
                                                 profile.limits.vendor_max);
                          },
                          [&](const engine::download&) { return areas_of(profile); },
                      },
                      what);
}

}  // namespace offhook::cli
