#include "driver/config_edit.hpp"

#include "driver/config_file.hpp"
#include "yaml/yaml_editor.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace offhook {
namespace {

/// A setting as the file has it; no value where the file says nothing about it.
struct setting_text {
    const char* section;
    const char* key;
    std::optional<std::string> value;
};

std::string level_word(spdlog::level::level_enum level) {
    for (const char* word : {"trace", "debug", "info", "warn", "error", "off"}) {
        if (log_level(word) == level) return word;
    }
    return "warn";
}

std::vector<setting_text> texts_of(const config& from) {
    const auto span = [](std::chrono::milliseconds value) { return std::to_string(value.count()); };
    const auto& timing = from.timing;
    std::vector<setting_text> all{
        {"timeouts_ms", "link", span(timing.link.total)},
        {"timeouts_ms", "setting", span(timing.setting.total)},
        {"timeouts_ms", "slow", span(timing.slow.total)},
        {"timeouts_ms", "commit", span(timing.commit.total)},
        {"timeouts_ms", "write", span(timing.write)},
        {"timeouts_ms", "open", span(timing.open)},
        {"timeouts_ms", "reconnect", span(timing.longest_back_off)},
        {"timeouts_ms", "first_look", span(from.first_look)},
        {"", "forget_after_s", std::nullopt},
        {"log", "level", level_word(from.log.level)},
        {"log", "file", std::nullopt},
    };
    if (from.forget_after) all[8].value = std::to_string(from.forget_after->count());
    if (!from.log.file.empty()) all[10].value = yaml_scalar(from.log.file);
    return all;
}

std::vector<std::string> addresses_of(const config& from) {
    std::vector<std::string> all;
    for (const auto& each : from.devices) all.push_back(each.address);
    return all;
}

std::string edit_lines(const std::string& text, const config& wanted) {
    const auto now = config_of_text(text, "");
    yaml_editor editor(text);
    if (addresses_of(now) != addresses_of(wanted)) {
        editor.set_list("devices", addresses_of(wanted));
    }
    const auto before = texts_of(now);
    const auto after = texts_of(wanted);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto& [section, key, value] = after[i];
        if (before[i].value == value) continue;
        value ? editor.set(section, key, *value) : editor.remove(section, key);
    }
    return editor.text();
}

/// A section as a map, whatever it was.
YAML::Node section_of(YAML::Node& root, const std::string& name) {
    if (name.empty()) return root;
    if (!root[name].IsMap()) root[name] = YAML::Node(YAML::NodeType::Map);
    return root[name];
}

std::string write_anew(const std::string& text, const config& wanted) {
    YAML::Node root;
    try {
        root = YAML::Load(text);
    } catch (const YAML::Exception&) {
        root = YAML::Node();  // it was no YAML
    }
    if (!root.IsMap()) root = YAML::Node(YAML::NodeType::Map);
    YAML::Node devices(YAML::NodeType::Sequence);
    for (const auto& each : wanted.devices) devices.push_back(each.address);
    root["devices"] = devices;
    for (const auto& [section, key, value] : texts_of(wanted)) {
        auto map = section_of(root, section);
        if (value) {
            map[key] = YAML::Load(*value);
        } else {
            map.remove(key);
        }
    }
    YAML::Emitter out;
    out << root;
    return std::string(out.c_str()) + "\n";
}

}  // namespace

config config_of_text(const std::string& text, std::string_view name) {
    config result;
    result.devices.push_back({"hid:", "by default"});
    apply_config_file(result, text, name);
    return result;
}

bool has_same_settings(const config& one, const config& other) {
    const auto texts = texts_of(one);
    const auto others = texts_of(other);
    return addresses_of(one) == addresses_of(other) &&
           std::equal(texts.begin(), texts.end(), others.begin(), [](const auto& a, const auto& b) {
               return a.value == b.value;
           });
}

edited_config edit_config(const std::string& text, const config& wanted) {
    auto edited = edit_lines(text, wanted);
    // A text that is no YAML says what the defaults say, and would stay as it is.
    bool is_yaml = true;
    try {
        static_cast<void>(YAML::Load(edited));
    } catch (const YAML::Exception&) {
        is_yaml = false;
    }
    if (is_yaml && has_same_settings(config_of_text(edited, ""), wanted)) {
        return {std::move(edited), false};
    }
    return {write_anew(text, wanted), true};
}

}  // namespace offhook
