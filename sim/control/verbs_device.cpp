#include "driver/protocol/text.hpp"
#include "driver/words/value_words.hpp"
#include "sim/control/control_request.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

const profile& model(control_request& asked) {
    asked.handset = asked.fields.handset(asked.hub.handsets().size());
    return asked.device().what();
}

}  // namespace

void read_lamp(control_request& asked) {
    const auto& buttons = model(asked).buttons;
    const auto lamp = static_cast<std::uint8_t>(asked.fields.number("lamp", 255));
    const auto mode = asked.fields.lamp_mode("mode");
    if (lamp >= buttons.size() ||
        (buttons[lamp].info.lamp_modes & static_cast<std::uint8_t>(mode)) == 0) {
        asked.fields.fail("this handset has no lamp " + std::to_string(lamp) + " that can be " +
                          std::string(words::word_of(mode)));
    }
    asked.act([=](handset& one, time_point now) { return one.change_lamp(now, lamp, mode); });
}

void read_ring(control_request& asked) {
    const auto modes = model(asked).ring_modes;
    const auto mode = static_cast<std::uint8_t>(asked.fields.number("mode", modes));
    const auto volume = static_cast<std::uint16_t>(asked.fields.number_or("volume", 65535, 65535));
    if (modes == 0) asked.fields.fail("this handset has no ringer");
    asked.act([=](handset& one, time_point now) { return one.change_ring(now, {mode, volume}); });
}

void read_display(control_request& asked) {
    const auto& what = model(asked);
    if (what.rows == 0 || what.columns == 0)
        return asked.fields.fail("this handset has no display");
    const auto row = static_cast<std::uint8_t>(asked.fields.number_or("row", what.rows - 1U, 0));
    const auto column =
        static_cast<std::uint8_t>(asked.fields.number_or("column", what.columns - 1U, 0));
    const auto text = protocol::to_utf16(asked.fields.text("text"));
    if (text.empty()) asked.fields.fail("'text' is empty; a text of spaces clears");
    asked.act([=](handset& one, time_point now) {
        return one.change_display(now, {row, column, text});
    });
}

void read_label(control_request& asked) {
    const auto& buttons = model(asked).buttons;
    const auto button = asked.fields.key("key");
    const auto label = protocol::to_utf16(asked.fields.text("label"));
    if (button >= buttons.size()) {
        return asked.fields.fail("there is no button " + std::to_string(button) +
                                 "; this handset has " + std::to_string(buttons.size()));
    }
    auto info = asked.device().button_info(button);
    info.function =
        static_cast<std::uint32_t>(asked.fields.number_or("function", 0xFFFFFFFF, info.function));
    info.label = label;
    if (label.size() > protocol::button_setting::longest_label) {
        asked.fields.fail("'label' has more than 32 characters");
    }
    asked.act([=](handset& one, time_point now) { return one.change_button(now, info); });
}

void read_area(control_request& asked) {
    const auto& areas = model(asked).areas;
    const auto area = static_cast<std::uint8_t>(asked.fields.number("area", 255));
    const auto content = asked.fields.hex("data");
    if (area >= areas.size()) {
        asked.fields.fail("there is no area " + std::to_string(area) + "; this handset has " +
                          std::to_string(areas.size()));
    } else if (content.size() > areas[area].info.size) {
        asked.fields.fail("'data' has " + std::to_string(content.size()) + " bytes; area " +
                          std::to_string(area) + " holds " + std::to_string(areas[area].info.size));
    }
    asked.act([=](handset& one, time_point now) { return one.change_area(now, area, content); });
}

void read_vendor(control_request& asked) {
    (void)model(asked);
    const auto data = asked.fields.hex("data");
    constexpr std::size_t longest = 55;  // firmware-protocol.md §11.8
    if (data.size() > longest) asked.fields.fail("'data' has more than 55 bytes");
    asked.act([=](handset& one, time_point now) { return one.send_vendor_event(now, data); });
}

namespace {

// One request that a part of a wanted state comes down to.
struct part {
    std::string_view verb;
    json::object request;
};

void add_by_device(const json::object& wanted,
                   std::string_view verb,
                   std::string_view field,
                   std::vector<part>& into) {
    const json::string_view name(field.data(), field.size());
    const auto* devices = wanted.if_contains({verb.data(), verb.size()});
    if (devices == nullptr || !devices->is_object()) return;
    for (const auto& one : devices->get_object()) {
        into.push_back({verb, {{"device", one.key()}, {name, one.value()}}});
    }
}

void add_button(const json::object& button, std::vector<part>& into) {
    const auto id = button.contains("id") ? button.at("id") : json::value();
    for (const auto& field : button) {
        if (field.key() == "lamp") {
            into.push_back({"lamp", {{"lamp", id}, {"mode", field.value()}}});
        } else if (field.key() == "label") {
            into.push_back({"label", {{"key", id}, {"label", field.value()}}});
        } else if (field.key() == "state") {
            const bool down = field.value() == json::value("down");
            into.push_back({down ? "press" : "release", {{"key", id}}});
        }
    }
}

void add_rows(const json::array& rows, std::vector<part>& into) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        into.push_back({"display", {{"row", i}, {"text", rows[i]}}});
    }
}

// The shape that is asked for in front of the parts: a slip of the pen is found here.
void check_shape(control_request& asked, const json::object& wanted) {
    constexpr std::array<std::string_view, 6> known{
        "hook", "volume", "gain", "ring", "display", "buttons"};
    for (const auto& field : wanted) {
        const std::string name(field.key().data(), field.key().size());
        const bool list = name == "display" || name == "buttons";
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            asked.fields.fail("'state' has '" + name +
                              "'; what can be set: hook, volume, gain, ring, display, buttons");
        } else if (list ? !field.value().is_array() : !field.value().is_object()) {
            asked.fields.fail("'" + name + "' in 'state' is no " + (list ? "list" : "object"));
        }
    }
}

std::vector<part> parts_of(const json::object& wanted) {
    std::vector<part> parts;
    add_by_device(wanted, "hook", "mode", parts);
    add_by_device(wanted, "volume", "level", parts);
    add_by_device(wanted, "gain", "level", parts);
    if (const auto* ring = wanted.if_contains("ring"))
        parts.push_back({"ring", ring->get_object()});
    if (const auto* rows = wanted.if_contains("display")) add_rows(rows->get_array(), parts);
    if (const auto* buttons = wanted.if_contains("buttons")) {
        for (const auto& one : buttons->get_array()) {
            add_button(one.is_object() ? one.get_object() : json::object(), parts);
        }
    }
    return parts;
}

}  // namespace

void read_set(control_request& asked) {
    (void)model(asked);
    const auto wanted = asked.fields.object("state");
    check_shape(asked, wanted);
    if (!asked.fields.error().empty()) return;
    for (auto& part : parts_of(wanted)) {
        part.request["handset"] = asked.handset;
        control_request one{asked.hub,
                            asked.session,
                            request_fields(part.request),
                            nullptr,
                            0,
                            {},
                            false,
                            {},
                            asked.only_checked};
        find_verb(part.verb)->read(one);
        one.fields.check_no_others();
        if (!one.fields.error().empty()) {
            asked.fields.fail(std::string(part.verb) + ": " + one.fields.error());
        }
        asked.to_do.insert(asked.to_do.end(), one.to_do.begin(), one.to_do.end());
    }
}

}  // namespace offhook::sim
