#include "tools/offhook/state_words.hpp"

#include "driver/protocol/text.hpp"
#include "driver/words/value_words.hpp"
#include "tools/offhook/output.hpp"
#include "tools/offhook/values.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <boost/json/array.hpp>

namespace offhook::cli {
namespace {

namespace json = boost::json;

bool has(std::uint8_t mask, protocol::hook_device device) {
    return (mask & static_cast<std::uint8_t>(device)) != 0;
}

/// {"handset":..,"speaker":..} of those devices in the mask.
template <class Value>
json::object by_device(std::uint8_t mask, Value value) {
    json::object out;
    for (const auto device : protocol::hook_devices) {
        if (has(mask, device)) {
            out[std::string(words::word_of(device))] = value(protocol::index_of(device));
        }
    }
    return out;
}

json::array lamps_json(const engine::handset_profile& profile,
                       const protocol::handset_state& state) {
    json::array list;
    const auto count = std::min(profile.buttons.size(), state.pairs.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (!profile.buttons[i].has_lamp()) continue;
        const auto mode = state.pairs[i].lamp;
        list.push_back(json::object{{"lamp", i},
                                    {"mode", std::string(words::word_of(mode))},
                                    {"mode_value", static_cast<unsigned>(mode)}});
    }
    return list;
}

json::array held_buttons(const protocol::handset_state& state) {
    json::array list;
    for (std::size_t i = 0; i < state.pairs.size(); ++i) {
        if (state.pairs[i].button == protocol::button_state::down) list.push_back(i);
    }
    return list;
}

}  // namespace

std::vector<std::string> display_rows(const protocol::handset_state& state) {
    std::vector<std::string> rows;
    const std::u16string_view all = state.display;
    for (std::size_t row = 0; row < state.rows; ++row) {
        const auto at = std::min(row * state.columns, all.size());
        rows.push_back(printable(protocol::to_utf8(all.substr(at, state.columns))));
    }
    return rows;
}

std::vector<std::string> hook_lines(const engine::handset_profile& profile,
                                    const protocol::handset_state& state) {
    std::vector<std::string> lines;
    for (const auto device : protocol::hook_devices) {
        if (!has(profile.limits.hook_devices, device)) continue;
        lines.push_back(fmt::format("{} {}",
                                    words::word_of(device),
                                    words::word_of(state.hook[protocol::index_of(device)])));
    }
    return lines;
}

std::vector<std::string> level_lines(std::uint8_t devices,
                                     const std::array<std::uint16_t, 3>& levels) {
    std::vector<std::string> lines;
    for (const auto device : protocol::hook_devices) {
        if (!has(devices, device)) continue;
        const auto level = levels[protocol::index_of(device)];
        lines.push_back(fmt::format("{} {} ({})", words::word_of(device), percent(level), level));
    }
    return lines;
}

std::string ring_line(const protocol::ring_setting& ring) {
    const auto mode = ring.mode == 0 ? "silent" : fmt::format("mode {}", ring.mode);
    return fmt::format("{}, volume {} ({})", mode, percent(ring.volume), ring.volume);
}

std::vector<std::string> lamp_lines(const engine::handset_profile& profile,
                                    const protocol::handset_state& state) {
    std::vector<std::string> lines;
    const auto count = std::min(profile.buttons.size(), state.pairs.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (!profile.buttons[i].has_lamp()) continue;
        lines.push_back(fmt::format("{} {}", i, words::word_of(state.pairs[i].lamp)));
    }
    return lines;
}

json::object state_json(const engine::handset_profile& profile,
                        const protocol::handset_state& state) {
    json::array display;
    for (const auto& row : display_rows(state)) display.emplace_back(row);
    const auto& limits = profile.limits;
    return {{"display", display},
            {"ring", json::object{{"mode", state.ring.mode}, {"volume", state.ring.volume}}},
            {"hook",
             by_device(limits.hook_devices,
                       [&](std::size_t i) {
                           return json::value(std::string(words::word_of(state.hook[i])));
                       })},
            {"volume",
             by_device(limits.volume_devices, [&](std::size_t i) { return state.volume[i]; })},
            {"gain", by_device(limits.gain_devices, [&](std::size_t i) { return state.gain[i]; })},
            {"lamps", lamps_json(profile, state)},
            {"held_buttons", held_buttons(state)}};
}

std::vector<std::string> hex_dump(protocol::bytes_view bytes) {
    constexpr std::size_t width = 16;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < bytes.size(); at += width) {
        const auto part = bytes.subspan(at, std::min(width, bytes.size() - at));
        std::string hex;
        std::string text;
        for (const auto byte : part) {
            hex += fmt::format("{:02x} ", byte);
            text += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
        }
        lines.push_back(fmt::format("{:06x}  {:<48} |{}|", at, hex, text));
    }
    return lines;
}

}  // namespace offhook::cli
