#include "tsp/ui/settings_form.hpp"

#include "driver/config_file.hpp"
#include "driver/runtime.hpp"

#include <charconv>
#include <optional>

namespace offhook::tsp::ui {
namespace {

using std::chrono::milliseconds;

// The bounds are those of the configuration file (tsp/README.md, "Configuration").
constexpr std::uint32_t shortest = 10;
constexpr std::uint32_t longest = 600000;
constexpr std::uint32_t year = 365 * 24 * 3600;

/// Names as the dialog has them, without their mnemonics.
constexpr std::array<const char*, number_fields> names{"Link",
                                                       "Setting",
                                                       "Slow request",
                                                       "Download",
                                                       "Write",
                                                       "Open",
                                                       "Reconnect",
                                                       "First look",
                                                       "Forget after"};

std::string& text_of(settings_form& form, number_field field) {
    return form.numbers[static_cast<std::size_t>(field)];
}

std::optional<std::uint32_t> number_in(const std::string& text,
                                       std::uint32_t least,
                                       std::uint32_t most) {
    const auto digits = trimmed(text);
    std::uint32_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value);
    const bool whole = read.ec == std::errc() && read.ptr == end && !digits.empty();
    if (!whole || value < least || value > most) return std::nullopt;
    return value;
}

class checker {
public:
    checker(const settings_form& form, const config& base) : form_(form), result_{base, {}} {}

    checked_form run() {
        take_devices();
        auto& timing = result_.value.timing;
        take(number_field::link, timing.link.total);
        take(number_field::setting, timing.setting.total);
        take(number_field::slow, timing.slow.total);
        take(number_field::commit, timing.commit.total);
        take(number_field::write, timing.write);
        take(number_field::open, timing.open);
        take(number_field::reconnect, timing.longest_back_off);
        take(number_field::first_look, result_.value.first_look);
        take_forget_after();
        take_log();
        return std::move(result_);
    }

private:
    void take_devices() {
        result_.value.devices.clear();
        for (const auto& each : form_.devices) {
            auto problem = address_problem(each);
            if (problem.empty()) {
                add_device(result_.value, {each, "the dialog"});
            } else {
                add({form_problem::place::devices, {}, std::move(problem)});
            }
        }
        if (!form_.devices.empty()) return;
        add({form_problem::place::devices,
             {},
             "No handset is chosen: tick at least one, or every handset on USB."});
    }

    std::optional<std::uint32_t> number(number_field field,
                                        std::uint32_t least,
                                        std::uint32_t most,
                                        const char* unit) {
        const auto place = static_cast<std::size_t>(field);
        const auto value = number_in(form_.numbers[place], least, most);
        if (value) return value;
        add({form_problem::place::number,
             field,
             std::string(names[place]) + ": '" + form_.numbers[place] +
                 "' is not a whole number from " + std::to_string(least) + " to " +
                 std::to_string(most) + " " + unit + "."});
        return std::nullopt;
    }

    void take(number_field field, milliseconds& into) {
        if (const auto value = number(field, shortest, longest, "ms")) into = milliseconds(*value);
    }

    void take_forget_after() {
        auto& into = result_.value.forget_after;
        into.reset();
        if (trimmed(form_.numbers[static_cast<std::size_t>(number_field::forget_after)]).empty()) {
            return;
        }
        const auto value = number(number_field::forget_after, 1, year, "s, or nothing for never");
        if (value) into = std::chrono::seconds(*value);
    }

    void take_log() {
        auto& log = result_.value.log;
        log.file = trimmed(form_.log_file);
        const auto level = log_level(level_words[form_.level]);
        if (level) log.level = *level;
        if (log.file.find_first_of("\r\n") == std::string::npos) return;
        add({form_problem::place::log_file, {}, "Log file: a path is one line."});
    }

    void add(form_problem what) { result_.problems.push_back(std::move(what)); }

    const settings_form& form_;
    checked_form result_;
};

}  // namespace

std::size_t place_of_level(std::uint8_t level) {
    // spdlog has `critical` before `off`, which we never use.
    for (std::size_t place = 0; place < level_words.size(); ++place) {
        if (level <= level_at(place)) return place;
    }
    return level_words.size() - 1;
}

std::uint8_t level_at(std::size_t place) {
    const auto level = log_level(level_words.at(place));
    return static_cast<std::uint8_t>(level.value_or(spdlog::level::warn));
}

settings_form form_of(const config& from) {
    settings_form form;
    for (const auto& each : from.devices) form.devices.push_back(each.address);
    const auto put = [&](number_field field, milliseconds value) {
        text_of(form, field) = std::to_string(value.count());
    };
    put(number_field::link, from.timing.link.total);
    put(number_field::setting, from.timing.setting.total);
    put(number_field::slow, from.timing.slow.total);
    put(number_field::commit, from.timing.commit.total);
    put(number_field::write, from.timing.write);
    put(number_field::open, from.timing.open);
    put(number_field::reconnect, from.timing.longest_back_off);
    put(number_field::first_look, from.first_look);
    if (from.forget_after) {
        text_of(form, number_field::forget_after) = std::to_string(from.forget_after->count());
    }
    form.level = place_of_level(static_cast<std::uint8_t>(from.log.level));
    form.log_file = from.log.file;
    return form;
}

checked_form check_form(const settings_form& form, const config& base) {
    return checker(form, base).run();
}

std::string address_problem(std::string_view address) {
    const auto text = trimmed(address);
    if (text.empty()) {
        return "Type an address first: hid:*, hid:VVVV:PPPP:SERIAL, or sim:HOST:PORT for a "
               "simulator.";
    }
    return runtime::address_problem(text);
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

}  // namespace offhook::tsp::ui
