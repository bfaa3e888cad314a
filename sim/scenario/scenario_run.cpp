#include "sim/scenario/scenario_run.hpp"

#include "sim/control/state_json.hpp"
#include "sim/control/state_match.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

namespace offhook::sim {

namespace json = boost::json;

scenario_run::scenario_run(const scenario& what,
                           control_hub& hub,
                           std::function<void(const log_entry&)> tell)
    : hub_(hub), tell_(std::move(tell)), session_(hub, ear_) {
    session_.on_message(R"({"do":"subscribe","to":["reports","faults"],"handset":"all"})");
    tracks_.emplace_back().frames.push_back({&what.steps});
}

void scenario_run::turn() {
    for (bool moved = true; moved && result_ == result::running;) {
        moved = false;
        for (auto one = tracks_.begin(); one != tracks_.end() && result_ == result::running;) {
            while (result_ == result::running && advance(*one)) moved = true;
            if (!one->frames.empty() || one->children != 0) {
                ++one;
                continue;
            }
            if (one->parent != nullptr) --one->parent->children;
            one = tracks_.erase(one);
            moved = true;
        }
        if (tracks_.empty() && result_ == result::running) end(result::passed, {});
    }
}

std::optional<time_point> scenario_run::next_deadline() const {
    std::optional<time_point> first;
    for (const auto& one : tracks_) {
        if (one.until && (!first || *one.until < *first)) first = one.until;
    }
    return first;
}

// False when the track waits, or is over.
bool scenario_run::advance(track& one) {
    if (one.frames.empty() || one.children != 0) return false;
    auto& now = one.frames.back();
    if (now.at < now.steps->size()) return carry_out(one, (*now.steps)[now.at]);
    now.at = 0;
    if (--now.left == 0) one.frames.pop_back();
    return true;
}

void scenario_run::next(track& one) {
    one.until.reset();
    ++one.frames.back().at;
}

bool scenario_run::carry_out(track& one, const step& what) {
    using kind = step::kind;
    if (what.what == kind::wait_for || what.what == kind::expect || what.what == kind::pause) {
        return wait(one, what);
    }
    if (what.what != kind::repeat) log(log_entry::lane::step, what.handset, what.text);
    next(one);
    if (what.what == kind::repeat) {
        one.frames.push_back({&what.branches.front(), 0, what.times});
    } else if (what.what == kind::parallel) {
        for (const auto& branch : what.branches) {
            auto& child = tracks_.emplace_back();
            child.frames.push_back({&branch});
            child.parent = &one;
            ++one.children;
        }
    } else if (what.what == kind::request) {
        refused_.clear();
        session_.on_message(json::serialize(what.request));
        if (!refused_.empty()) end(result::failed, what.place + ": " + what.text + ": " + refused_);
    }
    return true;
}

bool scenario_run::wait(track& one, const step& what) {
    auto& handsets = hub_.handsets();
    const auto now = handsets.now();
    if (!one.until) {
        one.until = now + what.ms;
        log(log_entry::lane::step, what.handset, what.text);
    }
    const bool is_pause = what.what == step::kind::pause;
    const auto why =
        is_pause ? std::string() : mismatch(what.request, state_json(what.handset, handsets));
    if (is_pause ? now >= *one.until : why.empty()) {
        next(one);
        return true;
    }
    if (now < *one.until) return false;
    end(what.what == step::kind::expect ? result::failed : result::timed_out,
        what.place + ": " + what.text + ": " + why);
    return false;
}

void scenario_run::end(result how, std::string why) {
    result_ = how;
    reason_ = std::move(why);
    constexpr std::array<const char*, 4> words{"running", "passed", "failed", "timed out"};
    log(log_entry::lane::step,
        0,
        std::string(words[static_cast<std::size_t>(how)]) +
            (reason_.empty() ? "" : ": " + reason_));
}

void scenario_run::on_message(std::string_view message) {
    const auto heard = json::parse({message.data(), message.size()}).as_object();
    const auto* event = heard.if_contains("event");
    if (event == nullptr) {
        if (heard.at("ok") == false) refused_ = json::value_to<std::string>(heard.at("error"));
        return;
    }
    using lane = log_entry::lane;
    const bool strikes = *event == "fault";
    if (*event != "report" && !strikes) return;
    const auto text = json::value_to<std::string>(heard.at("text"));
    const auto handset = static_cast<std::size_t>(heard.at("handset").to_number<int>());
    if (strikes) return log(lane::fault, handset, text);
    if (heard.at("way") == "to-device") return log(lane::to_device, handset, text);
    // An answer is a frame without bit 7 in its opcode; all else is told unasked.
    const auto hex = json::value_to<std::string>(heard.at("hex"));
    const bool answer = hex.starts_with("21") && hex.size() > 7 && hex[6] < '8';
    log(answer ? lane::to_host : lane::event, handset, text);
}

void scenario_run::log(log_entry::lane where, std::size_t handset, std::string text) {
    tell_({hub_.handsets().age(), where, handset, std::move(text)});
}

}  // namespace offhook::sim
