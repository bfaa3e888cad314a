#include "tools/offhook/event_words.hpp"

#include "driver/engine/error.hpp"
#include "driver/protocol/overloaded.hpp"
#include "driver/words/hex.hpp"
#include "driver/words/value_words.hpp"
#include "tools/offhook/output.hpp"
#include "tools/offhook/profile_words.hpp"
#include "tools/offhook/state_words.hpp"
#include "tools/offhook/values.hpp"

#include <spdlog/fmt/fmt.h>
#include <boost/json/array.hpp>

namespace offhook::cli {
namespace {

namespace json = boost::json;

std::string word(auto value) {
    return std::string(words::word_of(value));
}

std::string who_is(const handset& from) {
    const auto profile = from.profile();
    if (!profile) return "connected";
    return printable(fmt::format("connected: {} {}, firmware {}",
                                 profile->names.product,
                                 profile->names.serial,
                                 firmware_of(*profile)));
}

std::string why_gone(const boost::system::error_code& reason) {
    const bool is_taken = reason == engine::errc::session_lost;
    return "disconnected: " + reason.message() +
           (is_taken ? " (another program took the handset; it is taken back in 5 s)" : "");
}

std::string display_words(const handset& from) {
    std::string text = "display";
    for (const auto& row : display_rows(from.picture().state())) text += " \"" + row + "\"";
    return text;
}

std::string label_words(std::uint8_t button, const handset& from) {
    const auto info = from.picture().button_info(button);
    return info ? "button info " + button_words(*info) : fmt::format("button info {}", button);
}

const char* control_of(const protocol::level_changed& e) {
    return e.control == protocol::opcode::gain ? "gain" : "volume";
}

json::object connected_json(const handset& from) {
    json::object out{{"event", "connected"}};
    if (const auto profile = from.profile()) {
        out["product"] = profile->names.product;
        out["serial"] = profile->names.serial;
        out["firmware"] = profile->names.firmware;
    }
    return out;
}

json::object display_json(const handset& from) {
    json::array rows;
    for (const auto& row : display_rows(from.picture().state())) rows.emplace_back(row);
    return {{"event", "display"}, {"rows", rows}};
}

json::object label_json(std::uint8_t button, const handset& from) {
    const auto info = from.picture().button_info(button);
    auto out = info ? button_json(*info) : json::object{{"button", button}};
    out["event"] = "button-info";
    return out;
}

}  // namespace

std::string in_words(const engine::handset_event& event, const handset& from) {
    return std::visit(
        overloaded{
            [&](const engine::connected&) { return who_is(from); },
            [](const engine::disconnected& e) { return why_gone(e.reason); },
            [](const engine::capabilities_changed&) {
                return std::string("capabilities changed: offhook info tells them");
            },
            [](const protocol::button_event& e) {
                return fmt::format("button {} {}", e.button, word(e.state));
            },
            [](const protocol::hook_changed& e) {
                return fmt::format("hook {} {}", word(e.device), word(e.mode));
            },
            [](const protocol::level_changed& e) {
                return fmt::format(
                    "{} {} {} ({})", control_of(e), word(e.device), percent(e.level), e.level);
            },
            [](const engine::lamp_changed& e) {
                return fmt::format("lamp {} {}", e.lamp, word(e.mode));
            },
            [](const engine::ring_mode_changed& e) { return fmt::format("ring mode {}", e.mode); },
            [](const engine::ring_volume_changed& e) {
                return fmt::format("ring volume {} ({})", percent(e.volume), e.volume);
            },
            [&](const engine::display_changed&) { return display_words(from); },
            [&](const engine::button_info_changed& e) { return label_words(e.button, from); },
            [](const protocol::data_changed& e) { return fmt::format("data area {}", e.area); },
            [](const protocol::vendor_event& e) { return "vendor " + words::to_hex(e.data); },
        },
        event);
}

json::object to_json(const engine::handset_event& event, const handset& from) {
    using object = json::object;
    return std::visit(
        overloaded{
            [&](const engine::connected&) { return connected_json(from); },
            [](const engine::disconnected& e) {
                return object{{"event", "disconnected"}, {"reason", e.reason.message()}};
            },
            [](const engine::capabilities_changed&) {
                return object{{"event", "capabilities"}};
            },
            [](const protocol::button_event& e) {
                return object{{"event", "button"}, {"button", e.button}, {"state", word(e.state)}};
            },
            [](const protocol::hook_changed& e) {
                return object{{"event", "hook"},
                              {"device", word(e.device)},
                              {"mode", word(e.mode)},
                              {"mode_value", static_cast<unsigned>(e.mode)}};
            },
            [](const protocol::level_changed& e) {
                return object{
                    {"event", control_of(e)}, {"device", word(e.device)}, {"level", e.level}};
            },
            [](const engine::lamp_changed& e) {
                return object{{"event", "lamp"},
                              {"lamp", e.lamp},
                              {"mode", word(e.mode)},
                              {"mode_value", static_cast<unsigned>(e.mode)}};
            },
            [](const engine::ring_mode_changed& e) {
                return object{{"event", "ring-mode"}, {"mode", e.mode}};
            },
            [](const engine::ring_volume_changed& e) {
                return object{{"event", "ring-volume"}, {"volume", e.volume}};
            },
            [&](const engine::display_changed&) { return display_json(from); },
            [&](const engine::button_info_changed& e) { return label_json(e.button, from); },
            [](const protocol::data_changed& e) {
                return object{{"event", "data"}, {"area", e.area}};
            },
            [](const protocol::vendor_event& e) {
                return object{{"event", "vendor"}, {"data", words::to_hex(e.data)}};
            },
        },
        event);
}

}  // namespace offhook::cli
