#include "tools/tapi/cli/cmd_conform.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/judge.hpp"
#include "tools/tapi/conform/report.hpp"

namespace offhook::tapi::cli {
namespace {

using namespace conform;

/// A case and the theme it is the first of, if it is.
struct chosen_case {
    const conformance_case* what;
    const char* theme_begins;
};

/// The cases to run; nothing, and a word on standard error, when a number is no case's.
std::optional<std::vector<chosen_case>> choose(const std::vector<unsigned>& only) {
    for (const unsigned number : only) {
        if (find_case(number) != nullptr) continue;
        std::fprintf(stderr,
                     "offhook-tapi: there is no case %u; 'conform --list' says which there are\n",
                     number);
        return std::nullopt;
    }
    std::vector<chosen_case> chosen;
    for (const theme& each : catalogue()) {
        const char* begins = each.name;
        for (const conformance_case& one : each.cases) {
            const bool wanted =
                only.empty() || std::find(only.begin(), only.end(), one.number) != only.end();
            if (!wanted) continue;
            chosen.push_back({&one, begins});
            begins = nullptr;
        }
    }
    return chosen;
}

exit_code list(output& out, const std::vector<chosen_case>& cases) {
    for (const chosen_case& each : cases) {
        if (each.theme_begins != nullptr) out.text(std::string("\n") + each.theme_begins + "\n");
        out.text(list_entry(*each.what));
        out.json_line(to_json(*each.what));
    }
    return exit_ok;
}

exit_code be_the_child(output& out, const conform_request& wanted) {
    const news_sink tell = [&](const boost::json::object& news) { out.line(news); };
    const conform::options& given = wanted.suite.judged;
    const conformance_case* which = find_case(*wanted.judge);
    if (which == nullptr) {
        describe_provider(given, tell);
    } else {
        judge(*which, given, tell);
    }
    return exit_ok;
}

std::vector<case_report> run_all(output& out,
                                 const std::vector<chosen_case>& cases,
                                 const suite_options& given) {
    const paint how = out.coloured() ? paint::coloured : paint::plain;
    std::vector<case_report> reports;
    for (const chosen_case& each : cases) {
        if (interrupted()) break;
        if (each.theme_begins != nullptr) out.text(std::string("\n") + each.theme_begins + "\n");
        reports.push_back(run_case(*each.what, given));
        out.text(row_of(reports.back(), how));
        out.json_line(to_json(reports.back()));
    }
    return reports;
}

bool write_junit(const std::string& path, const std::vector<case_report>& reports) {
    std::ofstream file(path, std::ios::binary);
    file << junit(reports);
    file.close();
    if (file) return true;
    std::fprintf(stderr,
                 "offhook-tapi: the JUnit report '%s' cannot be written: %s\n",
                 path.c_str(),
                 std::strerror(errno));
    return false;
}

exit_code conform_all(output& out,
                      const conform_request& wanted,
                      const std::vector<chosen_case>& cases) {
    const provider_description provider = describe(wanted.suite);
    if (!provider.unusable.empty()) {
        std::fprintf(stderr, "offhook-tapi: %s\n", provider.unusable.c_str());
        return exit_bad_usage;
    }
    out.text(heading_of(provider, wanted.suite));
    const std::vector<case_report> reports = run_all(out, cases, wanted.suite);
    const tally counts = count(reports);
    out.text("\n" + summary_of(counts));
    out.json_line(to_json(counts));
    if (!wanted.junit_file.empty() && !write_junit(wanted.junit_file, reports)) {
        return exit_bad_usage;
    }
    if (reports.size() < cases.size()) {
        std::fprintf(stderr,
                     "offhook-tapi: interrupted after %zu of %zu cases\n",
                     reports.size(),
                     cases.size());
        return exit_failed;
    }
    return counts.failed + counts.blocked == 0 ? exit_ok : exit_failed;
}

}  // namespace

exit_code run_conform(output& out, const conform_request& wanted) {
    if (wanted.judge) return be_the_child(out, wanted);
    const auto cases = choose(wanted.only);
    if (!cases) return exit_bad_usage;
    if (wanted.list) return list(out, *cases);
    try {
        return conform_all(out, wanted, *cases);
    } catch (const std::system_error& error) {
        std::fprintf(stderr, "offhook-tapi: %s\n", error.what());
        return exit_bad_usage;
    }
}

}  // namespace offhook::tapi::cli
