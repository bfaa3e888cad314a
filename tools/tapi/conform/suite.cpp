#include "tools/tapi/conform/suite.hpp"

#include <sstream>

#include "tools/tapi/conform/child_process.hpp"

namespace offhook::tapi::conform {
namespace {

namespace json = boost::json;

/// What a child told, put together.
struct news {
    json::object last;
    std::string last_call;
};

/// The last line may be cut off where the child crashed.
news read_news(const std::string& text) {
    news out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        boost::system::error_code ec;
        const json::value value = json::parse(line, ec);
        if (ec || !value.is_object()) continue;
        if (const json::value* name = value.as_object().if_contains("call")) {
            out.last_call = name->as_string();
        } else {
            out.last = value.as_object();
        }
    }
    return out;
}

std::string text_in(const json::object& from, const char* key) {
    const json::value* value = from.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

/// How a child ended that did not say so itself; empty if it did.
std::string sudden_end(const child_end& end, const news& told, const suite_options& given) {
    const std::string where = told.last_call.empty() ? "before the first call"
                                                     : "after " + told.last_call + " was called";
    if (end.what == child_end::how::timed_out) {
        return fmt::format("no end within {} ms, {}", given.case_limit.count(), where);
    }
    if (end.what == child_end::how::crashed) return fmt::format("{}, {}", end.crash, where);
    if (end.code != 0)
        return fmt::format("the process ended with exit code {}, {}", end.code, where);
    return told.last.empty() ? "the process ended " + where : "";
}

verdict verdict_of(const std::string& name) {
    for (const verdict each : {verdict::pass, verdict::not_applicable, verdict::blocked}) {
        if (name == name_of(each)) return each;
    }
    return verdict::fail;
}

}  // namespace

std::vector<std::string> child_words(const suite_options& given, unsigned number) {
    const options& judged = given.judged;
    const auto ms = [](std::chrono::milliseconds span) { return std::to_string(span.count()); };
    std::vector<std::string> words{own_program(), "--tsp", judged.module, "conform"};
    const auto add = [&](const char* name, const std::string& value) {
        words.emplace_back(name);
        words.push_back(value);
    };
    add("--judge", std::to_string(number));
    add("--phone", std::to_string(judged.phone));
    add("--completion-limit", ms(judged.completion_limit));
    add("--call-limit", ms(judged.call_limit));
    add("--quiet", ms(judged.quiet));
    if (!judged.operator_address.empty()) add("--operator", judged.operator_address);
    return words;
}

provider_description describe(const suite_options& given) {
    const child_end end = run_child(child_words(given, 0), given.case_limit);
    const news told = read_news(end.out);
    provider_description out;
    out.unusable = text_in(told.last, "unusable");
    out.version = text_in(told.last, "provider");
    out.name = text_in(told.last, "name");
    out.trouble = text_in(told.last, "trouble");
    if (const json::value* phones = told.last.if_contains("phones")) {
        out.phones = phones->to_number<std::uint64_t>();
    }
    if (const std::string sudden = sudden_end(end, told, given); !sudden.empty()) {
        out.trouble = sudden;
    }
    return out;
}

case_report run_case(const conformance_case& which, const suite_options& given) {
    const auto began = std::chrono::steady_clock::now();
    child_end end = run_child(child_words(given, which.number), given.case_limit);
    const news told = read_news(end.out);
    case_report report;
    report.what = &which;
    report.printed = std::move(end.err);
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    const std::string sudden = sudden_end(end, told, given);
    report.end = sudden.empty() ? judgement{verdict_of(text_in(told.last, "verdict")),
                                            text_in(told.last, "reason")}
                                : judgement{verdict::fail, sudden};
    return report;
}

tally count(const std::vector<case_report>& reports) {
    tally out;
    for (const case_report& each : reports) {
        switch (each.end.what) {
            case verdict::pass: ++out.passed; break;
            case verdict::fail: ++out.failed; break;
            case verdict::not_applicable: ++out.not_applicable; break;
            case verdict::blocked: ++out.blocked; break;
        }
    }
    return out;
}

}  // namespace offhook::tapi::conform
