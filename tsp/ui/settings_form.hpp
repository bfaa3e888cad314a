#pragma once

#include "driver/config.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace offhook::tsp::ui {

/// The numbers that a person can set, in the order of settings_form::numbers.
enum class number_field : std::uint8_t {
    link,
    setting,
    slow,
    commit,
    write,
    open,
    reconnect,
    first_look,
    forget_after,  ///< may be empty: never
};
inline constexpr std::size_t number_fields = 9;

/// Words of the configuration file for log levels, from the most talkative on.
inline constexpr std::array<std::string_view, 6> level_words{
    "trace", "debug", "info", "warn", "error", "off"};

/// The place in level_words of what a provider says (ask_level), and back.
[[nodiscard]] std::size_t place_of_level(std::uint8_t level);
[[nodiscard]] std::uint8_t level_at(std::size_t place);

/// The settings as they stand in a dialog: texts, right or wrong. UTF-8.
struct settings_form {
    std::vector<std::string> devices;  ///< addresses and patterns, in order
    std::array<std::string, number_fields> numbers;
    std::size_t level = 3;  ///< place in level_words
    std::string log_file;   ///< empty: none
    bool operator==(const settings_form&) const = default;
};

/// What is wrong with a form, in a sentence that says what, where and what is allowed.
struct form_problem {
    enum class place : std::uint8_t { devices, number, log_file };
    place where = place::devices;
    number_field field = number_field::link;  ///< valid for a number
    std::string message;
};

/// A form as a configuration, or everything that is wrong with it.
struct checked_form {
    config value;  ///< valid without problems
    std::vector<form_problem> problems;
};

[[nodiscard]] settings_form form_of(const config& from);

/// `base` gives what the form does not have.
[[nodiscard]] checked_form check_form(const settings_form& form, const config& base);

/// Why a text cannot be added as a handset's address; empty when it can.
[[nodiscard]] std::string address_problem(std::string_view address);

/// Without blanks at its ends.
[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace offhook::tsp::ui
