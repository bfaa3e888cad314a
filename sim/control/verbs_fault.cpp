#include "driver/words/value_words.hpp"
#include "sim/control/control_request.hpp"
#include "sim/control/fault_json.hpp"
#include "sim/control/state_json.hpp"
#include "sim/control/state_match.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_ms = 60 * 60 * 1000;
constexpr std::size_t most_times = 1'000'000'000;

std::optional<fault_kind> read_kind(request_fields& fields) {
    const auto word = fields.text("what");
    std::string allowed;
    for (const auto& one : fault_kinds()) {
        if (one.word == word) return one.kind;
        allowed += (allowed.empty() ? "" : ", ") + std::string(one.word);
    }
    fields.fail("'what' is '" + word + "'; allowed: " + allowed);
    return std::nullopt;
}

fault_place read_place(request_fields& fields, fault_kind what) {
    const bool asks = what == fault_kind::refuse || what == fault_kind::pending;
    const bool acts = what == fault_kind::unplug || what == fault_kind::reboot ||
                      what == fault_kind::hang || what == fault_kind::flood ||
                      what == fault_kind::reset || what == fault_kind::half_open;
    if (asks) return fault_place::request;
    const auto word =
        acts ? fields.word_or_first("at", {"request", "answer", "event", "to-host", "to-device"})
             : fields.word_or_first("at", {"answer", "request", "event", "to-host", "to-device"});
    if (word == "request") return fault_place::request;
    if (word == "event") return fault_place::event;
    if (word == "to-host") return fault_place::to_host;
    if (word == "to-device") return fault_place::to_device;
    return fault_place::answer;
}

std::vector<protocol::opcode> read_operations(request_fields& fields) {
    std::vector<protocol::opcode> codes;
    if (!fields.has("of")) return codes;
    for (const auto& name : fields.texts("of")) {
        const auto code = opcode_of(name);
        if (!code) fields.fail("'of' has '" + name + "', which is no request and no event");
        codes.push_back(code.value_or(protocol::opcode::ping));
    }
    return codes;
}

void read_when(control_request& asked, fault_rule& rule) {
    auto& fields = asked.fields;
    rule.now = fields.flag("now");
    rule.nth = fields.number_or("nth", most_times, 0);
    rule.every = fields.number_or("every", most_times, 0);
    rule.times = fields.number_or("times", most_times, 0);
    rule.chance = fields.fraction_or("chance", 1);
    rule.seed = fields.number_or("seed", 0xFFFFFFFF, 0);
    if (!fields.has("while")) return;
    const json::value condition = fields.object("while");
    rule.holds = [&handsets = asked.hub.handsets(), condition](std::size_t which) {
        return mismatch(condition, state_json(which, handsets)).empty();
    };
}

// How: each kind has its own fields, and another kind's are mistakes.
void read_how(control_request& asked, fault_rule& rule) {
    auto& fields = asked.fields;
    const auto ms = [&](std::string_view name, std::size_t without) {
        return milliseconds(fields.number_or(name, longest_ms, without));
    };
    switch (rule.what) {
        case fault_kind::late:
            rule.after = ms("ms", 100);
            rule.jitter = ms("jitter_ms", 0);
            break;
        case fault_kind::swap: rule.after = ms("ms", 100); break;
        case fault_kind::cut:
        case fault_kind::longer: rule.count = fields.number_or("bytes", 900, 1); break;
        case fault_kind::flip:
            rule.count = fields.number_or("byte", 1023, 9);
            rule.mask = static_cast<std::uint8_t>(fields.number_or("mask", 255, 255));
            break;
        case fault_kind::refuse: {
            const auto name = fields.text("status");
            const auto status = status_of(name);
            if (!status || *status == protocol::status::ok) {
                fields.fail("'status' is '" + name +
                            "'; allowed: the names of firmware-protocol.md section 6 but OK");
            }
            rule.answer = status.value_or(protocol::status::busy);
            rule.detail = static_cast<std::uint32_t>(fields.number_or("detail", 0xFFFFFFFF, 20));
            break;
        }
        case fault_kind::pending:
            rule.detail = static_cast<std::uint32_t>(fields.number_or("ms", 65535, 250));
            break;
        case fault_kind::unplug: rule.after = ms("back_ms", 0); break;
        case fault_kind::hang: rule.after = ms("ms", 0); break;
        case fault_kind::flood: rule.count = fields.number_or("count", 10000, 100); break;
        case fault_kind::stuck: rule.count = fields.key("key"); break;
        case fault_kind::bounce:
            rule.count = fields.number_or("count", 100, 3);
            rule.after = ms("ms", 5);
            break;
        case fault_kind::slice:
            rule.count = std::max<std::size_t>(fields.number_or("bytes", 65535, 1), 1);
            break;
        default: break;
    }
}

}  // namespace

void read_fault(control_request& asked) {
    auto& fields = asked.fields;
    const auto kind = read_kind(fields);
    if (!kind) return;
    fault_rule rule;
    rule.what = *kind;
    const bool all = fields.is_word("handset", "all");
    asked.handset = all ? 0 : fields.handset(asked.hub.handsets().size());
    if (!all) rule.handset = asked.handset;
    rule.at = read_place(fields, rule.what);
    rule.of = read_operations(fields);
    read_when(asked, rule);
    read_how(asked, rule);
    const bool acts = rule.what == fault_kind::unplug || rule.what == fault_kind::reboot ||
                      rule.what == fault_kind::hang || rule.what == fault_kind::flood ||
                      rule.what == fault_kind::reset || rule.what == fault_kind::half_open;
    if (rule.now && !acts)
        fields.fail("'now' is for unplug, reboot, hang, flood, reset, half-open");
    asked.then([&asked, rule = std::move(rule)] {
        asked.answer["fault"] = asked.hub.handsets().add_fault(rule);
        asked.hub.tell_faults();
    });
}

void read_clear(control_request& asked) {
    if (!asked.fields.has("fault")) {
        asked.then([&asked] {
            asked.hub.handsets().clear_faults();
            asked.hub.tell_faults();
        });
        return;
    }
    const auto id = asked.fields.number("fault", most_times);
    const auto& rules = asked.hub.handsets().faults().rules();
    if (std::none_of(rules.begin(), rules.end(), [&](const auto& one) { return one.id == id; })) {
        asked.fields.fail("there is no fault " + std::to_string(id));
    }
    asked.then([&asked, id] {
        asked.hub.handsets().remove_fault(id);
        asked.hub.tell_faults();
    });
}

void read_faults(control_request& asked) {
    asked.answer["faults"] = faults_json(asked.hub.handsets().faults());
}

}  // namespace offhook::sim
