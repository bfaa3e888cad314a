#include "tools/offhook/connection.hpp"
#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/set_request.hpp"
#include "tools/offhook/setting_words.hpp"
#include "tools/offhook/values.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>

namespace offhook::cli {
namespace {

using std::chrono::milliseconds;

constexpr const char* help = R"(
Each waits for the handset's own acknowledgement and tells it, or why there is none. Words may be
TAPI's numbers, too: `set lamp 12 4` is `set lamp 12 steady`. Levels are 50% or 0 to 65535.
Lamps, display and the like stay when the program ends. A ring ends with its program (the handset
stops it when nobody is connected): `set ring` stays for 5 seconds, --for SECONDS, or until Ctrl-C.
JSON: what was set, then {"acknowledged":true,"us":412} or {"acknowledged":false,"error":..}.
Exit codes: 0 acknowledged; 1 refused or failed; 2 wrong call; 3 no such handset, or not reachable.
Examples: offhook set lamp 12 steady
          offhook set display "Hello" --row 1 --column 4
          offhook set ring 1 --volume 50% --for 10
          offhook set volume handset 80%
          offhook set hook handset,speaker onhook
          offhook set button 12 --function hold --label Hold
          offhook set data 0 @melody.bin)";

/// How long a ring is heard unless --for says otherwise.
constexpr milliseconds usual_ring{5000};

/// How long the driver may take to read labels once it is connected.
constexpr milliseconds read_limit{5000};

class set_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("set", "Set one thing, and tell whether it worked");
        command_->footer(help);
        command_->require_subcommand(1);
        auto& lamp = kind("lamp", "What a lamp shows");
        lamp.add_option("NUMBER", wanted_.which, "Its number")->required();
        lamp.add_option("MODE", wanted_.value, "off steady wink flash flutter brokenflutter")
            ->required();
        describe_ring();
        auto& hook = kind("hook", "Hook switches");
        hook.add_option("DEVICES", wanted_.which, "handset,speaker,headset or all")->required();
        hook.add_option("MODE", wanted_.value, "onhook mic speaker micspeaker")->required();
        describe_level("volume", "How loud a speaker is");
        describe_level("gain", "How sensitive a microphone is");
        describe_display();
        describe_button();
        auto& data = kind("data", "The content of a data area");
        data.add_option("AREA", wanted_.which, "Its number")->required();
        data.add_option("DATA", wanted_.value, "Hex digits, or @FILE")->required();
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        wanted_.kind = command_->get_subcommands().front()->get_name();
        wanted_.is_label_given = label_->count() != 0;
        check(wanted_);
        const auto span = span_.empty() ? usual_ring : seconds_of(span_, "--for");
        const auto limit = with.configuration.first_look;
        const auto address = the_one(with.driver, with.here, with.addresses, limit);
        connection handset(with.driver, with.here, address, with.configuration.timing);
        if (wanted_.kind == "button") wait_for_button(handset);
        const auto command = to_command(wanted_, handset.picture());
        const auto how = handset.perform(command);
        if (how.result.error) return tell_failure(with.out, handset, command, how);
        with.out.line(fmt::format("{}: acknowledged by the handset after {:.2f} ms",
                                  in_words(command),
                                  static_cast<double>(how.took.count()) / 1000));
        auto object = to_json(command);
        object["acknowledged"] = true;
        object["us"] = how.took.count();
        with.out.object(object);
        if (needs_session(command)) with.here.pause(span);
        return exit_ok;
    }

private:
    CLI::App& kind(const char* name, const char* what) {
        return *command_->add_subcommand(name, what);
    }

    void describe_ring() {
        auto& ring = kind("ring", "The ringer");
        ring.add_option("MODE", wanted_.value, "0 is silence, others are melodies")->required();
        ring.add_option("--volume", wanted_.volume, "50% or 0 to 65535; else what it has")
            ->type_name("LEVEL");
        ring.add_option("--for", span_, "How long to let it ring; else 5")->type_name("SECONDS");
    }

    void describe_level(const char* name, const char* what) {
        auto& level = kind(name, what);
        level.add_option("DEVICE", wanted_.which, "handset speaker headset")->required();
        level.add_option("LEVEL", wanted_.value, "50% or 0 to 65535")->required();
    }

    void describe_display() {
        auto& display = kind("display", "Text on the display");
        display.add_option("TEXT", wanted_.value, "What to write");
        display.add_option("--row", wanted_.row, "From 0")->type_name("N");
        display.add_option("--column", wanted_.column, "From 0")->type_name("N");
        display.add_flag("--clear", wanted_.is_cleared, "Blank the rest of the display");
    }

    void describe_button() {
        auto& button = kind("button", "What a button is; what is left out stays");
        button.add_option("NUMBER", wanted_.which, "Its number, * or #")->required();
        button.add_option("--mode", wanted_.mode, "call feature keypad local display dummy");
        button.add_option("--function", wanted_.function, "TAPI's: hold transfer mute ...");
        label_ = button.add_option("--label", wanted_.label, "The text beside it");
    }

    /// What is left out stays as it is: so that has to be known first.
    void wait_for_button(connection& handset) const {
        const auto number = button_of(wanted_.which);
        if (number >= handset.profile()->limits.buttons) return;  // the handset says so itself
        const auto read = [&] { return handset.picture().button_info(number).has_value(); };
        if (handset.wait_for(read, read_limit)) return;
        throw failure(exit_failed,
                      fmt::format("the handset did not tell what button {} is", number));
    }

    static int tell_failure(const output& out,
                            const connection& handset,
                            const engine::command& command,
                            const performed& how) {
        const auto reason = reason_of(how.result);
        auto object = to_json(command);
        object["acknowledged"] = false;
        object["error"] = reason;
        out.object(object);
        complain(fmt::format("{}: not acknowledged: {}", in_words(command), reason));
        if (how.result.error.category() == engine::device_category()) {
            complain(hint_for(command, *handset.profile()));
        }
        return exit_failed;
    }

    CLI::App* command_ = nullptr;
    CLI::Option* label_ = nullptr;
    set_request wanted_;
    std::string span_;
};

}  // namespace

std::unique_ptr<verb> make_set_verb() {
    return std::make_unique<set_verb>();
}

}  // namespace offhook::cli
