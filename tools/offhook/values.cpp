#include "tools/offhook/values.hpp"

#include "driver/words/button_functions.hpp"
#include "driver/words/value_words.hpp"
#include "tools/offhook/failure.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <array>
#include <charconv>

namespace offhook::cli {
namespace {

using protocol::button_mode;
using protocol::hook_mode;
using protocol::lamp_mode;

constexpr std::uint32_t loudest = 0xFFFF;
constexpr std::array button_modes{button_mode::dummy,
                                  button_mode::call,
                                  button_mode::feature,
                                  button_mode::keypad,
                                  button_mode::local,
                                  button_mode::display};

[[noreturn]] void refuse(std::string_view what, std::string_view text, std::string_view allowed) {
    throw failure(exit_bad_call, fmt::format("{} '{}': allowed are {}", what, text, allowed));
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return out;
}

/// None for what is no number, or too big for 32 bits.
std::optional<std::uint32_t> plain_number(std::string_view text) {
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    const auto digits = is_hex ? text.substr(2) : text;
    std::uint32_t value = 0;
    const auto* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value, is_hex ? 16 : 10);
    if (digits.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

/// A number of one byte in the place of a word: what the handset makes of it is its business.
std::optional<std::uint8_t> byte_number(std::string_view text) {
    const auto number = plain_number(text);
    if (!number || *number > 0xFF) return std::nullopt;
    return static_cast<std::uint8_t>(*number);
}

std::optional<std::uint16_t> percentage(std::string_view text) {
    const auto number = plain_number(text);
    if (!number || *number > 100) return std::nullopt;
    return static_cast<std::uint16_t>((*number * loudest + 50) / 100);
}

std::optional<std::uint8_t> device_or_number(std::string_view text) {
    if (const auto device = words::device_of(lower(text))) {
        return static_cast<std::uint8_t>(*device);
    }
    return byte_number(text);
}

}  // namespace

std::uint32_t number_of(std::string_view text, std::string_view what, std::uint32_t most) {
    const auto number = plain_number(text);
    if (!number || *number > most) refuse(what, text, fmt::format("0 to {}", most));
    return *number;
}

std::uint16_t level_of(std::string_view text, std::string_view what) {
    const bool is_percentage = text.ends_with('%');
    const auto level = is_percentage ? percentage(text.substr(0, text.size() - 1)) : std::nullopt;
    if (level) return *level;
    const auto number = plain_number(text);
    if (!number || *number > loudest) refuse(what, text, "0% to 100%, or 0 to 65535");
    return static_cast<std::uint16_t>(*number);
}

std::uint8_t hook_device_of(std::string_view text) {
    const auto device = device_or_number(text);
    if (!device) refuse("hook switch device", text, words::device_words);
    return *device;
}

std::uint8_t hook_devices_of(std::string_view text) {
    if (lower(text) == "all") return protocol::all_hook_devices;
    std::uint8_t mask = 0;
    for (auto rest = text;;) {
        const auto comma = rest.find(',');
        const auto device = device_or_number(rest.substr(0, comma));
        if (!device) {
            refuse("hook switch devices", text, "handset, speaker, headset with commas, or all");
        }
        mask = static_cast<std::uint8_t>(mask | *device);
        if (comma == std::string_view::npos) return mask;
        rest.remove_prefix(comma + 1);
    }
}

hook_mode hook_mode_of(std::string_view text) {
    const auto word = lower(text);
    if (word == "offhook") return hook_mode::mic_speaker;
    if (const auto mode = words::hook_mode_of(word)) return *mode;
    const auto number = byte_number(text);
    if (!number)
        refuse("hook switch mode", text, std::string(words::hook_mode_words) + ", offhook");
    return static_cast<hook_mode>(*number);
}

lamp_mode lamp_mode_of(std::string_view text) {
    const auto word = lower(text);
    if (word == "on") return lamp_mode::steady;
    if (const auto mode = words::lamp_mode_of(word)) return *mode;
    const auto number = byte_number(text);
    if (!number) refuse("lamp mode", text, std::string(words::lamp_mode_words) + ", on");
    return static_cast<lamp_mode>(*number);
}

button_mode button_mode_of(std::string_view text) {
    const auto word = lower(text);
    for (const auto mode : button_modes) {
        if (words::word_of(mode) == word) return mode;
    }
    const auto number = byte_number(text);
    if (!number) refuse("button mode", text, "call, feature, keypad, local, display, dummy");
    return static_cast<button_mode>(*number);
}

std::uint32_t button_function_of(std::string_view text) {
    if (const auto known = words::button_function(lower(text))) return *known;
    const auto number = plain_number(text);
    if (!number) {
        refuse("button function", text, "TAPI's names such as hold, transfer, mute, or a number");
    }
    return *number;
}

std::uint8_t button_of(std::string_view text) {
    if (text == "*") return protocol::star_button;
    if (text == "#") return protocol::pound_button;
    const auto number = byte_number(text);
    if (!number) refuse("button or lamp", text, "0 to 255, * and #");
    return *number;
}

std::chrono::milliseconds seconds_of(std::string_view text, std::string_view what) {
    constexpr double day = 24 * 3600;
    double value = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    const bool is_number = !text.empty() && read.ec == std::errc() && read.ptr == end;
    if (!is_number || !(value >= 0 && value <= day)) refuse(what, text, "0 to 86400 seconds");
    return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000 + 0.5));
}

std::string percent(std::uint16_t level) {
    return fmt::format("{} %", (std::uint32_t{level} * 100 + loudest / 2) / loudest);
}

}  // namespace offhook::cli
