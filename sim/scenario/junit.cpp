#include "sim/scenario/junit.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace offhook::sim {
namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "&#10;"; break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace

std::string junit_xml(const std::vector<junit_case>& cases) {
    const auto broken =
        std::count_if(cases.begin(), cases.end(), [](const auto& one) { return one.is_broken; });
    const auto bad = std::count_if(
        cases.begin(), cases.end(), [](const auto& one) { return !one.problem.empty(); });
    auto xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"offhook-sim\" "
        "tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        cases.size(),
        bad - broken,
        broken);
    for (const auto& one : cases) {
        xml += fmt::format("  <testcase name=\"{}\" time=\"{:.3f}\"",
                           escaped(one.name),
                           static_cast<double>(one.took_ms) / 1000);
        const char* kind = one.is_broken ? "error" : "failure";
        xml +=
            one.problem.empty()
                ? "/>\n"
                : fmt::format("><{0} message=\"{1}\"/></testcase>\n", kind, escaped(one.problem));
    }
    return xml + "</testsuite>\n";
}

}  // namespace offhook::sim
