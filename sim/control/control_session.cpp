#include "sim/control/control_session.hpp"

#include "driver/words/hex.hpp"
#include "driver/words/report_words.hpp"
#include "sim/control/control_request.hpp"
#include "sim/control/fault_json.hpp"
#include "sim/control/state_json.hpp"
#include "sim/control/state_match.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace offhook::sim {

namespace json = boost::json;

struct control_session::waiting {
    json::value id;
    std::size_t handset = 0;
    json::value until;
};

namespace {

json::object answer_of(const json::value& id, json::object fields, std::string_view error) {
    json::object message;
    if (!id.is_null()) message["id"] = id;
    message["ok"] = error.empty();
    if (!error.empty()) message["error"] = json::string(error.data(), error.size());
    for (auto& field : fields) message[field.key()] = std::move(field.value());
    return message;
}

std::string_view text_of(const json::string& text) {
    return {text.data(), text.size()};
}

// Only the fields that are not in `told` yet, or differ; `told` is then up to date.
json::object changes_since(json::object& told, const json::object& now) {
    json::object changes;
    for (const auto& field : now) {
        const auto* known = told.if_contains(field.key());
        if (known != nullptr && *known == field.value()) continue;
        changes[field.key()] = field.value();
        told[field.key()] = field.value();
    }
    return changes;
}

}  // namespace

control_session::control_session(control_hub& hub, control_sink& sink)
    : hub_(hub), sink_(sink), self_(std::make_shared<control_session*>(this)) {
    hub_.add(*this);
}

control_session::~control_session() {
    *self_ = nullptr;
    hub_.remove(*this);
}

std::string control_session::failure(std::string_view what) {
    return json::serialize(answer_of(nullptr, {}, what));
}

void control_session::on_message(std::string_view text) {
    json::error_code error;
    const auto parsed = json::parse({text.data(), text.size()}, error);
    if (error) return sink_.send(failure("not one JSON object: " + error.message()));
    const auto* object = parsed.if_object();
    if (object == nullptr) {
        return sink_.send(failure("not a JSON object; a request looks like {\"do\":\"state\"}"));
    }
    const auto* found_id = object->if_contains("id");
    const json::value id = found_id == nullptr ? json::value() : *found_id;
    const auto* name = object->if_contains("do");
    const auto* chosen =
        name != nullptr && name->is_string() ? find_verb(text_of(name->get_string())) : nullptr;
    if (chosen == nullptr) {
        const auto seen = name == nullptr ? "is missing" : "is " + json::serialize(*name);
        return answer(id, {}, "'do' " + seen + "; allowed: " + verb_words());
    }
    control_request asked{hub_, *this, request_fields(*object), id, 0, {}, false, {}, false};
    chosen->read(asked);
    asked.fields.check_no_others();
    const std::weak_ptr<control_session*> alive = self_;
    if (asked.fields.error().empty()) {
        for (const auto& act : asked.to_do) {
            act();
            // It may have sent news, and the sink may have ended the session over them.
            if (alive.expired()) return;
        }
    }
    if (asked.answers_later) return;
    answer(id, std::move(asked.answer), asked.fields.error());
}

std::vector<std::string> control_session::check(const json::object& request) {
    const auto* chosen = find_verb(text_of(request.at("do").as_string()));
    if (chosen == nullptr) return {"there is no such request"};
    control_request asked{hub_, *this, request_fields(request), nullptr, 0, {}, false, {}, true};
    chosen->read(asked);
    asked.fields.check_no_others();
    return asked.fields.errors();
}

void control_session::subscribe(topic what, const std::vector<std::size_t>& handsets, bool deltas) {
    if (what == topic::faults) faults_ = true;
    for (const auto number : handsets) {
        if (what == topic::changes) changes_[number] = {deltas, {}};
        if (what == topic::wire) reports_.insert(number);
    }
    if (what != topic::changes || !deltas) return;
    for (const auto number : handsets) untold_.insert(number);
    if (sink_.has_room()) on_room();
}

void control_session::unsubscribe(topic what, const std::vector<std::size_t>& handsets) {
    if (what == topic::faults) faults_ = false;
    for (const auto number : handsets) {
        if (what == topic::wire) reports_.erase(number);
        if (what != topic::changes) continue;
        changes_.erase(number);
        untold_.erase(number);
    }
}

void control_session::on_act(std::size_t number, bool changed) {
    const std::weak_ptr<control_session*> alive = self_;
    if (changed && changes_.contains(number)) {
        if (sink_.has_room()) {
            tell_changed(number);
        } else {
            untold_.insert(number);
        }
    }
    if (!alive.expired() && !waits_.empty()) check_waiting(number);
}

void control_session::tell_changed(std::size_t number) {
    auto& known = changes_.at(number);
    auto state = state_json(number, hub_.rack_);
    json::object news{
        {"event", "changed"}, {"handset", number}, {"at_ms", hub_.rack_.age().count()}};
    news["state"] = known.deltas ? changes_since(known.told, state) : std::move(state);
    send(news);
}

void control_session::on_report(std::size_t number, rack::way where, protocol::bytes_view report) {
    if (!reports_.contains(number)) return;
    if (!sink_.has_room_for_reports()) {
        ++missed_;
        return;
    }
    const std::weak_ptr<control_session*> alive = self_;
    if (missed_ != 0) tell_missed();
    if (alive.expired()) return;
    const bool in = where == rack::way::to_host;
    const auto way = in ? protocol::direction::input : protocol::direction::output;
    send({{"event", "report"},
          {"handset", number},
          {"at_ms", hub_.rack_.age().count()},
          {"way", in ? "to-host" : "to-device"},
          {"hex", words::to_hex(report)},
          {"text", words::report_words(way, report)}});
}

// The list of faults is short and changes seldom; only its newest content matters.
void control_session::on_faults() {
    if (!faults_) return;
    untold_faults_ = !sink_.has_room();
    if (untold_faults_) return;
    send({{"event", "faults"},
          {"at_ms", hub_.rack_.age().count()},
          {"faults", faults_json(hub_.rack_.faults())}});
}

void control_session::on_strike(const fault_box::entry& one, std::size_t number) {
    if (!faults_ || !sink_.has_room_for_reports()) return;
    send({{"event", "fault"},
          {"handset", number},
          {"at_ms", hub_.rack_.age().count()},
          {"fault", one.id},
          {"text", fault_words(one.rule)}});
}

void control_session::tell_missed() {
    send({{"event", "missed"}, {"reports", std::exchange(missed_, 0)}});
}

void control_session::on_room() {
    const std::weak_ptr<control_session*> alive = self_;
    while (!untold_.empty() && sink_.has_room()) {
        const auto number = *untold_.begin();
        untold_.erase(untold_.begin());
        tell_changed(number);
        if (alive.expired()) return;
    }
    if (untold_faults_) on_faults();
    if (alive.expired()) return;
    if (missed_ != 0 && sink_.has_room_for_reports()) tell_missed();
}

void control_session::wait(const control_request& asked, json::value until, milliseconds within) {
    const auto which = ++last_wait_;
    waits_.emplace(which, waiting{asked.id, asked.handset, std::move(until)});
    const std::weak_ptr<control_session*> alive = self_;
    hub_.rack_.call_at(hub_.rack_.now() + within, [alive, which, within] {
        const auto session = alive.lock();
        if (!session || *session == nullptr) return;
        (*session)->end_waiting(which, "not within " + std::to_string(within.count()) + " ms");
    });
    check_waiting(asked.handset);
}

void control_session::check_waiting(std::size_t number) {
    std::vector<std::uint64_t> over;
    std::optional<json::value> state;
    for (const auto& [which, one] : waits_) {
        if (one.handset != number) continue;
        if (!state) state = state_json(number, hub_.rack_);
        if (mismatch(one.until, *state).empty()) over.push_back(which);
    }
    const std::weak_ptr<control_session*> alive = self_;
    for (const auto which : over) {
        if (!alive.expired()) end_waiting(which, {});
    }
}

void control_session::end_waiting(std::uint64_t which, std::string_view error) {
    auto found = waits_.extract(which);
    if (found.empty()) return;
    const auto& one = found.mapped();
    if (error.empty()) return answer(one.id, {}, {});
    const auto state = state_json(one.handset, hub_.rack_);
    answer(one.id, {{"timed_out", true}}, std::string(error) + ": " + mismatch(one.until, state));
}

void control_session::answer(const json::value& id, json::object fields, std::string_view error) {
    send(answer_of(id, std::move(fields), error));
}

void control_session::send(const json::object& message) {
    sink_.send(json::serialize(message));
}

}  // namespace offhook::sim
