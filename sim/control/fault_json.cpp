#include "sim/control/fault_json.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <boost/json/object.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

std::string ordinal(std::uint64_t number) {
    const auto teen = number % 100 >= 11 && number % 100 <= 13;
    const char* end = teen               ? "th"
                      : number % 10 == 1 ? "st"
                      : number % 10 == 2 ? "nd"
                      : number % 10 == 3 ? "rd"
                                         : "th";
    return std::to_string(number) + end;
}

std::string operations(const fault_rule& rule) {
    std::string list;
    for (const auto code : rule.of) {
        list += (list.empty() ? "" : ", ") + std::string(protocol::name_of(code));
    }
    return list;
}

// The report that a rule is about: "the answer to LAMP".
std::string report_of(const fault_rule& rule) {
    const auto of = operations(rule);
    switch (rule.at) {
        case fault_place::request: return of.empty() ? "each request" : "the request " + of;
        case fault_place::answer: return of.empty() ? "each answer" : "the answer to " + of;
        case fault_place::event: return of.empty() ? "each event" : "the event " + of;
        case fault_place::to_host: return "each report to the host";
        case fault_place::to_device: return "each report to the handset";
    }
    return {};
}

std::string what_of(const fault_rule& rule) {
    const auto report = report_of(rule);
    const auto ms = rule.after.count();
    switch (rule.what) {
        case fault_kind::drop: return "drops " + report;
        case fault_kind::late:
            return fmt::format("delays {} by {} ms{}",
                               report,
                               ms,
                               rule.jitter.count() == 0
                                   ? std::string()
                                   : fmt::format(" and up to {} more", rule.jitter.count()));
        case fault_kind::twice: return "doubles " + report;
        case fault_kind::swap: return "lets the next one overtake " + report;
        case fault_kind::wrong_sequence: return "puts a wrong sequence number on " + report;
        case fault_kind::wrong_session: return "puts a wrong session on " + report;
        case fault_kind::cut: return fmt::format("makes {} {} bytes shorter", report, rule.count);
        case fault_kind::longer: return fmt::format("makes {} {} bytes longer", report, rule.count);
        case fault_kind::flip:
            return fmt::format("flips bits {:02x} of byte {} of {}", rule.mask, rule.count, report);
        case fault_kind::refuse:
            return fmt::format("answers {} to {}", protocol::name_of(rule.answer), report);
        case fault_kind::pending: return "answers PENDING for ever to " + report;
        case fault_kind::stall: return "stalls the endpoints";
        case fault_kind::unplug:
            return ms == 0 ? "pulls the cable out"
                           : fmt::format("pulls the cable out for {} ms", ms);
        case fault_kind::reboot: return "reboots the handset";
        case fault_kind::hang:
            return ms == 0 ? "hangs the handset" : fmt::format("hangs the handset for {} ms", ms);
        case fault_kind::flood: return fmt::format("sends {} events at once", rule.count);
        case fault_kind::stuck: return fmt::format("button {} sticks", rule.count);
        case fault_kind::bounce:
            return fmt::format("the hook bounces {} times, {} ms apart", rule.count, ms);
        case fault_kind::slice: return fmt::format("slices the stream into {} bytes", rule.count);
        case fault_kind::reset: return "resets the stream";
        case fault_kind::half_open: return "leaves the stream half open";
    }
    return {};
}

// Those that are about a report say which in their own words.
bool names_its_report(fault_kind what) {
    return what <= fault_kind::pending;
}

bool is_lasting(fault_kind what) {
    return what == fault_kind::stall || what == fault_kind::stuck || what == fault_kind::bounce ||
           what == fault_kind::slice;
}

}  // namespace

const std::vector<fault_word>& fault_kinds() {
    static const std::vector<fault_word> kinds{{"drop", fault_kind::drop},
                                               {"late", fault_kind::late},
                                               {"twice", fault_kind::twice},
                                               {"swap", fault_kind::swap},
                                               {"wrong-sequence", fault_kind::wrong_sequence},
                                               {"wrong-session", fault_kind::wrong_session},
                                               {"short", fault_kind::cut},
                                               {"long", fault_kind::longer},
                                               {"flip", fault_kind::flip},
                                               {"refuse", fault_kind::refuse},
                                               {"pending", fault_kind::pending},
                                               {"stall", fault_kind::stall},
                                               {"unplug", fault_kind::unplug},
                                               {"reboot", fault_kind::reboot},
                                               {"hang", fault_kind::hang},
                                               {"flood", fault_kind::flood},
                                               {"stuck", fault_kind::stuck},
                                               {"bounce", fault_kind::bounce},
                                               {"slice", fault_kind::slice},
                                               {"reset", fault_kind::reset},
                                               {"half-open", fault_kind::half_open}};
    return kinds;
}

std::string fault_words(const fault_rule& rule) {
    auto text = what_of(rule);
    if (rule.now || is_lasting(rule.what)) return text;
    if (!names_its_report(rule.what)) text += " at " + report_of(rule);
    if (rule.nth != 0) text += ", the " + ordinal(rule.nth) + " time";
    if (rule.every != 0) text += ", every " + ordinal(rule.every) + " time";
    if (rule.times != 0) text += fmt::format(", at most {} times", rule.times);
    if (rule.chance < 1) text += fmt::format(", by chance {} (seed {})", rule.chance, rule.seed);
    if (rule.holds) text += ", while a condition holds";
    return text;
}

json::array faults_json(const fault_box& faults) {
    json::array list;
    for (const auto& one : faults.rules()) {
        const auto& kinds = fault_kinds();
        const auto word = std::find_if(kinds.begin(), kinds.end(), [&](const fault_word& known) {
            return known.kind == one.rule.what;
        });
        const auto text = fault_words(one.rule);
        json::object shown{{"fault", one.id},
                           {"what", json::string(word->word.data(), word->word.size())},
                           {"text", text},
                           {"struck", one.struck}};
        if (one.rule.handset) {
            shown["handset"] = *one.rule.handset;
        } else {
            shown["handset"] = "all";
        }
        list.push_back(std::move(shown));
    }
    return list;
}

std::optional<protocol::opcode> opcode_of(std::string_view name) {
    for (unsigned code = 0; code < 256; ++code) {
        const auto one = static_cast<protocol::opcode>(code);
        if (!name.empty() && protocol::name_of(one) == name) return one;
    }
    return std::nullopt;
}

std::optional<protocol::status> status_of(std::string_view name) {
    for (unsigned code = 0; code < 256; ++code) {
        const auto one = static_cast<protocol::status>(code);
        if (!name.empty() && protocol::name_of(one) == name) return one;
    }
    return std::nullopt;
}

}  // namespace offhook::sim
