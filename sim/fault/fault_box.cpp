#include "sim/fault/fault_box.hpp"

#include "driver/protocol/frame.hpp"
#include "driver/protocol/report_id.hpp"
#include "sim/fault/random.hpp"

#include <algorithm>
#include <utility>

namespace offhook::sim {

using protocol::byte_vector;
using protocol::opcode;
using protocol::report_id;
using effect = fault_effect::kind;

// A report under way: what can be seen of it, and what is to become of it.
struct fault_box::facts {
    facts(bool down, protocol::bytes_view from)
        : to_device(down), report(from.begin(), from.end()) {
        const auto id = down ? report_id::frame_to_device : report_id::frame_to_host;
        if (const auto frame = protocol::decode_frame(id, report)) {
            is_frame = true;
            code = frame->code;
            session = frame->session;
            sequence = frame->sequence;
            first = frame->offset == 0;
            last = frame->offset + frame->data.size() >= frame->total;
        }
    }

    [[nodiscard]] bool is_at(fault_place place) const {
        const bool event = is_frame && protocol::is_event(code);
        switch (place) {
            case fault_place::request: return to_device && is_frame && !event && first;
            case fault_place::answer: return !to_device && is_frame && !event;
            case fault_place::event: return !to_device && event;
            case fault_place::to_host: return !to_device;
            case fault_place::to_device: return to_device;
        }
        return false;
    }

    bool to_device;
    byte_vector report;
    bool is_frame = false;
    opcode code = opcode::ping;
    std::uint8_t session = 0;
    std::uint8_t sequence = 0;
    bool first = false;
    bool last = false;
    bool gone = false;  // it does not arrive
    std::size_t copies = 1;
    std::chrono::milliseconds later{0};
    const entry* swapped_by = nullptr;
};

namespace {

// Where the header's bytes are (firmware-protocol.md §3).
constexpr std::size_t session_at = 1, sequence_at = 2;

byte_vector answer_to(protocol::bytes_view request, protocol::status how, std::uint32_t detail) {
    auto frame = protocol::header_of(request);
    const auto payload = protocol::encode_detail(how, detail);
    frame.control = static_cast<std::uint8_t>(how);
    frame.offset = 0;
    frame.total = static_cast<std::uint16_t>(payload.size());
    frame.data = payload;
    const auto report = protocol::encode_frame(report_id::frame_to_host, frame);
    return {report.begin(), report.end()};
}

bool is_state(fault_kind what) {
    return what == fault_kind::stall || what == fault_kind::stuck || what == fault_kind::bounce ||
           what == fault_kind::slice;
}

}  // namespace

std::uint64_t fault_box::add(fault_rule rule,
                             const std::vector<std::size_t>& handsets,
                             fault_effects& out) {
    entry one;
    one.id = ++last_id_;
    one.random = rule.seed;
    one.rule = std::move(rule);
    if (one.rule.now) {
        for (const auto handset : handsets) {
            strike(one, handset);
            act(one, handset, out);
        }
        // Of what is done at once only a hang without an end goes on.
        if (one.rule.what != fault_kind::hang || one.rule.after.count() != 0) return one.id;
    }
    rules_.push_back(std::move(one));
    return last_id_;
}

bool fault_box::remove(std::uint64_t id) {
    for (auto& [handset, moving] : traffic_) {
        std::erase_if(moving.pending, [&](const auto& one) { return one.second.id == id; });
        if (moving.hung_by == id) moving.hung_by = 0;
    }
    return std::erase_if(rules_, [&](const entry& one) { return one.id == id; }) != 0;
}

void fault_box::clear() {
    rules_.clear();
    traffic_.clear();
}

void fault_box::cut_off(std::size_t handset) {
    const auto found = traffic_.find(handset);
    if (found == traffic_.end()) return;
    // A hang without an end outlives a loss of power as long as its rule is on.
    const auto hung = found->second.hung_token == 0 ? found->second.hung_by : 0;
    found->second = {};
    found->second.hung_by = hung;
}

const fault_rule* fault_box::state(fault_kind what, std::size_t handset, std::size_t button) const {
    for (const auto& one : rules_) {
        const auto& rule = one.rule;
        if (rule.what != what || (rule.handset && *rule.handset != handset)) continue;
        if (what == fault_kind::stuck && rule.count != button) continue;
        if (!rule.holds || rule.holds(handset)) return &rule;
    }
    return nullptr;
}

void fault_box::pass(std::size_t handset,
                     bool to_device,
                     protocol::bytes_view report,
                     fault_effects& out) {
    facts what(to_device, report);
    auto& moving = traffic_[handset];
    if (moving.hung_by != 0) return;
    if (to_device && state(fault_kind::stall, handset) != nullptr) return;
    if (to_device && what.is_frame && !what.first && moving.swallowed == what.sequence) return;
    if (to_device && what.first) moving.swallowed.reset();
    if (to_device && repeats_pending(handset, what, out)) return;
    // A rule may be gone by what another one leads to, so each is looked up anew.
    for (std::size_t i = 0; i < rules_.size() && !what.gone; ++i) {
        if (strikes(rules_[i], handset, what)) apply(rules_[i], handset, what, out);
    }
    deliver(handset, what, out);
}

bool fault_box::strikes(entry& one, std::size_t handset, const facts& what) {
    const auto& rule = one.rule;
    if (rule.now || is_state(rule.what)) return false;
    if (rule.handset && *rule.handset != handset) return false;
    if (!what.is_at(rule.at)) return false;
    const bool listed = std::find(rule.of.begin(), rule.of.end(), what.code) != rule.of.end();
    if (!rule.of.empty() && !(what.is_frame && listed)) return false;
    if (rule.holds && !rule.holds(handset)) return false;
    const auto fitted = ++one.fitted[handset];
    if (rule.nth != 0 && fitted != rule.nth) return false;
    if (rule.every != 0 && fitted % rule.every != 0) return false;
    if (rule.times != 0 && one.struck >= rule.times) return false;
    constexpr std::uint64_t fine = 1'000'000;
    const auto often = static_cast<std::uint64_t>(rule.chance * static_cast<double>(fine));
    return often >= fine || random_below(one.random, fine) < often;
}

void fault_box::strike(entry& one, std::size_t handset) {
    ++one.struck;
    on_strike(one, handset);
}

void fault_box::apply(entry& one, std::size_t handset, facts& what, fault_effects& out) {
    strike(one, handset);
    const auto& rule = one.rule;
    auto& bytes = what.report;
    switch (rule.what) {
        case fault_kind::drop: what.gone = true; break;
        case fault_kind::twice: ++what.copies; break;
        case fault_kind::late: {
            const auto jitter = static_cast<std::uint64_t>(rule.jitter.count());
            what.later +=
                rule.after + std::chrono::milliseconds(random_below(one.random, jitter + 1));
            break;
        }
        case fault_kind::swap: what.swapped_by = &one; break;
        case fault_kind::wrong_sequence:
            if (what.is_frame) bytes[sequence_at] ^= 0x10U;  // another generation, same slot
            break;
        case fault_kind::wrong_session:
            if (what.is_frame) bytes[session_at] ^= 0x55U;
            break;
        case fault_kind::cut:
            bytes.resize(bytes.size() - std::min(bytes.size(), rule.count));
            break;
        case fault_kind::longer: bytes.resize(bytes.size() + rule.count); break;
        case fault_kind::flip:
            if (rule.count < bytes.size()) bytes[rule.count] ^= rule.mask;
            break;
        case fault_kind::refuse:
        case fault_kind::pending: intercept(one, handset, what, out); break;
        default:
            // Before the request is carried out, or between it and its answer.
            what.gone = rule.what != fault_kind::flood;
            act(one, handset, out);
    }
}

void fault_box::act(const entry& one, std::size_t handset, fault_effects& out) {
    const auto& rule = one.rule;
    const auto add_effect = [&](effect what, std::chrono::milliseconds after, std::uint64_t token) {
        out.push_back({what, handset, after, {}, token});
    };
    auto& moving = traffic_[handset];
    switch (rule.what) {
        case fault_kind::unplug:
            add_effect(effect::unplug, {}, 0);
            if (rule.after.count() != 0) add_effect(effect::plug, rule.after, 0);
            break;
        case fault_kind::reboot: add_effect(effect::reboot, {}, 0); break;
        case fault_kind::hang:
            moving.hung_by = one.id;
            moving.hung_token = rule.after.count() == 0 ? 0 : ++last_token_;
            if (moving.hung_token != 0) add_effect(effect::remind, rule.after, moving.hung_token);
            break;
        case fault_kind::flood: add_effect(effect::flood, {}, rule.count); break;
        case fault_kind::reset: add_effect(effect::reset, {}, 0); break;
        case fault_kind::half_open: add_effect(effect::half_open, {}, 0); break;
        default: break;
    }
}

// The request never reaches the handset, in however many parts it comes.
void fault_box::intercept(const entry& one, std::size_t handset, facts& what, fault_effects& out) {
    what.gone = true;
    if (!what.last) traffic_[handset].swallowed = what.sequence;
    if (one.rule.what == fault_kind::pending) return keep_pending(one, handset, what, out);
    out.push_back({effect::to_host,
                   handset,
                   {},
                   answer_to(what.report, one.rule.answer, one.rule.detail),
                   0});
}

void fault_box::keep_pending(const entry& one,
                             std::size_t handset,
                             const facts& what,
                             fault_effects& out) {
    const auto token = ++last_token_;
    auto report = answer_to(what.report, protocol::status::pending, one.rule.detail);
    traffic_[handset].pending[what.sequence] = {one.id, token, report};
    out.push_back({effect::to_host, handset, {}, std::move(report), 0});
    const std::chrono::milliseconds wait(std::max<std::uint32_t>(one.rule.detail, 10));
    out.push_back({effect::remind, handset, wait, {}, token});
}

// A repetition of what pends is pending still; what ends it, ends it.
bool fault_box::repeats_pending(std::size_t handset, const facts& what, fault_effects& out) {
    auto& pending = traffic_[handset].pending;
    if (pending.empty() || !what.is_frame || !what.first) return false;
    if (what.code == opcode::hello || what.code == opcode::bye) {
        pending.clear();
    } else if (what.code == opcode::cancel) {
        pending.erase(what.report[protocol::frame_report_length - protocol::part_length]);
    } else if (const auto found = pending.find(what.sequence); found != pending.end()) {
        if (!what.last) traffic_[handset].swallowed = what.sequence;
        out.push_back({effect::to_host, handset, {}, found->second.header, 0});
        return true;
    } else {
        std::erase_if(pending, [&](const auto& one) {  // its slot is used anew (§4)
            return (one.first & 0x07U) == (what.sequence & 0x07U);
        });
    }
    return false;
}

void fault_box::on_reminder(std::uint64_t token, fault_effects& out) {
    for (auto& [handset, moving] : traffic_) {
        if (moving.hung_token == token) moving.hung_by = moving.hung_token = 0;
        for (const bool down : {false, true}) {
            if (moving.held_token[down] != token) continue;
            moving.held_token[down] = 0;
            out.push_back({down ? effect::to_device : effect::to_host,
                           handset,
                           {},
                           std::exchange(moving.held[down], {}),
                           0});
        }
        for (auto& [sequence, one] : moving.pending) {
            if (one.token != token) continue;
            out.push_back({effect::to_host, handset, {}, one.header, 0});
            constexpr std::size_t detail_at = protocol::frame_report_length - protocol::part_length;
            const std::chrono::milliseconds wait(
                std::max(10, one.header[detail_at] | one.header[detail_at + 1] << 8));
            out.push_back({effect::remind, handset, wait, {}, token});
        }
    }
}

void fault_box::deliver(std::size_t handset, facts& what, fault_effects& out) {
    auto& moving = traffic_[handset];
    const auto side = what.to_device ? effect::to_device : effect::to_host;
    if (what.swapped_by != nullptr && !what.gone && moving.held_token[what.to_device] == 0) {
        moving.held[what.to_device] = std::move(what.report);
        moving.held_token[what.to_device] = ++last_token_;
        const auto most = std::max(what.swapped_by->rule.after, std::chrono::milliseconds(1));
        out.push_back({effect::remind, handset, most, {}, last_token_});
        return;
    }
    for (std::size_t i = 0; i < what.copies && !what.gone; ++i) {
        out.push_back({side, handset, what.later, what.report, 0});
    }
    if (moving.held_token[what.to_device] == 0) return;
    moving.held_token[what.to_device] = 0;
    out.push_back({side, handset, {}, std::exchange(moving.held[what.to_device], {}), 0});
}

}  // namespace offhook::sim
