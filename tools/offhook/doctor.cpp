#include "tools/offhook/doctor/configuration_check.hpp"
#include "tools/offhook/doctor/handset_check.hpp"
#include "tools/offhook/doctor/provider_check.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>
#include <algorithm>

namespace offhook::cli {
namespace {

constexpr const char* help = R"(
Goes through what has to be right for a handset to work, one line a check: ok, note, PROBLEM with
what to do, or not checked. It opens a session and sets the display or a lamp to what it shows
already: nothing changes, but a program that has the handset loses it for a moment.
Checks: configuration, environment, hidapi, handset (there, permitted), protocol, other programs,
session, round trip, provider, provider list and telephony service (Windows), log.
JSON: an object a check {"check":"hidapi","result":"ok","text":..} with "advice" where there is some,
  and at the end {"problems":0}. result is ok, note, problem or not-checked.
Exit codes: 0 no problem; 1 at least one.)";

const char* json_word(verdict value) {
    switch (value) {
        case verdict::ok: return "ok";
        case verdict::note: return "note";
        case verdict::problem: return "problem";
        case verdict::not_checked: return "not-checked";
    }
    return "";
}

class doctor_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("doctor", "Find out why a handset does not work");
        command_->footer(help);
        command_->add_option("--tsp", module_, "The provider's module, if it is in no usual place")
            ->type_name("PATH");
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        const auto environment = read_environment();
        tell(with.out, check_configuration(with.configuration, environment, default_config_file()));
        tell(with.out, check_environment(with.configuration, environment));
        tell(with.out, check_hid());
        tell(with.out, check_handsets(with));
        tell(with.out, check_provider(module_));
        tell(with.out, check_log(with.configuration.log));
        with.out.object({{"problems", problems_}});
        with.out.line(problems_ == 0   ? "all is well"
                      : problems_ == 1 ? "1 problem"
                                       : fmt::format("{} problems", problems_));
        return problems_ == 0 ? exit_ok : exit_failed;
    }

private:
    void tell(const output& out, const findings& all) {
        for (const auto& one : all) {
            if (one.verdict == verdict::problem) ++problems_;
            out.line(fmt::format("{:<12} {:<18} {}", word_of(one.verdict), one.check, one.text));
            if (!one.advice.empty()) out.line(fmt::format("{:>31} {}", "->", one.advice));
            boost::json::object line{
                {"check", one.check}, {"result", json_word(one.verdict)}, {"text", one.text}};
            if (!one.advice.empty()) line["advice"] = one.advice;
            out.object(line);
        }
    }

    CLI::App* command_ = nullptr;
    std::string module_;
    int problems_ = 0;
};

}  // namespace

std::unique_ptr<verb> make_doctor_verb() {
    return std::make_unique<doctor_verb>();
}

}  // namespace offhook::cli
