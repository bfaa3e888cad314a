#include "sim/profile/profile_file.hpp"

#include "sim/control/check_request.hpp"
#include "sim/profile/yaml_json.hpp"

#include "driver/protocol/settings.hpp"
#include "driver/protocol/text.hpp"
#include "driver/words/button_functions.hpp"
#include "yaml/yaml_map.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <cstring>
#include <fstream>
#include <sstream>

namespace offhook::sim {

using protocol::button_mode;
using protocol::hook_mode;
using protocol::lamp_mode;
using protocol::opcode;

namespace {

constexpr std::size_t longest_name = 255;  // firmware-protocol.md §7.2: a length byte

constexpr std::array hook_mode_names{
    yaml_word<hook_mode>{"onhook", hook_mode::on_hook},
    yaml_word<hook_mode>{"mic", hook_mode::mic},
    yaml_word<hook_mode>{"speaker", hook_mode::speaker},
    yaml_word<hook_mode>{"micspeaker", hook_mode::mic_speaker},
};

constexpr std::array lamp_mode_names{
    yaml_word<lamp_mode>{"off", lamp_mode::off},
    yaml_word<lamp_mode>{"steady", lamp_mode::steady},
    yaml_word<lamp_mode>{"wink", lamp_mode::wink},
    yaml_word<lamp_mode>{"flash", lamp_mode::flash},
    yaml_word<lamp_mode>{"flutter", lamp_mode::flutter},
    yaml_word<lamp_mode>{"brokenflutter", lamp_mode::broken_flutter},
};

constexpr std::array button_mode_names{
    yaml_word<button_mode>{"dummy", button_mode::dummy},
    yaml_word<button_mode>{"call", button_mode::call},
    yaml_word<button_mode>{"feature", button_mode::feature},
    yaml_word<button_mode>{"keypad", button_mode::keypad},
    yaml_word<button_mode>{"local", button_mode::local},
    yaml_word<button_mode>{"display", button_mode::display},
};

constexpr std::array audio_names{yaml_word<int>{"capture", 1}, yaml_word<int>{"render", 2}};
constexpr std::array access_names{yaml_word<int>{"write", 1}, yaml_word<int>{"read", 2}};
constexpr std::array use_names{yaml_word<area_use>{"storage", area_use::storage},
                               yaml_word<area_use>{"log", area_use::device_log}};

// Requests that can take time: all but HELLO, PING, CANCEL and BYE.
constexpr std::array slow_opcodes{opcode::get_info,
                                  opcode::get_state,
                                  opcode::lamp,
                                  opcode::ring,
                                  opcode::hook,
                                  opcode::volume,
                                  opcode::gain,
                                  opcode::display,
                                  opcode::set_button,
                                  opcode::get_button,
                                  opcode::batch,
                                  opcode::vendor,
                                  opcode::dl_begin,
                                  opcode::dl_data,
                                  opcode::dl_end,
                                  opcode::dl_abort,
                                  opcode::ul_read};

void read_firmware(const YAML::Node& node, yaml_problems& problems, profile& what) {
    yaml_map map(node, problems, {"name", "number", "major", "minor"});
    map.text("name", what.firmware_name, longest_name);
    map.number("number", what.firmware);
    map.number("major", what.major);
    map.number("minor", what.minor);
}

void read_pipe(const YAML::Node& node, yaml_problems& problems, profile& what) {
    yaml_map map(
        node, problems, {"max_message", "window", "heartbeat_ms", "vendor_longest", "batch"});
    map.number("max_message", what.max_message, 64, 1024);
    map.number("window", what.window, 1, 8);
    map.number("heartbeat_ms", what.heartbeat_ms, 1);
    map.number("vendor_longest", what.vendor_max, 0, 1024);
    map.flag("batch", what.batch);
}

void read_display(const YAML::Node& node, yaml_problems& problems, profile& what) {
    yaml_map map(node, problems, {"rows", "columns"});
    map.number("rows", what.rows);
    map.number("columns", what.columns);
    if ((what.rows == 0) != (what.columns == 0)) {
        problems.add(node.Mark(), "a display needs both 'rows' and 'columns'");
    }
}

void read_hook(const YAML::Node& node, yaml_problems& problems, hook_profile& hook) {
    hook = {.present = true, .modes = all_hook_modes, .volume = true, .gain = true};
    yaml_map map(node, problems, {"modes", "volume", "gain"});
    map.bits("modes", hook_mode_names, hook.modes);
    map.flag("volume", hook.volume);
    map.flag("gain", hook.gain);
}

void read_hooks(const YAML::Node& node, yaml_problems& problems, profile& what) {
    yaml_map map(node, problems, {"handset", "speaker", "headset", "start_volume", "start_gain"});
    constexpr std::array<std::string_view, 3> names{"handset", "speaker", "headset"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto hook = map.field(names[i])) read_hook(*hook, problems, what.hooks[i]);
    }
    map.number("start_volume", what.start_volume);
    map.number("start_gain", what.start_gain);
}

void read_function(yaml_map& map, std::uint32_t& into) {
    const auto node = map.field("function");
    if (!node) return;
    const auto name = node->IsScalar() ? node->Scalar() : std::string();
    const auto number = whole_number(name);
    if (const auto known = words::button_function(name)) {
        into = *known;
    } else if (number && *number <= 0xFFFFFFFF) {
        into = static_cast<std::uint32_t>(*number);
    } else {
        map.wrong(
            *node, "function", "a number, or a name of TAPI's such as hold, transfer, callapp");
    }
}

// Lamps: all, none, or a list of modes.
void read_lamp(yaml_map& map, std::uint8_t& into) {
    const auto node = map.field("lamp");
    if (!node) return;
    if (node->IsScalar() && node->Scalar() == "all") {
        into = all_lamp_modes();
    } else if (node->IsScalar() && node->Scalar() == "none") {
        into = static_cast<std::uint8_t>(lamp_mode::dummy);
    } else if (node->IsSequence() && node->size() != 0) {
        map.bits("lamp", lamp_mode_names, into);
    } else {
        map.wrong(*node, "lamp", "all, none, or a list of modes such as [off, steady]");
    }
}

// "Key %" becomes "Key 1", "Key 2", ...
std::u16string numbered(std::string label, std::size_t number) {
    if (const auto at = label.find('%'); at != std::string::npos) {
        label.replace(at, 1, std::to_string(number));
    }
    return protocol::to_utf16(label);
}

void read_button(const YAML::Node& node, yaml_problems& problems, profile& what) {
    yaml_map map(node, problems, {"label", "mode", "function", "lamp", "count"});
    button_profile button;
    button.info.mode = button_mode::feature;
    std::string label;
    std::size_t count = 1;
    map.text("label", label, longest_name);
    map.one_of("mode", button_mode_names, button.info.mode);
    read_function(map, button.info.function);
    read_lamp(map, button.info.lamp_modes);
    map.number("count", count, 1, 255);
    for (std::size_t i = 1; i <= count; ++i) {
        button.label = numbered(label, i);
        if (button.label.size() > protocol::button_setting::longest_label) {
            problems.add(map.field("label")->Mark(),
                         "the label is longer than 32 characters (firmware-protocol.md §8.7)");
            return;
        }
        what.buttons.push_back(button);
    }
}

void add_keypad(bool there, profile& what) {
    const auto mode = there ? button_mode::keypad : button_mode::dummy;
    for (const char16_t key : std::u16string_view(u"0123456789*#")) {
        what.buttons.push_back({std::u16string(there ? 1 : 0, key),
                                {mode, static_cast<std::uint8_t>(lamp_mode::dummy), 0}});
    }
}

void read_buttons(yaml_map& map, profile& what) {
    bool keypad = true;
    map.flag("keypad", keypad);
    map.flag("button_information", what.button_info);
    const auto own = map.items("buttons");
    if (keypad || !own.empty()) add_keypad(keypad, what);
    for (const auto& button : own) read_button(button, map.problems(), what);
    if (what.buttons.size() <= 255) return;
    map.problems().add(map.field("buttons")->Mark(),
                       "these are " + std::to_string(what.buttons.size()) +
                           " pairs with the keypad's twelve; allowed: at most 255");
}

void read_areas(yaml_map& map, profile& what) {
    const auto areas = map.items("areas");
    for (const auto& node : areas) {
        yaml_map one(node, map.problems(), {"size", "access", "use"});
        area_profile area;
        constexpr std::uint32_t largest = 65536;  // firmware-protocol.md §10
        one.number("size", area.info.size, 1, largest);
        one.bits("access", access_names, area.info.flags);
        one.one_of("use", use_names, area.use);
        what.areas.push_back(area);
        if (!one.field("size")) map.problems().add(node.Mark(), "an area needs 'size', in bytes");
    }
    if (areas.size() > 255) {
        map.problems().add(map.field("areas")->Mark(), "there are more than 255 areas");
    }
}

void read_latency(const YAML::Node& node, yaml_problems& problems, pace& how) {
    constexpr std::uint64_t longest = 60000;  // twice what a host ever waits (§12.3)
    if (!node.IsMap()) {
        problems.add(node.Mark(), "'latency_ms' is no map; allowed: LAMP: 40, DISPLAY: 300, ...");
        return;
    }
    std::string allowed;
    for (const auto code : slow_opcodes) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(protocol::name_of(code));
    }
    for (const auto& entry : node) {
        const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        const auto code = std::find_if(slow_opcodes.begin(), slow_opcodes.end(), [&](opcode one) {
            return protocol::name_of(one) == name;
        });
        const auto ms =
            entry.second.IsScalar() ? whole_number(entry.second.Scalar()) : std::nullopt;
        if (code == slow_opcodes.end()) {
            problems.add(entry.first.Mark(), "unknown request '" + name + "'; allowed: " + allowed);
        } else if (!ms || *ms > longest) {
            problems.add(entry.second.Mark(),
                         "the latency of " + name + " is no whole number of ms from 0 to 60000");
        } else {
            how.latency[*code] = milliseconds(*ms);
        }
    }
}

void read_ms(yaml_map& map, std::string_view name, milliseconds& into, std::uint64_t least) {
    auto ms = static_cast<std::uint16_t>(into.count());
    map.number(name, ms, least);
    into = milliseconds(ms);
}

void read_pace(const YAML::Node& node, yaml_problems& problems, pace& how) {
    yaml_map map(
        node, problems, {"latency_ms", "pending_ms", "at_once", "busy_ms", "event_spacing_ms"});
    if (const auto latency = map.field("latency_ms")) read_latency(*latency, problems, how);
    read_ms(map, "pending_ms", how.pending, 5);
    read_ms(map, "busy_ms", how.busy, 0);
    read_ms(map, "event_spacing_ms", how.event_spacing, 0);
    map.number("at_once", how.at_once, 1);
}

// Each is a fault of the control protocol, on for all handsets from the start; that judges it.
void read_quirks(yaml_map& map, profile& what) {
    rack sample(what, {.count = 1, .seed = 0, .now = [] { return time_point{}; }});
    control_hub hub(sample);
    control_session session(hub, nowhere());
    for (const auto& node : map.items("quirks")) {
        yaml_map one(node, map.problems(), {"because", "fault"});
        quirk found;
        one.text("because", found.reason, longest_name);
        const auto fault = one.field("fault");
        if (found.reason.empty() || !fault || !fault->IsMap()) {
            map.problems().add(node.Mark(),
                               "a quirk needs 'because', a reason, and 'fault', a map");
            continue;
        }
        auto request = json_of(*fault).as_object();
        request["do"] = "fault";
        request["handset"] = "all";
        check_request(session, request, *fault, map.problems());
        found.fault = boost::json::serialize(request);
        what.quirks.push_back(std::move(found));
    }
}

profile read_profile(const YAML::Node& root, yaml_problems& problems) {
    profile what;
    yaml_map map(root,
                 problems,
                 {"maker",
                  "product",
                  "firmware",
                  "pipe",
                  "display",
                  "ring_modes",
                  "hooks",
                  "audio",
                  "keypad",
                  "buttons",
                  "button_information",
                  "areas",
                  "pace",
                  "quirks"});
    map.text("maker", what.maker, longest_name);
    map.text("product", what.product, longest_name);
    if (const auto node = map.field("firmware")) read_firmware(*node, problems, what);
    if (const auto node = map.field("pipe")) read_pipe(*node, problems, what);
    if (const auto node = map.field("display")) read_display(*node, problems, what);
    map.number("ring_modes", what.ring_modes);
    if (const auto node = map.field("hooks")) read_hooks(*node, problems, what);
    map.bits("audio", audio_names, what.audio);
    read_buttons(map, what);
    read_areas(map, what);
    if (const auto node = map.field("pace")) read_pace(*node, problems, what.pace);
    // firmware-protocol.md §7.4: the state must fit in a message.
    if (problems.empty() && state_size_of(what) > what.max_message) {
        problems.add(root.Mark(),
                     "display and buttons make a state of " + std::to_string(state_size_of(what)) +
                         " bytes, which does not fit in max_message (" +
                         std::to_string(what.max_message) + ")");
    }
    if (problems.empty()) read_quirks(map, what);
    return what;
}

}  // namespace

profile load_profile(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (!file || !text) {
        throw profile_error(path + ": cannot be read: " + std::strerror(errno));
    }
    return parse_profile(text.str(), path);
}

profile parse_profile(const std::string& text, std::string_view name) {
    yaml_problems problems(name);
    profile what;
    try {
        what = read_profile(YAML::Load(text), problems);
    } catch (const YAML::Exception& error) {
        problems.add(error.mark, "this is no YAML: " + error.msg);
    }
    if (!problems.empty()) throw profile_error(problems.text());
    return what;
}

}  // namespace offhook::sim
