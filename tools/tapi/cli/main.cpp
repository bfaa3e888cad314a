#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/cli/cmd_conform.hpp"
#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/script.hpp"

namespace {

using namespace offhook::tapi;
using namespace offhook::tapi::cli;

struct arguments {
    std::vector<std::string> modules;
    std::string script;
    std::string version = "3.1";
    unsigned limit_ms = 10000;
    bool json = false;
    set_request set;
    conform_request conform;
};

const char* const json_help = R"(
Without a subcommand it asks for the commands of a script, one at a time: 'help' lists them, 'quit'
or Ctrl-D ends, Ctrl-C abandons the line. On a terminal lines are edited, Tab completes commands and
the up arrow brings back lines, those of earlier sessions, too: $XDG_STATE_HOME/offhook/tapi_history
(~/.local/state where unset) or the file $OFFHOOK_TAPI_HISTORY, which when empty means none.

JSON (--json), one object a line:
  an operation's result {"op":"SetLamp","phone":"desk","request":5,"result":0,
      "result_name":"OK","us":123.4,"call_us":3.1,"line":7}
      us: from the call to the provider's completion; call_us: inside the call;
      result null: no reply came, and result_name says why
  refused at once       the same without "request"; "result" is negative
  in the background     {"op":..,"request":5,"pending":true,..}, and when the reply comes
      {"event":"PHONE_REPLY","op":..,"request":5,"result":..,"result_name":..,"us":..}
  other commands        {"op":"GetLamp","result":0,"result_name":"OK","phone":"desk",
      "mode":"STEADY","mode_value":4,"us":1.2,"line":8}
  a line that is wrong  {"line":9,"error":"what is wrong and what would be right"}
  events                {"event":"PHONE_BUTTON","button":3,"mode":"KEYPAD","mode_value":8,
      "state":"DOWN","state_value":2,"phone":"desk","device":0,"at_ms":12.3}
      {"event":"PHONE_STATE","states":["LAMP"],"states_value":64,"button":12,..}; beside a
      single state: button, ring_mode, hook_mode, owners or monitors
      also PHONE_CLOSE, PHONE_DEVSPECIFIC, PHONE_CREATE and PHONE_REMOVE
  A decoded name has its number beside it as NAME_value.

Exit codes: 0 all went well; 1 an operation failed or nothing answered; 2 bad command line, script
or module. What the provider prints or logs comes out on standard error.)";

std::string run_help() {
    return "\nA script has one command a line; '#' begins a comment. Each command gets exactly one "
           "result line,\nevents come in between. An operation (dev-specific and the set- "
           "commands) waits for its reply;\nwith 'async' in front or '&' at the end it does not, "
           "and 'wait' waits for all of them.\n'@NAME' in front uses another handle than the last "
           "one. Commands:\n" +
           script_help() +
           "  DEV: handset speaker headset; hook MODE: onhook mic speaker micspeaker; lamp MODE: "
           "off steady\n  wink flash flutter brokenflutter. A number does for every name.\n";
}

/// What a host says about a provider that breaks the rules.
void print_log(const std::string& line) {
    std::fprintf(stderr, "offhook-tapi: %s\n", line.c_str());
}

exit_code run(const CLI::App& app, const arguments& given) {
    const auto version = version_of(given.version);
    if (!version || highest_known_version(*version, *version) == 0) {
        std::fprintf(stderr,
                     "offhook-tapi: --api-version '%s' is none of 1.3 1.4 2.0 2.1 2.2 3.0 3.1\n",
                     given.version.c_str());
        return exit_bad_usage;
    }
    note_interrupts();
    const bool as_json = given.json || given.conform.judge;
    output out(as_json ? output::format::json : output::format::words);
    if (app.got_subcommand("conform")) {
        conform_request wanted = given.conform;
        wanted.suite.judged.module = given.modules.front();
        return run_conform(out, wanted);
    }
    host_options host_setup;
    host_setup.versions.high = *version;
    host_setup.log = print_log;
    tapi_host host(given.modules, host_setup);
    const run_options options{.api_version = *version,
                              .limit = std::chrono::milliseconds(given.limit_ms)};
    if (app.got_subcommand("caps")) return run_caps(host, out, options);
    if (app.got_subcommand("status")) return run_status(host, out, options);
    if (app.got_subcommand("watch")) return run_watch(host, out, options);
    if (app.got_subcommand("set")) return run_set(host, out, options, given.set);
    if (!app.got_subcommand("run")) return run_prompt(host, out, options);
    return run_script(host, out, options, given.script);
}

const char* const conform_help = R"(
Each case loads the provider in a process of its own, directly at the level of TSPI, and judges one
rule. A crash or a hang is a failure of the case; the others still run. The phone is really used:
lamps light, the display shows text, volumes change; it rings for moments at the lowest volume.

Results: pass, FAIL, n/a (the rule says nothing about this phone, or it cannot be seen from here)
and blocked (another rule was broken on the way, which another case judges).
Exit codes: 0 nothing failed and nothing was blocked; 1 something was; 2 the module or the command
line cannot be used.)";

const char* const set_help = R"(
The phone is opened as its owner, and the answer is awaited. What there is to set:
  lamp ID MODE              set lamp 12 steady        off steady wink flash flutter brokenflutter
  ring MODE VOLUME          set ring 1 65535          mode 0 is silence
  volume DEV LEVEL          set volume handset 32768  handset speaker headset; 0 to 65535
  gain DEV LEVEL            set gain handset 32768
  hook-switch DEVS MODE     set hook-switch handset,speaker onhook
                                                      onhook mic speaker micspeaker
  display ROW COL TEXT      set display 0 0 Hello
  button-info ID MODE FUNCTION TEXT
                            set button-info 12 feature hold Hold
  data ID HEX|@FILE         set data 0 @ring.wav
  dev-specific HEX          set dev-specific 0102ff
Exit codes: 0 done; 1 refused, failed or not answered; 2 words that cannot be understood.)";

void describe_set(CLI::App& app, set_request& wanted) {
    app.footer(set_help);
    app.add_option("WORDS", wanted.words, "What to set, and to what")->required();
    app.add_option("--device", wanted.device, "The phone's device ID")
        ->type_name("N")
        ->capture_default_str();
}

void add_milliseconds(CLI::App& to,
                      const char* name,
                      std::chrono::milliseconds& span,
                      const char* help) {
    to.add_option_function<unsigned>(
          name, [&span](unsigned ms) { span = std::chrono::milliseconds(ms); }, help)
        ->type_name("MS")
        ->default_str(std::to_string(span.count()));
}

void describe_conform(CLI::App& app, conform_request& wanted) {
    app.footer(conform_help);
    app.add_flag("--list", wanted.list, "Say which cases there are, and judge nothing");
    app.add_option("--only", wanted.only, "Only these cases, for example 101,702")
        ->delimiter(',')
        ->type_name("N,M");
    app.add_option("--junit", wanted.junit_file, "Write the results as JUnit's XML, too")
        ->type_name("FILE");
    app.add_option("--phone", wanted.suite.judged.phone, "Which of the provider's phones, from 0")
        ->type_name("N")
        ->capture_default_str();
    app.add_option("--operator",
                   wanted.suite.judged.operator_address,
                   "The operator channel of offhook-sim (its --control), so that keys are pressed "
                   "and the cable is pulled")
        ->type_name("ADDR");
    add_milliseconds(app,
                     "--completion-limit",
                     wanted.suite.judged.completion_limit,
                     "How long a completion or a message may take");
    add_milliseconds(app,
                     "--call-limit",
                     wanted.suite.judged.call_limit,
                     "How long a phone function may take to return");
    add_milliseconds(
        app, "--quiet", wanted.suite.judged.quiet, "How long to listen before silence is believed");
    add_milliseconds(
        app, "--case-limit", wanted.suite.case_limit, "How long one case may take altogether");
    app.add_option("--judge", wanted.judge)->group("");  // the suite's own, for its children
}

void describe(CLI::App& app, arguments& given) {
    app.footer(json_help);
    app.add_option("--tsp",
                   given.modules,
                   "The provider's module, for example build/gcc/bin/offhook.tsp; several may be "
                   "given")
        ->required()
        ->type_name("PATH")
        ->allow_extra_args(false);
    app.add_flag("--json", given.json, "Print one JSON object a line instead of words");
    app.add_option("--api-version",
                   given.version,
                   "The highest TAPI version to speak: 1.3 1.4 2.0 2.1 2.2 3.0 or 3.1")
        ->capture_default_str();
    app.add_option("--timeout",
                   given.limit_ms,
                   "How long an operation of a script may wait for its reply, milliseconds")
        ->capture_default_str();
    app.require_subcommand(0, 1);
    app.fallthrough();
    app.add_subcommand("caps", "What each phone can do (PHONECAPS)");
    app.add_subcommand("status", "How each phone stands (PHONESTATUS)");
    app.add_subcommand("watch", "Print events of all phones until Ctrl-C");
    describe_set(*app.add_subcommand("set", "Do one operation: set lamp 12 steady"), given.set);
    CLI::App* script = app.add_subcommand("run", "Run the commands of a script");
    script->add_option("SCRIPT", given.script, "A file, or - for standard input")->required();
    script->footer(run_help());
    describe_conform(*app.add_subcommand("conform", "Judge the provider by TSPI's rules"),
                     given.conform);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(
        "A TAPI host: loads any phone service provider (TSP) by its exported names, as "
        "the telephony\nservice of Windows does, and offers TAPI's phone functions on it.",
        "offhook-tapi");
    arguments given;
    describe(app, given);
    try {
        app.parse(argc, argv);
        return run(app, given);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_ok : exit_bad_usage;
    } catch (const load_error& error) {
        std::fprintf(stderr, "offhook-tapi: %s\n", error.what());
        return exit_bad_usage;
    }
}
