#include "sim/control/request_fields.hpp"

#include "driver/words/value_words.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <numeric>

namespace offhook::sim {

namespace json = boost::json;

namespace {

std::string quoted(std::string_view name) {
    return "'" + std::string(name) + "'";
}

// A value as it was written, short enough for one line.
std::string shown(const json::value& value) {
    constexpr std::size_t longest = 40;
    auto text = json::serialize(value);
    if (text.size() <= longest) return text;
    text.resize(longest);
    text.append("...");
    return text;
}

std::string list_of(std::initializer_list<std::string_view> words) {
    std::string list;
    for (const auto word : words) list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<protocol::byte_vector> bytes_of(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    protocol::byte_vector bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = digit_of(digits[i]);
        const int low = digit_of(digits[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

// A whole number from 0 to `largest`, however JSON has stored it.
std::optional<std::size_t> whole(const json::value& value, std::size_t largest) {
    if (!value.is_int64() && !value.is_uint64()) return std::nullopt;
    if (value.is_int64() && value.get_int64() < 0) return std::nullopt;
    const auto number =
        value.is_int64() ? static_cast<std::uint64_t>(value.get_int64()) : value.get_uint64();
    if (number > largest) return std::nullopt;
    return static_cast<std::size_t>(number);
}

}  // namespace

void request_fields::fail(std::string what) {
    const bool is_form = what.starts_with("'") || what.starts_with("unknown field");
    if (error_.empty() || is_form) errors_.push_back(what);
    if (error_.empty()) error_ = std::move(what);
}

const json::value* request_fields::find(std::string_view name) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) known_.emplace_back(name);
    return request_.if_contains(json::string_view(name.data(), name.size()));
}

std::string request_fields::text(std::string_view name, std::string_view allowed) {
    const auto* value = find(name);
    if (value == nullptr) {
        fail(quoted(name) + " is missing; allowed: " + std::string(allowed));
        return {};
    }
    if (!value->is_string()) {
        fail(quoted(name) + " is " + shown(*value) + "; allowed: " + std::string(allowed));
        return {};
    }
    return {value->get_string().data(), value->get_string().size()};
}

std::size_t request_fields::number(std::string_view name, std::size_t largest) {
    const auto* value = find(name);
    const auto allowed = "; allowed: a whole number from 0 to " + std::to_string(largest);
    if (value == nullptr) {
        fail(quoted(name) + " is missing" + allowed);
        return 0;
    }
    const auto number = whole(*value, largest);
    if (!number) fail(quoted(name) + " is " + shown(*value) + allowed);
    return number.value_or(0);
}

protocol::hook_device request_fields::device(std::string_view name) {
    const auto word = text(name, words::device_words);
    const auto device = words::device_of(word);
    if (!device) {
        fail(quoted(name) + " is " + quoted(word) +
             "; allowed: " + std::string(words::device_words));
    }
    return device.value_or(protocol::hook_device::handset);
}

protocol::hook_mode request_fields::hook_mode(std::string_view name) {
    const auto word = text(name, words::hook_mode_words);
    const auto mode = words::hook_mode_of(word);
    if (!mode) {
        fail(quoted(name) + " is " + quoted(word) +
             "; allowed: " + std::string(words::hook_mode_words));
    }
    return mode.value_or(protocol::hook_mode::on_hook);
}

protocol::lamp_mode request_fields::lamp_mode(std::string_view name) {
    const auto word = text(name, words::lamp_mode_words);
    const auto mode = words::lamp_mode_of(word);
    if (!mode) {
        fail(quoted(name) + " is " + quoted(word) +
             "; allowed: " + std::string(words::lamp_mode_words));
    }
    return mode.value_or(protocol::lamp_mode::off);
}

std::uint8_t request_fields::key(std::string_view name) {
    const auto* value = find(name);
    const auto allowed = "; allowed: " + std::string(words::key_words);
    if (value == nullptr) {
        fail(quoted(name) + " is missing" + allowed);
        return 0;
    }
    std::optional<std::uint8_t> key;
    if (value->is_string()) {
        key = words::key_of({value->get_string().data(), value->get_string().size()});
    } else if (const auto number = whole(*value, 255)) {
        key = static_cast<std::uint8_t>(*number);
    }
    if (!key) fail(quoted(name) + " is " + shown(*value) + allowed);
    return key.value_or(std::uint8_t{0});
}

protocol::byte_vector request_fields::hex(std::string_view name) {
    constexpr std::string_view allowed = "pairs of hex digits";
    const auto digits = text(name, allowed);
    auto bytes = bytes_of(digits);
    if (!bytes) fail(quoted(name) + " holds something else; allowed: " + std::string(allowed));
    return std::move(bytes).value_or(protocol::byte_vector{});
}

void request_fields::wrong(std::string_view name,
                           const json::value& value,
                           std::string_view allowed) {
    fail(quoted(name) + " is " + shown(value) + "; allowed: " + std::string(allowed));
}

std::size_t request_fields::number_or(std::string_view name,
                                      std::size_t largest,
                                      std::size_t without) {
    return has(name) ? number(name, largest) : without;
}

int request_fields::signed_number(std::string_view name, int least, int most) {
    const auto* value = find(name);
    const auto allowed =
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    if (value == nullptr) {
        fail(quoted(name) + " is missing; allowed: " + allowed);
        return 0;
    }
    const auto number = value->is_int64() ? value->get_int64() : most + std::int64_t{1};
    if (number < least || number > most) {
        wrong(name, *value, allowed);
        return 0;
    }
    return static_cast<int>(number);
}

bool request_fields::flag(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return false;
    if (!value->is_bool()) wrong(name, *value, "true, false");
    return value->is_bool() && value->get_bool();
}

std::string request_fields::text(std::string_view name) {
    return text(name, "a text");
}

std::string request_fields::word_or_first(std::string_view name,
                                          std::initializer_list<std::string_view> allowed) {
    if (!has(name)) return std::string(*allowed.begin());
    const auto word = text(name, list_of(allowed));
    if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
        fail(quoted(name) + " is " + quoted(word) + "; allowed: " + list_of(allowed));
    }
    return word;
}

std::vector<std::string> request_fields::words_or_first(
    std::string_view name, std::initializer_list<std::string_view> allowed) {
    const auto* value = find(name);
    if (value == nullptr) return {std::string(*allowed.begin())};
    std::vector<std::string> words;
    const auto* list = value->if_array();
    if (list == nullptr || list->empty()) wrong(name, *value, "a list of " + list_of(allowed));
    for (const auto& item : list == nullptr ? json::array() : *list) {
        const auto found = std::find_if(allowed.begin(), allowed.end(), [&](std::string_view one) {
            return item.is_string() &&
                   item.get_string() == json::string_view(one.data(), one.size());
        });
        if (found == allowed.end()) {
            wrong(name, item, list_of(allowed));
        } else {
            words.emplace_back(*found);
        }
    }
    return words;
}

std::vector<std::string> request_fields::texts(std::string_view name) {
    const auto* value = find(name);
    std::vector<std::string> all;
    const auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr) {
        wrong(name, value == nullptr ? json::value() : *value, "a list of texts");
        return all;
    }
    for (const auto& item : *list) {
        if (!item.is_string()) wrong(name, item, "a list of texts");
        if (item.is_string()) all.emplace_back(item.get_string().data(), item.get_string().size());
    }
    return all;
}

double request_fields::fraction_or(std::string_view name, double without) {
    const auto* value = find(name);
    if (value == nullptr) return without;
    const double number = value->is_number() ? value->to_number<double>() : -1;
    if (number < 0 || number > 1) wrong(name, *value, "a number from 0 to 1");
    return number;
}

bool request_fields::is_word(std::string_view name, std::string_view word) {
    const auto* value = find(name);
    return value != nullptr && value->is_string() &&
           value->get_string() == json::string_view(word.data(), word.size());
}

json::object request_fields::object(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) fail(quoted(name) + " is missing; allowed: an object");
    if (value != nullptr && !value->is_object()) wrong(name, *value, "an object");
    return value != nullptr && value->is_object() ? value->get_object() : json::object();
}

std::vector<std::size_t> request_fields::handsets(std::size_t count) {
    const auto* value = find("handset");
    if (value == nullptr) return {0};
    std::vector<std::size_t> numbers;
    if (value->is_string() && value->get_string() == "all") {
        numbers.resize(count);
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        return numbers;
    }
    if (!value->is_array()) return {handset(count)};
    for (const auto& item : value->get_array()) {
        const auto one = whole(item, count - 1);
        if (!one) wrong("handset", item, "whole numbers from 0 to " + std::to_string(count - 1));
        numbers.push_back(one.value_or(0));
    }
    return numbers;
}

std::size_t request_fields::handset(std::size_t count) {
    if (find("handset") == nullptr) return 0;
    return number("handset", count - 1);
}

void request_fields::check_no_others() {
    for (const auto& field : request_) {
        const std::string name(field.key().data(), field.key().size());
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        std::string allowed;
        for (const auto& one : known_) allowed += (allowed.empty() ? "" : ", ") + one;
        fail("unknown field " + quoted(name) + "; allowed here: " + allowed);
    }
}

}  // namespace offhook::sim
