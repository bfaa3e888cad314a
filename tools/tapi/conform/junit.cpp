#include <spdlog/fmt/fmt.h>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/report.hpp"

namespace offhook::tapi::conform {
namespace {

/// Text of an attribute or an element. Control characters, which XML has not, become '?'.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "&#10;"; break;
            case '\t': out += "&#9;"; break;
            default: out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
        }
    }
    return out;
}

std::string element_of(const case_report& report) {
    const std::string reason = escaped(report.end.reason);
    const std::string rule =
        escaped(fmt::format("{} [{}]", report.what->rule, report.what->source));
    switch (report.end.what) {
        case verdict::pass: return "";
        case verdict::not_applicable: return fmt::format("<skipped message=\"{}\"/>", reason);
        case verdict::fail:
            return fmt::format("<failure message=\"{}\">{}</failure>", reason, rule);
        case verdict::blocked: return fmt::format("<error message=\"{}\">{}</error>", reason, rule);
    }
    return "";
}

std::string test_case(const case_report& report) {
    const double seconds = static_cast<double>(report.took.count()) / 1000.0;
    std::string out =
        fmt::format("    <testcase name=\"{} {}\" classname=\"conform\" time=\"{:.3f}\">",
                    report.what->number,
                    escaped(report.what->title),
                    seconds);
    out += element_of(report);
    if (!report.printed.empty()) {
        out += fmt::format("<system-err>{}</system-err>", escaped(report.printed));
    }
    return out + "</testcase>\n";
}

bool is_in(const theme& which, const case_report& report) {
    return report.what >= which.cases.data() &&
           report.what < which.cases.data() + which.cases.size();
}

std::string test_suite(const theme& which, const std::vector<case_report>& reports) {
    std::vector<case_report> ours;
    std::string cases;
    for (const case_report& each : reports) {
        if (!is_in(which, each)) continue;
        ours.push_back(each);
        cases += test_case(each);
    }
    if (ours.empty()) return "";
    const tally counts = count(ours);
    return fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}"
        "  </testsuite>\n",
        escaped(which.name),
        ours.size(),
        counts.failed,
        counts.blocked,
        counts.not_applicable,
        cases);
}

}  // namespace

std::string junit(const std::vector<case_report>& reports) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    for (const theme& each : catalogue()) out += test_suite(each, reports);
    return out + "</testsuites>\n";
}

}  // namespace offhook::tapi::conform
