#include "sim/profile/yaml_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

// YAML 1.2's plain scalars; what is quoted, or has a leading zero, is a text.
json::value scalar_of(const YAML::Node& node) {
    const auto& text = node.Scalar();
    if (node.Tag() == "!") return json::value(text);
    if (text == "true" || text == "false") return json::value(text == "true");
    if (text.empty() || text == "null" || text == "~") return nullptr;
    const bool negative = text.front() == '-';
    const auto digits = text.substr(negative ? 1 : 0);
    const bool zero_led = digits.size() > 1 && digits.front() == '0' && digits[1] != '.';
    if (zero_led || digits.find_first_not_of("0123456789.") != std::string::npos) {
        return json::value(text);
    }
    if (digits.find('.') != std::string::npos) return json::value(node.as<double>());
    if (digits.size() > 15 || digits.empty()) return json::value(text);
    return json::value(std::stoll(text));
}

}  // namespace

json::value json_of(const YAML::Node& node) {
    if (node.IsMap()) {
        json::object all;
        for (const auto& one : node) all[one.first.Scalar()] = json_of(one.second);
        return all;
    }
    if (node.IsSequence()) {
        json::array all;
        for (const auto& one : node) all.push_back(json_of(one));
        return all;
    }
    return node.IsScalar() ? scalar_of(node) : json::value();
}

}  // namespace offhook::sim
