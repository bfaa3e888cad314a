#include "driver/engine/request_table.hpp"

#include "driver/protocol/batch.hpp"
#include "driver/protocol/data_area.hpp"

#include <algorithm>
#include <iterator>

namespace offhook::engine {
namespace {

using protocol::opcode;
using protocol::status;

constexpr std::uint64_t nobody = 0;  // id of a member whose caller has left

// A setting that was under way when so many sessions ended is not tried in another one.
constexpr int most_sessions = 3;

// A payload that fits in one report, and so costs the bus no more than a single setting.
constexpr std::size_t batch_bytes = protocol::part_length;

void end(std::vector<ended_request>& ended,
         const request& member,
         outcome result,
         bool repeated = false) {
    if (member.id == nobody) return;
    ended.push_back({member.id, member.code, std::move(result), repeated});
}

protocol::message make_message(const std::vector<request>& members) {
    protocol::message message;
    if (members.size() == 1) {
        message.code = members.front().code;
        message.payload = members.front().payload;
        return message;
    }
    protocol::batch together;
    for (const auto& member : members) together.items.push_back({member.code, member.payload});
    message.code = opcode::batch;
    message.payload = encoded(together);
    return message;
}

}  // namespace

void request_table::open(const session_terms& terms) {
    terms_ = terms;
    open_ = true;
    for (std::size_t i = 0; i < sequences_.size(); ++i) {
        sequences_[i] = protocol::make_sequence(i, 0);
    }
}

std::vector<request> request_table::suspend(boost::system::error_code reason, table_output& out) {
    open_ = false;
    std::vector<request> carried;
    for (auto& one : slots_) {
        if (!one) continue;
        for (auto& member : one->members) {
            const bool again = member.is_setting() && ++member.sessions_lost < most_sessions;
            if (again && member.id != nobody) {
                carried.push_back(std::move(member));
            } else {
                end(out.ended, member, {reason, 0, {}});
            }
        }
        one.reset();
    }
    std::ranges::sort(carried, {}, &request::id);  // ids grow with acceptance
    std::ranges::move(queue_, std::back_inserter(carried));
    queue_.clear();
    return carried;
}

void request_table::submit(request what, place where) {
    if (where == place::front) {
        queue_.push_front(std::move(what));
    } else {
        queue_.push_back(std::move(what));
    }
}

void request_table::pump(time_point now, table_output& out) {
    if (!open_) return;
    while (free_slot()) {
        auto candidates = sendable();
        if (candidates.empty()) return;
        const bool crowded = terms_.batches && candidates.size() > free_slots();
        const auto together = crowded ? batch_length(candidates) : 1;
        candidates.resize(std::max<std::size_t>(together, 1));
        launch(now, take_from_queue(candidates), out);
    }
}

void request_table::on_written(time_point now, std::uint64_t token, table_output& out) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i] && slots_[i]->token == token)
            act(now, i, slots_[i]->fsm.on_written(now), out);
    }
}

void request_table::on_response(time_point now,
                                const protocol::message& response,
                                table_output& out) {
    auto* const one = find(response);
    if (one == nullptr || one->fsm.is_holding_off()) {
        ++late_;
        return;
    }
    if (response.status() == status::bad_session) {
        out.session_refused = true;  // nothing was carried out: it waits for the next session
        return;
    }
    const auto detail = protocol::decode_detail(response.status(), response.payload);
    if (!detail || !is_whole(*one, response)) {
        ++malformed_;  // the deadline decides (§6)
        return;
    }
    const auto at = protocol::slot_of(response.sequence);
    const auto what = one->fsm.on_response(now, response.status(), *detail);
    const bool unwanted = one->fsm.is_holding_off() && !has_caller(*one);
    if (what == exchange_fsm::action::end || unwanted) {
        // What was damaged may have been a copy of a part: the device may have the message whole.
        if (response.status() == status::bad_part) {
            out.orphans.push_back({response.sequence, response.code, touched_by(*one), false});
        }
        answer(*one, response, out);
        slots_[at].reset();
        pump(now, out);
    } else {
        act(now, at, what, out);
    }
}

void request_table::on_time(time_point now, table_output& out) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i]) act(now, i, slots_[i]->fsm.on_time(now), out);
    }
    pump(now, out);
}

void request_table::abandon(const std::function<bool(std::uint64_t)>& mine,
                            boost::system::error_code reason,
                            table_output& out) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (!slots_[i]) continue;
        bool left = false;
        for (auto& member : slots_[i]->members) {
            if (member.id == nobody || !mine(member.id)) continue;
            end(out.ended, member, {reason, 0, {}});
            member.id = nobody;
            left = true;
        }
        if (left && !has_caller(*slots_[i])) forget(i, out);
    }
    std::deque<request> kept;
    for (auto& waiting : queue_) {
        if (mine(waiting.id)) {
            end(out.ended, waiting, {reason, 0, {}});
        } else {
            kept.push_back(std::move(waiting));
        }
    }
    queue_ = std::move(kept);
}

// After BUSY the device does not have it, so there is nothing to cancel.
void request_table::forget(std::size_t at, table_output& out) {
    const auto& one = *slots_[at];
    if (one.fsm.is_holding_off()) {
        slots_[at].reset();
    } else {
        out.orphans.push_back({one.message.sequence, one.message.code, touched_by(one), false});
    }
}

void request_table::fail_all(boost::system::error_code reason, table_output& out) {
    abandon([](std::uint64_t) { return true; }, reason, out);
    for (auto& one : slots_) one.reset();
}

std::optional<time_point> request_table::deadline() const {
    std::optional<time_point> earliest;
    for (const auto& one : slots_) {
        const auto due = one ? one->fsm.deadline() : std::nullopt;
        if (due && (!earliest || *due < *earliest)) earliest = due;
    }
    return earliest;
}

std::size_t request_table::size() const {
    std::size_t count = queue_.size();
    for (const auto& one : slots_) {
        if (one) count += one->members.size();
    }
    return count;
}

bool request_table::has_caller(const exchange& one) {
    return std::ranges::any_of(one.members, [](const request& m) { return m.id != nobody; });
}

touched request_table::touched_by(const exchange& one) {
    touched what;
    for (const auto& member : one.members) {
        const bool button = member.code == opcode::set_button;
        what.buttons |= button;
        what.state |= member.is_setting() && !button;
        what.areas |= member.code == opcode::dl_end;
    }
    return what;
}

// Whether an OK has all that its opcode promises. Of what a reader asked for, the reader is judge.
bool request_table::is_whole(const exchange& one, const protocol::message& response) {
    if (response.status() != status::ok) return true;
    const auto& payload = response.payload;
    const auto is_open = [](std::uint8_t item) {
        const auto code = static_cast<status>(item);
        return code == status::pending || code == status::busy;
    };
    switch (one.message.code) {
        case opcode::ping: return !payload.empty();
        case opcode::dl_data: return protocol::dl_data_answer::decode(payload).has_value();
        case opcode::batch:
            return payload.size() >= one.members.size() && std::ranges::none_of(payload, is_open);
        default: return true;
    }
}

bool request_table::is_taken(control_key key) const {
    if (key == 0) return false;
    return std::ranges::any_of(slots_, [key](const slot& one) {
        return one && std::ranges::find(one->keys, key) != one->keys.end();
    });
}

std::optional<std::size_t> request_table::free_slot() const {
    for (std::size_t i = 0; i < terms_.window; ++i) {
        if (!slots_[i]) return i;
    }
    return std::nullopt;
}

std::size_t request_table::free_slots() const {
    return terms_.window - static_cast<std::size_t>(std::ranges::count_if(
                               slots_, [](const slot& one) { return one.has_value(); }));
}

// Places in the queue whose control is free and that no earlier request of the same control
// precedes. The first one alone decides whether others may join it, so the list is cut behind what
// a batch and the free slots could take.
std::vector<std::size_t> request_table::sendable() const {
    const auto enough = free_slots() + protocol::batch_limit;
    std::vector<std::size_t> found;
    std::vector<control_key> seen;
    for (std::size_t i = 0; i < queue_.size() && found.size() < enough; ++i) {
        const auto key = queue_[i].key;
        const bool behind = key != 0 && std::ranges::find(seen, key) != seen.end();
        if (!behind && !is_taken(key)) found.push_back(i);
        if (key != 0) seen.push_back(key);
    }
    return found;
}

// How many of the first candidates fit in one report as a batch; 1 when the first is no setting.
std::size_t request_table::batch_length(const std::vector<std::size_t>& candidates) const {
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (const auto i : candidates) {
        const auto& one = queue_[i];
        bytes += 2 + one.payload.size();
        if (!one.is_setting() || bytes > batch_bytes) break;
        ++count;
    }
    return count;
}

std::vector<request> request_table::take_from_queue(const std::vector<std::size_t>& indices) {
    std::vector<request> taken;
    for (const auto i : indices) taken.push_back(std::move(queue_[i]));
    for (auto i = indices.rbegin(); i != indices.rend(); ++i) {
        queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(*i));
    }
    return taken;
}

void request_table::launch(time_point now, std::vector<request> members, table_output& out) {
    if (members.front().payload.size() > terms_.max_message) {
        end(out.ended, members.front(), {errc::too_large, 0, {}});
        return;
    }
    const auto at = *free_slot();
    auto message = make_message(members);
    sequences_[at] = protocol::next_in_slot(sequences_[at]);
    message.session = terms_.session;
    message.sequence = sequences_[at];
    std::vector<control_key> keys;
    for (const auto& member : members) keys.push_back(member.key);
    auto& one = slots_[at].emplace(exchange{exchange_fsm(timing_.of(message.code), timing_),
                                            std::move(message),
                                            std::move(members),
                                            std::move(keys)});
    ++sent_;
    act(now, at, one.fsm.start(now), out);
}

void request_table::act(time_point now,
                        std::size_t at,
                        exchange_fsm::action what,
                        table_output& out) {
    auto& one = *slots_[at];
    const bool again = what == exchange_fsm::action::send_again;
    if (again && !has_caller(one)) {  // CANCEL may have come first: the device would do it anew
        give_up(at, out);
        return pump(now, out);
    }
    switch (what) {
        case exchange_fsm::action::wait: return;
        case exchange_fsm::action::send: return write(at, out);
        case exchange_fsm::action::send_again: return repeat(at, out);
        case exchange_fsm::action::send_anew:
            sequences_[at] = protocol::next_in_slot(sequences_[at]);
            one.message.sequence = sequences_[at];
            one.message.control = 0;
            return write(at, out);
        case exchange_fsm::action::end: give_up(at, out); return pump(now, out);
    }
}

void request_table::write(std::size_t at, table_output& out) {
    auto& one = *slots_[at];
    one.token = next_token_++;
    out.writes.push_back(
        {protocol::split(protocol::report_id::frame_to_device, one.message), one.token});
}

void request_table::repeat(std::size_t at, table_output& out) {
    slots_[at]->message.control = protocol::retry_flag;
    ++repeated_;
    write(at, out);
}

void request_table::repeat_oldest(table_output& out) {
    std::optional<std::size_t> oldest;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const bool with_device = slots_[i] && slots_[i]->fsm.is_waiting() && has_caller(*slots_[i]);
        if (with_device && (!oldest || slots_[i]->token < slots_[*oldest]->token)) oldest = i;
    }
    if (oldest) repeat(*oldest, out);
}

void request_table::give_up(std::size_t at, table_output& out) {
    const auto& one = *slots_[at];
    if (one.fsm.ended_by() == exchange_fsm::ending::stuck) out.stuck = true;
    out.orphans.push_back({one.message.sequence, one.message.code, touched_by(one), true});
    for (const auto& member : one.members) end(out.ended, member, {errc::timed_out, 0, {}});
    slots_[at].reset();
}

void request_table::answer(exchange& ended, const protocol::message& response, table_output& out) {
    if (ended.message.code == opcode::batch && response.status() == status::ok) {
        return answer_batch(ended, response, out);
    }
    outcome result{refusal(response.status()), 0, {}};
    if (response.status() == status::ok) {
        result.data = response.payload;
    } else {
        result.detail = protocol::decode_detail(response.status(), response.payload).value();
    }
    const bool repeated = ended.message.control == protocol::retry_flag;
    for (const auto& member : ended.members) end(out.ended, member, result, repeated);
}

void request_table::answer_batch(exchange& ended,
                                 const protocol::message& response,
                                 table_output& out) {
    const auto statuses = protocol::batch_answer::decode(response.payload)->statuses;
    const bool repeated = ended.message.control == protocol::retry_flag;
    for (std::size_t i = 0; i < ended.members.size(); ++i) {
        end(out.ended, ended.members[i], {refusal(statuses[i]), 0, {}}, repeated);
    }
}

request_table::exchange* request_table::find(const protocol::message& response) {
    auto& one = slots_[protocol::slot_of(response.sequence)];
    const bool ours =
        one && one->message.sequence == response.sequence && one->message.code == response.code;
    return ours ? &*one : nullptr;
}

}  // namespace offhook::engine
