#include "tools/offhook/connection.hpp"
#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/paths.hpp"
#include "tools/offhook/profile_words.hpp"
#include "tools/offhook/state_words.hpp"
#include "tools/offhook/values.hpp"
#include "tools/offhook/verb.hpp"

#include "driver/words/hex.hpp"
#include "driver/words/value_words.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>
#include <fstream>

namespace offhook::cli {
namespace {

constexpr const char* help = R"(
Reads what the handset shows and how it stands. Without WHAT, all of it.
  get display                get lamp [12]       get ring
  get hook                   get volume          get gain
  get button 12              its mode, function and label
  get data 0 [--output FILE] the content of a data area, as hex or into a file
JSON: one object: {"get":"lamp","lamp":12,"mode":"steady","mode_value":4}; without WHAT
  {"display":[..],"ring":{..},"hook":{..},"volume":{..},"gain":{..},"lamps":[..],"held_buttons":[..]}
Exit codes: 0 told; 1 the handset has no such thing; 2 wrong call; 3 not reachable.)";

/// How long the driver may take to read labels and data areas once it is connected.
constexpr std::chrono::milliseconds read_limit{15000};

class get_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("get", "Read one thing, or all");
        command_->footer(help);
        command_->add_option("WHAT", what_, "display lamp ring hook volume gain button data")
            ->check(CLI::IsMember(
                {"display", "lamp", "ring", "hook", "volume", "gain", "button", "data"}));
        command_->add_option("WHICH", which_, "Number of the lamp, button or data area");
        command_->add_option("--output", file_, "Where a data area's content is written to")
            ->type_name("FILE");
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        check_call();
        const auto limit = with.configuration.first_look;
        const auto address = the_one(with.driver, with.here, with.addresses, limit);
        connection handset(with.driver, with.here, address, with.configuration.timing);
        if (what_ == "button") return tell_button(with.out, handset);
        if (what_ == "data") return tell_area(with.out, handset);
        if (what_ == "lamp" && !which_.empty()) return tell_lamp(with.out, handset);
        if (with.out.is_json()) return tell_object(with.out, handset);
        tell_lines(with.out, handset);
        return exit_ok;
    }

private:
    void check_call() const {
        const bool needs_number = what_ == "button" || what_ == "data";
        const bool may_have_one = needs_number || what_ == "lamp";
        if (needs_number && which_.empty()) {
            throw failure(exit_bad_call, "get " + what_ + ": which one? give its number");
        }
        if (!which_.empty() && !may_have_one) {
            throw failure(exit_bad_call, "get " + what_ + " takes no number");
        }
        if (!file_.empty() && what_ != "data") {
            throw failure(exit_bad_call, "--output is for get data");
        }
    }

    [[nodiscard]] int tell_lamp(const output& out, const connection& handset) const {
        const auto number = button_of(which_);
        const auto profile = handset.profile();
        const auto state = handset.picture().state();
        const bool is_there = number < profile->buttons.size() && number < state.pairs.size() &&
                              profile->buttons[number].has_lamp();
        if (!is_there) {
            throw failure(exit_failed,
                          fmt::format("there is no lamp {}; {}", number, lamps_of(*profile)));
        }
        const auto mode = state.pairs[number].lamp;
        out.line(words::word_of(mode));
        out.object({{"get", "lamp"},
                    {"lamp", number},
                    {"mode", std::string(words::word_of(mode))},
                    {"mode_value", static_cast<unsigned>(mode)}});
        return exit_ok;
    }

    [[nodiscard]] int tell_button(const output& out, connection& handset) const {
        const auto number = button_of(which_);
        const auto count = handset.profile()->limits.buttons;
        if (number >= count) {
            throw failure(exit_failed,
                          fmt::format("there is no button {}; there are {}", number, count));
        }
        const auto read = [&] { return handset.picture().button_info(number).has_value(); };
        if (!handset.wait_for(read, read_limit)) {
            throw failure(exit_failed,
                          fmt::format("the handset did not tell what button {} is", number));
        }
        const auto picture = handset.picture();
        const auto info = *picture.button_info(number);
        const auto& pairs = picture.state().pairs;
        const auto state = number < pairs.size() ? words::word_of(pairs[number].button) : "";
        out.line(fmt::format("{}, {}", button_words(info), state));
        auto object = button_json(info);
        object["get"] = "button";
        object["state"] = std::string(state);
        out.object(object);
        return exit_ok;
    }

    [[nodiscard]] int tell_area(const output& out, connection& handset) const {
        const auto area = static_cast<std::uint8_t>(number_of(which_, "data area", 255));
        const auto profile = handset.profile();
        if (area >= profile->areas.size() || !profile->areas[area].readable()) {
            throw failure(
                exit_failed,
                fmt::format("there is no data area {} to read; {}", area, areas_of(*profile)));
        }
        const auto read = [&] { return handset.picture().area(area) != nullptr; };
        if (!handset.wait_for(read, read_limit)) {
            throw failure(exit_failed, fmt::format("data area {} could not be read", area));
        }
        const auto content = handset.picture().area(area);
        if (!file_.empty()) {
            save(*content);
            out.line(fmt::format("data area {}: {} bytes in {}", area, content->size(), file_));
        } else {
            for (const auto& line : hex_dump(*content)) out.line(line);
        }
        boost::json::object object{{"get", "data"}, {"area", area}, {"bytes", content->size()}};
        if (file_.empty()) object["hex"] = words::to_hex(*content);
        out.object(object);
        return exit_ok;
    }

    void save(const protocol::byte_vector& content) const {
        std::ofstream file(path_of(file_), std::ios::binary);
        file.write(reinterpret_cast<const char*>(content.data()),
                   static_cast<std::streamsize>(content.size()));
        file.close();
        if (!file) throw failure(exit_failed, "cannot write '" + file_ + "'");
    }

    [[nodiscard]] int tell_object(const output& out, const connection& handset) const {
        const auto all = state_json(*handset.profile(), handset.picture().state());
        if (what_.empty()) {
            out.object(all);
            return exit_ok;
        }
        const auto member = what_ == "lamp" ? "lamps" : what_.c_str();
        out.object({{"get", what_}, {member, all.at(member)}});
        return exit_ok;
    }

    void tell_lines(const output& out, const connection& handset) const {
        const auto profile = handset.profile();
        const auto state = handset.picture().state();
        tell_all(out, "display", display_rows(state));
        tell_all(out, "ring", {ring_line(state.ring)});
        tell_all(out, "hook", hook_lines(*profile, state));
        tell_all(out, "volume", level_lines(profile->limits.volume_devices, state.volume));
        tell_all(out, "gain", level_lines(profile->limits.gain_devices, state.gain));
        tell_all(out, "lamp", lamp_lines(*profile, state));
    }

    /// One thing alone as it is; among others with its name in front.
    void tell_all(const output& out,
                  const std::string& what,
                  const std::vector<std::string>& lines) const {
        if (!what_.empty() && what_ != what) return;
        for (const auto& line : lines) {
            out.line(what_.empty() ? fmt::format("{:<8} {}", what, line) : line);
        }
        if (lines.empty() && !what_.empty()) {
            throw failure(exit_failed, "this handset has no " + what + " to read");
        }
    }

    CLI::App* command_ = nullptr;
    std::string what_;
    std::string which_;
    std::string file_;
};

}  // namespace

std::unique_ptr<verb> make_get_verb() {
    return std::make_unique<get_verb>();
}

}  // namespace offhook::cli
