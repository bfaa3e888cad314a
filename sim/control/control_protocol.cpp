#include "sim/control/control_protocol.hpp"

#include "sim/control/state_json.hpp"
#include "sim/control/words.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace offhook::sim {

namespace json = boost::json;
using protocol::hook_device;

// A request under way: what it asks, and what will be answered.
struct control_protocol::request {
    request_fields fields;
    std::size_t handset = 0;
    json::object answer;
    std::optional<std::size_t> subscribed;
};

struct control_protocol::verb {
    std::string_view name;
    void (control_protocol::*carry_out)(request&);
};

const control_protocol::verb* control_protocol::find_verb(std::string_view name) {
    using self = control_protocol;
    static constexpr std::array<verb, 15> verbs{{{"hello", &self::do_hello},
                                                 {"state", &self::do_state},
                                                 {"hook", &self::do_hook},
                                                 {"press", &self::do_press},
                                                 {"release", &self::do_release},
                                                 {"tap", &self::do_tap},
                                                 {"volume", &self::do_volume},
                                                 {"gain", &self::do_gain},
                                                 {"lamp", &self::do_lamp},
                                                 {"area", &self::do_area},
                                                 {"vendor", &self::do_vendor},
                                                 {"plug", &self::do_plug},
                                                 {"unplug", &self::do_unplug},
                                                 {"reboot", &self::do_reboot},
                                                 {"subscribe", &self::do_subscribe}}};
    for (const auto& one : verbs) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

namespace {

constexpr std::string_view verb_words =
    "hello, state, hook, press, release, tap, volume, gain, lamp, area, vendor, plug, unplug, "
    "reboot, subscribe";

std::string line_of(const json::value& id, json::object answer, std::string_view error) {
    json::object line;
    if (!id.is_null()) line["id"] = id;
    line["ok"] = error.empty();
    if (!error.empty()) {
        line["error"] = json::string(error.data(), error.size());
    } else {
        for (auto& field : answer) line[field.key()] = std::move(field.value());
    }
    return json::serialize(line);
}

std::string devices_of(const profile& what) {
    std::string list;
    for (const auto device : protocol::hook_devices) {
        if (!what.hooks[index_of(device)].present) continue;
        list += (list.empty() ? "" : ", ") + std::string(word_of(device));
    }
    return list.empty() ? "none" : list;
}

std::string modes_of(const hook_profile& hook) {
    std::string list;
    for (std::uint8_t bit = 1; bit <= 8; bit = static_cast<std::uint8_t>(bit << 1)) {
        if ((hook.modes & bit) == 0) continue;
        list += (list.empty() ? "" : ", ") +
                std::string(word_of(static_cast<protocol::hook_mode>(bit)));
    }
    return list.empty() ? "none" : list;
}

}  // namespace

std::string control_protocol::failure(std::string_view what) {
    return line_of(nullptr, {}, what);
}

std::string control_protocol::changed(std::size_t number) const {
    return json::serialize(json::object{{"event", "changed"},
                                        {"handset", number},
                                        {"state", state_json(number, rack_.at(number))}});
}

control_protocol::reply control_protocol::on_line(std::string_view line) {
    json::error_code error;
    const auto parsed = json::parse({line.data(), line.size()}, error);
    if (error) return {failure("not a JSON object in one line: " + error.message()), {}};
    const auto* object = parsed.if_object();
    if (object == nullptr) {
        return {failure("not a JSON object; a request looks like {\"do\":\"state\"}"), {}};
    }
    const auto* found_id = object->if_contains("id");
    const json::value id = found_id == nullptr ? json::value() : *found_id;
    const auto* name = object->if_contains("do");
    const auto* chosen = name != nullptr && name->is_string()
                             ? find_verb({name->get_string().data(), name->get_string().size()})
                             : nullptr;
    if (chosen == nullptr) {
        const auto seen = name == nullptr ? "is missing" : "is " + json::serialize(*name);
        return {line_of(id, {}, "'do' " + seen + "; allowed: " + std::string(verb_words)), {}};
    }
    request asked{request_fields(*object), 0, {}, {}};
    asked.handset = asked.fields.handset(rack_.size());
    (this->*chosen->carry_out)(asked);
    return {line_of(id, std::move(asked.answer), asked.fields.error()), asked.subscribed};
}

void control_protocol::do_hello(request& asked) {
    asked.fields.check_no_others();
    asked.answer["offhook"] = version;
    asked.answer["handsets"] = rack_.size();
}

void control_protocol::do_state(request& asked) {
    asked.fields.check_no_others();
    if (!asked.fields.error().empty()) return;
    asked.answer["state"] = state_json(asked.handset, rack_.at(asked.handset));
}

void control_protocol::do_hook(request& asked) {
    const auto device = asked.fields.device("device");
    const auto mode = asked.fields.hook_mode("mode");
    const auto& what = rack_.at(asked.handset).what();
    const auto& hook = what.hooks[index_of(device)];
    if (!hook.present) {
        asked.fields.fail("this handset has no " + std::string(word_of(device)) +
                          "; it has: " + devices_of(what));
    } else if ((hook.modes & static_cast<std::uint8_t>(mode)) == 0) {
        asked.fields.fail("its " + std::string(word_of(device)) + " cannot be " +
                          std::string(word_of(mode)) + "; it can: " + modes_of(hook));
    }
    act(asked, [=](handset& one, time_point now) { return one.set_hook(now, device, mode); });
}

// The button that the request names, if this handset has it.
std::uint8_t control_protocol::button_of(request& asked) {
    const auto button = asked.fields.key("key");
    const auto& buttons = rack_.at(asked.handset).what().buttons;
    if (button >= buttons.size()) {
        asked.fields.fail(
            "there is no button " + std::to_string(button) + "; this handset has " +
            (buttons.empty() ? "none" : "0 to " + std::to_string(buttons.size() - 1)));
    } else if (buttons[button].info.mode == protocol::button_mode::dummy) {
        asked.fields.fail("pair " + std::to_string(button) + " of this handset has no button");
    }
    return button;
}

void control_protocol::do_press(request& asked) {
    const auto button = button_of(asked);
    act(asked, [=](handset& one, time_point now) { return one.press(now, button); });
}

void control_protocol::do_release(request& asked) {
    const auto button = button_of(asked);
    act(asked, [=](handset& one, time_point now) { return one.release(now, button); });
}

void control_protocol::do_tap(request& asked) {
    const auto button = button_of(asked);
    act(asked, [=](handset& one, time_point now) { return one.press(now, button); });
    if (!asked.fields.error().empty()) return;
    act(asked, [=](handset& one, time_point now) { return one.release(now, button); });
}

void control_protocol::check_level(request& asked,
                                   hook_device device,
                                   bool hook_profile::*level,
                                   std::string_view name) {
    const auto& hook = rack_.at(asked.handset).what().hooks[index_of(device)];
    if (hook.present && hook.*level) return;
    asked.fields.fail("this handset has no " + std::string(name) + " for its " +
                      std::string(word_of(device)));
}

void control_protocol::do_volume(request& asked) {
    const auto device = asked.fields.device("device");
    const auto level = static_cast<std::uint16_t>(asked.fields.number("level", 65535));
    check_level(asked, device, &hook_profile::volume, "volume");
    act(asked, [=](handset& one, time_point now) { return one.turn_volume(now, device, level); });
}

void control_protocol::do_gain(request& asked) {
    const auto device = asked.fields.device("device");
    const auto level = static_cast<std::uint16_t>(asked.fields.number("level", 65535));
    check_level(asked, device, &hook_profile::gain, "gain");
    act(asked, [=](handset& one, time_point now) { return one.turn_gain(now, device, level); });
}

void control_protocol::do_lamp(request& asked) {
    const auto lamp = static_cast<std::uint8_t>(asked.fields.number("lamp", 255));
    const auto mode = asked.fields.lamp_mode("mode");
    const auto& buttons = rack_.at(asked.handset).what().buttons;
    if (lamp >= buttons.size() ||
        (buttons[lamp].info.lamp_modes & static_cast<std::uint8_t>(mode)) == 0) {
        asked.fields.fail("this handset has no lamp " + std::to_string(lamp) + " that can be " +
                          std::string(word_of(mode)));
    }
    act(asked, [=](handset& one, time_point now) { return one.change_lamp(now, lamp, mode); });
}

void control_protocol::do_area(request& asked) {
    const auto area = static_cast<std::uint8_t>(asked.fields.number("area", 255));
    const auto content = asked.fields.hex("data");
    const auto& areas = rack_.at(asked.handset).what().areas;
    if (area >= areas.size()) {
        asked.fields.fail("there is no area " + std::to_string(area) + "; this handset has " +
                          std::to_string(areas.size()));
    } else if (content.size() > areas[area].info.size) {
        asked.fields.fail("'data' has " + std::to_string(content.size()) + " bytes; area " +
                          std::to_string(area) + " holds " + std::to_string(areas[area].info.size));
    }
    act(asked, [&](handset& one, time_point now) { return one.change_area(now, area, content); });
}

void control_protocol::do_vendor(request& asked) {
    const auto data = asked.fields.hex("data");
    constexpr std::size_t longest = 55;  // firmware-protocol.md §11.8
    if (data.size() > longest) asked.fields.fail("'data' has more than 55 bytes");
    act(asked, [&](handset& one, time_point now) { return one.send_vendor_event(now, data); });
}

void control_protocol::do_plug(request& asked) {
    asked.fields.check_no_others();
    if (asked.fields.error().empty()) rack_.plug_in(asked.handset);
}

void control_protocol::do_unplug(request& asked) {
    asked.fields.check_no_others();
    if (asked.fields.error().empty()) rack_.pull_out(asked.handset);
}

void control_protocol::do_reboot(request& asked) {
    act(asked, [](handset& one, time_point now) {
        return one.reboot(now, protocol::reset_reason::on_request);
    });
}

void control_protocol::do_subscribe(request& asked) {
    asked.fields.check_no_others();
    if (asked.fields.error().empty()) asked.subscribed = asked.handset;
}

// Nothing is done for a request that is wrong anywhere.
void control_protocol::act(request& asked, const rack::action& what) {
    asked.fields.check_no_others();
    if (asked.fields.error().empty() && !rack_.at(asked.handset).is_plugged()) {
        asked.fields.fail("handset " + std::to_string(asked.handset) +
                          " is not plugged in; send {\"do\":\"plug\"} first");
    }
    if (asked.fields.error().empty()) rack_.act(asked.handset, what);
}

}  // namespace offhook::sim
