#include "sim/control/check_request.hpp"
#include "sim/control/control_session.hpp"
#include "sim/profile/profile_file.hpp"
#include "sim/profile/yaml_json.hpp"
#include "sim/scenario/scenario.hpp"
#include "yaml/yaml_map.hpp"

#include <array>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace offhook::sim {

namespace json = boost::json;

namespace {

using steps = std::vector<step>;

constexpr std::uint64_t longest_ms = 24 * 60 * 60 * 1000;
constexpr std::uint64_t most_times = 100000;
constexpr std::size_t deepest = 8;

// The steps that are one request of the control protocol; a plain value stands for the named field.
struct request_step {
    std::string_view word;
    std::string_view verb;
    std::string_view field;
};
constexpr std::array<request_step, 22> request_steps{
    {{"press", "press", "key"},      {"release", "release", "key"}, {"tap", "tap", "key"},
     {"mute", "mute", ""},           {"hook", "hook", "mode"},      {"ring", "ring", "mode"},
     {"display", "display", "text"}, {"lamp", "lamp", ""},          {"label", "label", ""},
     {"volume", "volume", ""},       {"gain", "gain", ""},          {"wheel", "wheel", "notches"},
     {"area", "area", ""},           {"vendor", "vendor", "data"},  {"set", "set", ""},
     {"plug", "plug", ""},           {"unplug", "unplug", ""},      {"replug", "replug", ""},
     {"reboot", "reboot", "reason"}, {"power", "power", ""},        {"fault", "fault", "what"},
     {"clear", "clear", ""}}};
constexpr std::string_view other_steps = "level, wait-for, expect, pause, log, repeat, parallel";

class reader {
public:
    reader(yaml_problems& problems, std::string name)
        : problems_(problems), name_(std::move(name)) {}

    scenario read(const YAML::Node& root);

private:
    steps read_steps(const YAML::Node& list, std::size_t depth);
    step read_step(const YAML::Node& node, std::size_t depth);
    void read_request(const YAML::Node& value, const request_step& known, step& into);
    void read_level(const YAML::Node& value, step& into);
    void read_condition(const YAML::Node& value, step& into);
    void read_repeat(const YAML::Node& value, std::size_t depth, step& into);
    void read_parallel(const YAML::Node& value, std::size_t depth, step& into);
    void read_profile(const YAML::Node& root, scenario& into);
    void check(const YAML::Node& value, const step& one);

    [[nodiscard]] std::string place_of(const YAML::Mark& mark) const {
        return name_ + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
    }

    yaml_problems& problems_;
    std::string name_;
    std::unique_ptr<rack> rack_;
    std::unique_ptr<control_hub> hub_;
    std::unique_ptr<control_session> session_;
};

scenario reader::read(const YAML::Node& root) {
    scenario what;
    yaml_map map(root, problems_, {"offhook-scenario", "name", "profile", "handsets", "steps"});
    unsigned version = 0;
    map.number("offhook-scenario", version, 1, 1);
    if (root.IsMap() && !map.field("offhook-scenario")) {
        problems_.add(root.Mark(), "'offhook-scenario' is missing: the version, which is 1");
    }
    map.text("name", what.name, 255);
    map.number("handsets", what.handsets, 1, 1000);
    what.profile = desk_profile();
    if (root.IsMap()) read_profile(root, what);
    rack_ = std::make_unique<rack>(
        what.profile,
        rack::options{.count = what.handsets, .seed = 0, .now = [] { return time_point{}; }});
    hub_ = std::make_unique<control_hub>(*rack_);
    session_ = std::make_unique<control_session>(*hub_, nowhere());
    const auto list = map.field("steps");
    if (list) what.steps = read_steps(*list, 0);
    if (root.IsMap() && !list) problems_.add(root.Mark(), "'steps' is missing");
    return what;
}

// The mistakes of the profile have places in its own file.
void reader::read_profile(const YAML::Node& root, scenario& into) {
    const auto node = root["profile"];
    if (!node) return;
    if (!node.IsScalar()) return problems_.add(node.Mark(), "'profile' is no file name");
    try {
        into.profile =
            load_profile((std::filesystem::path(name_).parent_path() / node.Scalar()).string());
    } catch (const profile_error& error) {
        problems_.add(node.Mark(), std::string("the profile is wrong: ") + error.what());
    }
}

steps reader::read_steps(const YAML::Node& list, std::size_t depth) {
    steps all;
    if (!list.IsSequence()) {
        problems_.add(list.Mark(), "this is no list of steps");
    } else if (depth > deepest) {
        problems_.add(list.Mark(), "steps within steps are more than 8 deep");
    } else {
        for (const auto& one : list) all.push_back(read_step(one, depth));
    }
    return all;
}

step reader::read_step(const YAML::Node& node, std::size_t depth) {
    step one;
    one.place = place_of(node.Mark());
    // `- mute` is a step without fields.
    const bool bare = node.IsScalar();
    if (!bare && !(node.IsMap() && node.size() == 1)) {
        problems_.add(node.Mark(), "a step is one word with its fields, such as `press: star`");
        return one;
    }
    const auto key = bare ? node : node.begin()->first;
    const auto value = bare ? YAML::Node() : node.begin()->second;
    const auto word = key.Scalar();
    one.text = word + (value.IsDefined() && !value.IsNull() ? " " + json::serialize(json_of(value))
                                                            : std::string());
    for (const auto& known : request_steps) {
        if (known.word != word) continue;
        read_request(value, known, one);
        check(value.IsMap() ? value : node, one);
        return one;
    }
    if (word == "level") {
        read_level(value, one);
        check(value.IsMap() ? value : node, one);
    } else if (word == "wait-for" || word == "expect") {
        one.what = word == "expect" ? step::kind::expect : step::kind::wait_for;
        one.ms = milliseconds(word == "expect" ? 0 : 5000);
        read_condition(bare ? node : value, one);
    } else if (word == "pause") {
        one.what = step::kind::pause;
        const auto ms = value.IsScalar() ? whole_number(value.Scalar()) : std::nullopt;
        if (!ms || *ms > longest_ms)
            problems_.add(key.Mark(), "'pause' needs a whole number of ms");
        one.ms = milliseconds(ms.value_or(0));
    } else if (word == "log") {
        if (!value.IsScalar()) problems_.add(key.Mark(), "'log' needs a text");
    } else if (word == "repeat") {
        read_repeat(bare ? node : value, depth, one);
    } else if (word == "parallel") {
        read_parallel(bare ? node : value, depth, one);
    } else {
        std::string allowed;
        for (const auto& known : request_steps) allowed += std::string(known.word) + ", ";
        problems_.add(
            key.Mark(),
            "there is no step '" + word + "'; allowed: " + allowed + std::string(other_steps));
    }
    return one;
}

void reader::read_request(const YAML::Node& value, const request_step& known, step& into) {
    into.what = step::kind::request;
    into.request["do"] = json::string(known.verb.data(), known.verb.size());
    if (value.IsMap()) {
        for (const auto& field : value.as<std::map<std::string, YAML::Node>>()) {
            into.request[field.first] = json_of(field.second);
        }
    } else if (value.IsDefined() && !value.IsNull()) {
        const json::string_view field(known.field.data(), known.field.size());
        into.request[known.field.empty() ? json::string_view("value") : field] = json_of(value);
    }
    if (known.word == "hook" && !into.request.contains("device"))
        into.request["device"] = "handset";
    if (known.word == "wheel" && !into.request.contains("device"))
        into.request["device"] = "handset";
    // A digit is the key of that name; a button's number is above 9.
    if (auto* key = into.request.if_contains("key");
        key != nullptr && key->is_int64() && key->get_int64() >= 0 && key->get_int64() <= 9) {
        *key = std::to_string(key->get_int64());
    }
}

// `level: {device: handset, volume: 100}` and the same with gain.
void reader::read_level(const YAML::Node& value, step& into) {
    into.what = step::kind::request;
    const bool gain = value.IsMap() && value["gain"];
    into.request["do"] = gain ? "gain" : "volume";
    if (!value.IsMap()) return;
    for (const auto& field : value) {
        const auto name = field.first.Scalar();
        const bool is_level = name == "gain" || (name == "volume" && !gain);
        into.request[is_level ? "level" : name] = json_of(field.second);
    }
}

void reader::check(const YAML::Node& value, const step& one) {
    check_request(*session_, one.request, value, problems_);
}

void reader::read_condition(const YAML::Node& value, step& into) {
    static const auto known = [] {
        return std::array<std::string_view, 16>{"handset",
                                                "serial",
                                                "product",
                                                "plugged",
                                                "session",
                                                "display",
                                                "ring",
                                                "hook",
                                                "volume",
                                                "gain",
                                                "buttons",
                                                "areas",
                                                "vendor",
                                                "faults",
                                                "requests",
                                                "counters"};
    }();
    if (!value.IsMap()) {
        return problems_.add(value.Mark(),
                             "a condition looks like the state, such as {ring: {mode: 1}}");
    }
    for (const auto& field : value) {
        const auto name = field.first.Scalar();
        if (name == "within" || name == "handset") {
            const auto most = name == "within" ? longest_ms : rack_->size() - 1;
            std::uint64_t asked = longest_ms + 1;
            if (field.second.IsScalar()) {
                if (const auto number = whole_number(field.second.Scalar())) asked = *number;
            }
            if (asked > most) {
                problems_.add(
                    field.second.Mark(),
                    "'" + name + "' needs a whole number from 0 to " + std::to_string(most));
            } else if (name == "within") {
                into.ms = milliseconds(asked);
            } else {
                into.handset = asked;
            }
        } else if (std::find(known.begin(), known.end(), name) == known.end()) {
            problems_.add(field.first.Mark(), "the state has no '" + name + "'");
        } else {
            into.request[name] = json_of(field.second);
        }
    }
}

void reader::read_repeat(const YAML::Node& value, std::size_t depth, step& into) {
    into.what = step::kind::repeat;
    into.text = "repeat";
    yaml_map map(value, problems_, {"times", "steps"});
    map.number("times", into.times, 1, most_times);
    const auto list = map.field("steps");
    if (list) into.branches.push_back(read_steps(*list, depth + 1));
    if (value.IsMap() && (!list || !map.field("times"))) {
        problems_.add(value.Mark(), "'repeat' needs 'times' and 'steps'");
    }
}

void reader::read_parallel(const YAML::Node& value, std::size_t depth, step& into) {
    into.what = step::kind::parallel;
    into.text = "parallel";
    if (!value.IsSequence()) {
        return problems_.add(value.Mark(), "'parallel' needs a list of lists of steps");
    }
    for (const auto& one : value) into.branches.push_back(read_steps(one, depth + 1));
}

}  // namespace

scenario parse_scenario(const std::string& text, const std::string& name) {
    yaml_problems problems(name);
    scenario what;
    try {
        what = reader(problems, name).read(YAML::Load(text));
    } catch (const YAML::Exception& error) {
        problems.add(error.mark, "this is no YAML: " + error.msg);
    }
    if (!problems.empty()) throw scenario_error(problems.text());
    return what;
}

scenario load_scenario(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (!file || !text) throw scenario_error(path + ": cannot be read: " + std::strerror(errno));
    auto what = parse_scenario(text.str(), path);
    if (what.name.empty()) what.name = std::filesystem::path(path).stem().string();
    return what;
}

}  // namespace offhook::sim
