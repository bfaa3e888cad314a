#include "driver/config_file.hpp"

#include "yaml/yaml_map.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace offhook {
namespace {

using spdlog::level::level_enum;
using std::chrono::milliseconds;

constexpr std::array level_names{
    yaml_word<level_enum>{"trace", level_enum::trace},
    yaml_word<level_enum>{"debug", level_enum::debug},
    yaml_word<level_enum>{"info", level_enum::info},
    yaml_word<level_enum>{"warn", level_enum::warn},
    yaml_word<level_enum>{"error", level_enum::err},
    yaml_word<level_enum>{"off", level_enum::off},
};

constexpr std::uint32_t shortest_timeout = 10;     // ms; less, and no device is in time
constexpr std::uint32_t longest_timeout = 600000;  // ms

std::string place_of(std::string_view file, const YAML::Mark& mark) {
    return std::string(file) + ":" + std::to_string(mark.line + 1) + ":" +
           std::to_string(mark.column + 1);
}

/// Empty when it is none. `hid:` ends with a colon, so that YAML takes it for a map.
std::string address_of(const YAML::Node& item) {
    if (item.IsScalar()) return item.Scalar();
    if (!item.IsMap() || item.size() != 1) return {};
    const auto only = *item.begin();
    return only.first.IsScalar() && only.second.IsNull() ? only.first.Scalar() + ":" : "";
}

void read_devices(yaml_map& map, config& into, std::string_view file) {
    const auto list = map.field("devices");
    if (!list) return;
    if (!list->IsSequence()) {
        return map.wrong(*list, "devices", "a list of addresses such as hid:* or sim:HOST:PORT");
    }
    into.devices.clear();
    for (const auto& item : *list) {
        auto address = address_of(item);
        if (!address.empty()) {
            add_device(into, {std::move(address), place_of(file, item.Mark())});
        } else {
            map.wrong(item, "devices", "an address such as hid:* or sim:HOST:PORT");
        }
    }
}

void read_span(yaml_map& map, std::string_view name, milliseconds& into) {
    auto number = static_cast<std::uint32_t>(into.count());
    map.number(name, number, shortest_timeout, longest_timeout);
    into = milliseconds(number);
}

/// The whole time is the user's; when a request is repeated within it keeps its proportion.
void read_request(yaml_map& map, std::string_view name, engine::request_timing& into) {
    const auto before = into.total;
    read_span(map, name, into.total);
    into.first_sign = into.first_sign * into.total.count() / before.count();
}

void read_timeouts(const YAML::Node& node, yaml_problems& problems, config& into) {
    yaml_map map(node,
                 problems,
                 {"link", "setting", "slow", "commit", "write", "open", "reconnect", "first_look"});
    auto& timing = into.timing;
    read_request(map, "link", timing.link);
    read_request(map, "setting", timing.setting);
    read_request(map, "slow", timing.slow);
    read_request(map, "commit", timing.commit);
    read_span(map, "write", timing.write);
    read_span(map, "open", timing.open);
    read_span(map, "reconnect", timing.longest_back_off);
    timing.first_back_off = std::min(timing.first_back_off, timing.longest_back_off);
    read_span(map, "first_look", into.first_look);
}

void read_log(const YAML::Node& node, yaml_problems& problems, log_config& into) {
    constexpr std::size_t longest_path = 4096;
    constexpr std::uint32_t gibibyte = 1U << 20;  // in KiB
    yaml_map map(node, problems, {"level", "file", "size_kib", "files"});
    map.one_of("level", level_names, into.level);
    map.text("file", into.file, longest_path);
    map.number("size_kib", into.size_kib, 1, gibibyte);
    map.number("files", into.files, 1, 100);
}

void read_forget(yaml_map& map, config& into) {
    constexpr std::uint32_t year = 365 * 24 * 3600;
    std::uint32_t seconds = 0;
    map.number("forget_after_s", seconds, 1, year);
    if (seconds != 0) into.forget_after = std::chrono::seconds(seconds);
}

void read_file(const YAML::Node& node,
               yaml_problems& problems,
               config& into,
               std::string_view file) {
    if (node.IsNull()) return;  // an empty file
    yaml_map map(node, problems, {"devices", "timeouts_ms", "forget_after_s", "log"});
    read_devices(map, into, file);
    if (const auto section = map.field("timeouts_ms")) read_timeouts(*section, problems, into);
    if (const auto section = map.field("log")) read_log(*section, problems, into.log);
    read_forget(map, into);
}

}  // namespace

std::optional<level_enum> log_level(std::string_view word) {
    for (const auto& known : level_names) {
        if (known.word == word) return known.value;
    }
    return std::nullopt;
}

std::string log_level_words() {
    std::string list;
    for (const auto& known : level_names) (list += list.empty() ? "" : ", ") += known.word;
    return list;
}

void add_device(config& into, device_config device) {
    if (device.address.empty()) return;
    // A device that is driven twice would be taken from one by the other, for ever.
    auto& all = into.devices;
    const bool known = std::any_of(all.begin(), all.end(), [&](const device_config& each) {
        return each.address == device.address;
    });
    if (!known) return all.push_back(std::move(device));
    into.complaints.push_back(device.where + ": '" + device.address +
                              "' is listed more than once; it is used once");
}

void apply_config_file(config& into, const std::string& text, std::string_view name) {
    yaml_problems problems(name);
    auto read = into;
    try {
        read_file(YAML::Load(text), problems, read, name);
        into = std::move(read);
    } catch (const YAML::Exception& error) {
        problems.add(error.mark, "this is no YAML: " + error.msg + "; the file is not used");
    }
    for (const auto& line : problems.lines()) into.complaints.push_back(line);
}

}  // namespace offhook
