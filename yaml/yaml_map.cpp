#include "yaml/yaml_map.hpp"

#include <algorithm>
#include <charconv>

namespace offhook {
namespace {

std::string quoted(std::string_view name) {
    return "'" + std::string(name) + "'";
}

std::string shown(const YAML::Node& node) {
    if (node.IsScalar()) return quoted(node.Scalar());
    if (node.IsMap()) return "a map";
    if (node.IsSequence()) return "a list";
    return "empty";
}

}  // namespace

void yaml_problems::add(const YAML::Mark& where, const std::string& what) {
    // An empty file has no place of its own.
    const auto line = where.is_null() ? 0 : where.line;
    const auto column = where.is_null() ? 0 : where.column;
    lines_.push_back(name_ + ":" + std::to_string(line + 1) + ":" + std::to_string(column + 1) +
                     ": " + what);
}

std::string yaml_problems::text() const {
    std::string text;
    for (const auto& line : lines_) text += (text.empty() ? "" : "\n") + line;
    return text;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    const auto digits = text.substr(is_hex ? 2 : 0);
    std::uint64_t number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number, is_hex ? 16 : 10);
    if (digits.empty() || error != std::errc() || stop != end) return std::nullopt;
    return number;
}

yaml_map::yaml_map(const YAML::Node& node,
                   yaml_problems& problems,
                   std::initializer_list<std::string_view> allowed)
    : node_(node), problems_(problems) {
    std::string list;
    for (const auto name : allowed) list += (list.empty() ? "" : ", ") + std::string(name);
    if (!node.IsMap()) {
        problems_.add(node.Mark(), "this is " + shown(node) + "; allowed: a map with " + list);
        return;
    }
    std::vector<std::string> seen;
    for (const auto& entry : node) {
        const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
            problems_.add(entry.first.Mark(),
                          "unknown field " + quoted(name) + "; allowed: " + list);
        } else if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
            problems_.add(entry.first.Mark(), "field " + quoted(name) + " is there twice");
        }
        seen.push_back(name);
    }
}

std::optional<YAML::Node> yaml_map::field(std::string_view name) const {
    if (!node_.IsMap()) return std::nullopt;
    for (const auto& entry : node_) {
        if (entry.first.IsScalar() && entry.first.Scalar() == name) return entry.second;
    }
    return std::nullopt;
}

std::vector<YAML::Node> yaml_map::items(std::string_view name) {
    std::vector<YAML::Node> found;
    const auto node = field(name);
    if (!node) return found;
    if (node->IsSequence()) {
        for (const auto& item : *node) found.push_back(item);
    } else {
        wrong(*node, name, "a list");
    }
    return found;
}

void yaml_map::wrong(const YAML::Node& node, std::string_view name, const std::string& allowed) {
    problems_.add(node.Mark(), quoted(name) + " is " + shown(node) + "; allowed: " + allowed);
}

std::optional<std::uint64_t> yaml_map::whole(std::string_view name,
                                             std::uint64_t least,
                                             std::uint64_t most) {
    const auto node = field(name);
    if (!node) return std::nullopt;
    const auto number = node->IsScalar() ? whole_number(node->Scalar()) : std::nullopt;
    if (number && *number >= least && *number <= most) return number;
    wrong(*node,
          name,
          "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

void yaml_map::text(std::string_view name, std::string& into, std::size_t longest) {
    const auto node = field(name);
    if (!node) return;
    if (node->IsScalar() && node->Scalar().size() <= longest) {
        into = node->Scalar();
        return;
    }
    wrong(*node, name, "a text of at most " + std::to_string(longest) + " bytes");
}

void yaml_map::flag(std::string_view name, bool& into) {
    const auto node = field(name);
    if (!node) return;
    if (node->IsScalar() && (node->Scalar() == "true" || node->Scalar() == "false")) {
        into = node->Scalar() == "true";
        return;
    }
    wrong(*node, name, "true, false");
}

}  // namespace offhook
