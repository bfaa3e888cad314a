#include "sim/control/state_match.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <optional>

namespace offhook::sim {

namespace json = boost::json;

namespace {

std::string_view view(json::string_view text) {
    return {text.data(), text.size()};
}

std::string_view without_end_spaces(std::string_view text) {
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Long values (a whole display, all buttons) would hide what a line is about.
std::string shown(const json::value& value) {
    constexpr std::size_t longest = 200;
    auto text = json::serialize(value);
    if (text.size() > longest) text = text.substr(0, longest) + "...";
    return text;
}

std::string differs(const std::string& path, const json::value& seen, const std::string& wanted) {
    return (path.empty() ? "the state" : path) + " is " + shown(seen) + ", wanted " + wanted;
}

std::string compare(const json::value& wanted, const json::value& seen, const std::string& path);

// A condition of one word; none when `wanted` is no such thing.
std::optional<std::string> compare_word(const json::object& wanted,
                                        const json::value& seen,
                                        const std::string& path) {
    if (wanted.size() != 1) return std::nullopt;
    const auto word = view(wanted.begin()->key());
    const auto& value = wanted.begin()->value();
    bool holds = false;
    if (word == "has") {
        holds = seen.is_string() && value.is_string() &&
                view(seen.get_string()).find(view(value.get_string())) != std::string_view::npos;
    } else if (word == "not") {
        holds = !compare(value, seen, path).empty();
    } else if (word == "least" || word == "most") {
        holds = seen.is_number() && value.is_number() &&
                (word == "least" ? seen.to_number<double>() >= value.to_number<double>()
                                 : seen.to_number<double>() <= value.to_number<double>());
    } else {
        return std::nullopt;
    }
    return holds ? std::string() : differs(path, seen, shown(wanted));
}

std::string compare_fields(const json::object& wanted,
                           const json::value& seen,
                           const std::string& path) {
    if (const auto word = compare_word(wanted, seen, path)) return *word;
    const auto* object = seen.if_object();
    if (object == nullptr) return differs(path, seen, shown(wanted));
    for (const auto& field : wanted) {
        const auto name = (path.empty() ? "" : path + ".") + std::string(view(field.key()));
        const auto* there = object->if_contains(field.key());
        if (there == nullptr) return name + " does not exist";
        auto found = compare(field.value(), *there, name);
        if (!found.empty()) return found;
    }
    return {};
}

std::string compare_list(const json::array& wanted,
                         const json::value& seen,
                         const std::string& path) {
    const auto* list = seen.if_array();
    if (list == nullptr) return differs(path, seen, shown(wanted));
    for (const auto& item : wanted) {
        // What is said of the item with the same id, if there is one, tells a person most.
        std::string nearest = "no item of " + path + " is like " + shown(item);
        const bool holds = std::any_of(list->begin(), list->end(), [&](const json::value& one) {
            const auto why = compare(item, one, path);
            const bool same = item.is_object() && one.is_object() &&
                              item.get_object().contains("id") && one.get_object().contains("id") &&
                              item.at("id") == one.at("id");
            if (same) nearest = why + " (id " + shown(item.at("id")) + ")";
            return why.empty();
        });
        if (!holds) {
            return path == "display" ? differs(path, seen, "a row " + shown(item)) : nearest;
        }
    }
    return {};
}

std::string compare(const json::value& wanted, const json::value& seen, const std::string& path) {
    if (const auto* object = wanted.if_object()) return compare_fields(*object, seen, path);
    if (const auto* list = wanted.if_array()) return compare_list(*list, seen, path);
    const bool same = wanted.is_string() && seen.is_string()
                          ? without_end_spaces(view(wanted.get_string())) ==
                                without_end_spaces(view(seen.get_string()))
                          : wanted == seen;
    return same ? std::string() : differs(path, seen, shown(wanted));
}

}  // namespace

std::string mismatch(const json::value& wanted, const json::value& seen) {
    return compare(wanted, seen, {});
}

}  // namespace offhook::sim
