#include "tools/tapi/conform/report.hpp"

#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <sstream>

namespace offhook::tapi::conform {
namespace {

namespace json = boost::json;

constexpr std::size_t width = 88;
/// Where titles begin, and what is said below them.
constexpr std::size_t indent = 15;

const char* colour_of(verdict what) {
    switch (what) {
        case verdict::pass: return "\x1b[32m";
        case verdict::fail: return "\x1b[1;31m";
        case verdict::not_applicable: return "\x1b[2m";
        case verdict::blocked: return "\x1b[33m";
    }
    return "";
}

/// Words in lines under the title.
std::string paragraph(const std::string& text) {
    std::string out;
    std::string line;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (!line.empty() && indent + line.size() + 1 + word.size() > width) {
            out += "\n" + std::string(indent, ' ') + line;
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return line.empty() ? out : out + "\n" + std::string(indent, ' ') + line;
}

std::string plural(std::size_t count, const char* thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

}  // namespace

std::string heading_of(const provider_description& provider, const suite_options& given) {
    const std::string file = std::filesystem::path(given.judged.module).filename().string();
    if (!provider.trouble.empty()) return fmt::format("{}: {}", file, provider.trouble);
    return fmt::format("{}: TSPI {}, {}; phone {} is \"{}\"",
                       file,
                       provider.version,
                       plural(provider.phones, "phone"),
                       given.judged.phone,
                       provider.name);
}

std::string row_of(const case_report& report, paint how) {
    const verdict what = report.end.what;
    const std::string_view word = what == verdict::fail ? "FAIL" : name_of(what);
    const bool coloured = how == paint::coloured;
    std::string row = fmt::format("  {}  {}{:<8}{}{}",
                                  report.what->number,
                                  coloured ? colour_of(what) : "",
                                  word,
                                  coloured ? "\x1b[0m" : "",
                                  report.what->title);
    row += paragraph(report.end.reason);
    if (what == verdict::fail) {
        row += paragraph(fmt::format("rule: {}", report.what->rule));
        row += paragraph(fmt::format("from: {}", report.what->source));
    }
    return row;
}

std::string summary_of(const tally& counts) {
    const std::size_t all = counts.passed + counts.failed + counts.not_applicable + counts.blocked;
    std::string out = fmt::format("{}: {} passed, {} failed, {} not applicable",
                                  plural(all, "case"),
                                  counts.passed,
                                  counts.failed,
                                  counts.not_applicable);
    if (counts.blocked > 0) {
        out += fmt::format(", {} blocked by what other cases judge", counts.blocked);
    }
    return out;
}

std::string list_entry(const conformance_case& each) {
    return fmt::format("  {}  {}", each.number, each.title) +
           paragraph(fmt::format("{} [{}]", each.rule, each.source));
}

json::object to_json(const conformance_case& each) {
    return {
        {"case", each.number}, {"title", each.title}, {"rule", each.rule}, {"source", each.source}};
}

json::object to_json(const case_report& report) {
    json::object out{{"case", report.what->number},
                     {"title", report.what->title},
                     {"verdict", name_of(report.end.what)},
                     {"reason", report.end.reason},
                     {"rule", report.what->rule},
                     {"source", report.what->source},
                     {"took_ms", report.took.count()}};
    if (!report.printed.empty()) out["printed"] = report.printed;
    return out;
}

json::object to_json(const tally& counts) {
    return {{"summary", summary_of(counts)},
            {"passed", counts.passed},
            {"failed", counts.failed},
            {"not_applicable", counts.not_applicable},
            {"blocked", counts.blocked}};
}

}  // namespace offhook::tapi::conform
