#include "driver/engine/session_fsm.hpp"

#include "driver/protocol/byte_reader.hpp"
#include "driver/protocol/data_area.hpp"
#include "driver/protocol/overloaded.hpp"

#include <algorithm>

// What callers want, and what becomes of requests in the table.

namespace offhook::engine {
namespace {

using protocol::opcode;

constexpr std::uint64_t internal_bit = std::uint64_t{1} << 63;
constexpr int purpose_shift = 32;

// What is to be looked at after a CANCEL; in the index of its id.
constexpr std::uint32_t state_bit = 1, buttons_bit = 2, areas_bit = 4;

// The first answer was lost; the user may have changed the same control between the two.
touched look_after_repetition(opcode code) {
    return {protocol::is_setting(code), code == opcode::set_button, code == opcode::dl_end};
}

touched look_after_cancel(std::uint32_t index) {
    return {(index & state_bit) != 0, (index & buttons_bit) != 0, (index & areas_bit) != 0};
}

}  // namespace

std::uint64_t session_fsm::internal_id(purpose what) {
    return internal_bit | (static_cast<std::uint64_t>(what) << purpose_shift);
}

bool session_fsm::is_internal(std::uint64_t id) {
    return (id & internal_bit) != 0;
}

session_fsm::purpose session_fsm::purpose_of(std::uint64_t id) {
    return static_cast<purpose>((id >> purpose_shift) & 0xFF);
}

std::uint32_t session_fsm::index_of(std::uint64_t id) {
    return static_cast<std::uint32_t>(id);
}

void session_fsm::submit(time_point now, command_id id, command what, actions& out) {
    if (!connected_) {
        const auto reason = state_ == state::closing ? errc::stopped : errc::not_connected;
        return end_command(id, {reason, 0, {}}, out);
    }
    std::visit(overloaded{
                   [&](protocol::setting& s) { send_setting(now, id, std::move(s), out); },
                   [&](vendor_request& v) { send_vendor(now, id, std::move(v), out); },
                   [&](download& d) {
                       downloads_.push_back({id, std::move(d), std::nullopt});
                       if (downloads_.size() == 1) continue_downloads(now, out);
                   },
               },
               what);
}

void session_fsm::send_setting(time_point now,
                               command_id id,
                               protocol::setting value,
                               actions& out) {
    auto request = make_request(id, value);
    if (request.payload.size() > terms_.max_message)
        return end_command(id, {errc::too_large, 0, {}}, out);
    settings_.emplace(id, std::move(value));
    accept(now, std::move(request), out);
}

void session_fsm::send_vendor(time_point now, command_id id, vendor_request what, actions& out) {
    if (what.data.size() > terms_.max_message)
        return end_command(id, {errc::too_large, 0, {}}, out);
    accept(now, {id, opcode::vendor, std::move(what.data), make_key(opcode::vendor), 0}, out);
}

// While a new session is being made, commands wait for it.
void session_fsm::accept(time_point now, request what, actions& out) {
    if (state_ != state::ready) {
        held_.push_back(std::move(what));
        return;
    }
    table_.submit(std::move(what));
    pump(now, out);
}

void session_fsm::cancel_all(time_point now, actions& out) {
    table_output done;
    table_.abandon([](std::uint64_t id) { return !is_internal(id); }, errc::cancelled, done);
    handle(now, done, out);
    for (const auto& waiting : std::exchange(held_, {})) {
        end_command(waiting.id, {errc::cancelled, 0, {}}, out);
    }
    const auto begun = downloads_.empty() ? std::nullopt : std::optional(downloads_.front());
    for (const auto& one : std::exchange(downloads_, {})) {
        out.emplace_back(complete{one.id, {errc::cancelled, 0, {}}});
    }
    if (!begun || !begun->fsm || !has_session()) return;
    const auto area = begun->what.area;
    submit_internal(now,
                    purpose::abort,
                    make_request(area, opcode::dl_abort, protocol::area_number{area}, download_key),
                    out);
}

void session_fsm::submit_internal(
    time_point now, purpose what, request request, actions& out, request_table::place where) {
    request.id = internal_id(what) | index_of(request.id);
    table_.submit(std::move(request), where);
    pump(now, out);
}

void session_fsm::pump(time_point now, actions& out) {
    table_output done;
    table_.pump(now, done);
    handle(now, done, out);
}

void session_fsm::handle(time_point now, table_output& done, actions& out) {
    for (auto& one : done.writes) {
        last_sent_ = now;
        out.emplace_back(write_reports{std::move(one)});
    }
    for (const auto& ended : done.ended) {
        if (is_internal(ended.id)) {
            on_internal_ended(now, ended, out);
        } else {
            on_command_ended(ended, out);
        }
        if (ended.repeated) look_again(now, look_after_repetition(ended.code), out);
    }
    if (done.stuck && has_session()) {
        return drop_link(now, errc::link_lost, "the handset takes no reports", out);
    }
    for (const auto& one : done.orphans) on_orphan(now, one, out);
}

// The picture is looked at again once CANCEL is answered: only then the device is done with the
// other one. Source: firmware-protocol.md §6.1, §12.4.
void session_fsm::on_orphan(time_point now, const orphan& one, actions& out) {
    if (!has_session()) return;
    if (one.code == opcode::cancel || one.code == opcode::ping) {
        if (one.silent) ping(now, out);
        return;
    }
    const std::uint64_t after = (one.what.state ? state_bit : 0U) |
                                (one.what.buttons ? buttons_bit : 0U) |
                                (one.what.areas ? areas_bit : 0U);
    submit_internal(now,
                    purpose::cancel,
                    {after, opcode::cancel, {one.sequence}, 0, 0},
                    out,
                    request_table::place::front);
    if (one.silent) ping(now, out);
}

void session_fsm::on_internal_ended(time_point now, const ended_request& ended, actions& out) {
    if (state_ == state::closing) {
        if (purpose_of(ended.id) == purpose::bye) finish_stop(out);
        return;
    }
    const auto& result = ended.result;
    if (purpose_of(ended.id) == purpose::restore) on_command_ended(ended, out);
    if (!has_session()) return;
    switch (purpose_of(ended.id)) {
        case purpose::refresh: return on_refreshed(now, result, out);
        case purpose::area: return on_area_read(now, result, out);
        case purpose::download:
            if (index_of(ended.id) == download_serial_) on_download_ended(now, result, out);
            return;
        case purpose::ping:
            if (result.error == errc::timed_out) {
                return drop_link(now, errc::link_lost, "the handset does not answer any more", out);
            }
            pinging_ = false;
            if (!result.data.empty()) check_counter(now, result.data[0], out);
            return;
        case purpose::button:
            if (state_ == state::ready) return on_button_read(now, ended, out);
            return on_sync_answer(now, purpose::button, result, out);
        case purpose::info:
        case purpose::check:
        case purpose::restore: return on_sync_answer(now, purpose_of(ended.id), result, out);
        case purpose::cancel: return look_again(now, look_after_cancel(index_of(ended.id)), out);
        case purpose::abort:
            return read_area(now, static_cast<std::uint8_t>(index_of(ended.id)), out);
        case purpose::bye: return;
    }
}

// The end of a setting or vendor request. An acknowledged setting is part of the picture from now
// on, and is told after its completion.
void session_fsm::on_command_ended(const ended_request& ended, actions& out) {
    const auto found = settings_.find(ended.id);
    picture::events changes;
    if (found != settings_.end()) {
        if (!ended.result.error) {
            picture_.apply(found->second, changes);
            wanted_.acknowledge(found->second, picture_);
            ++acknowledged_;
        }
        settings_.erase(found);
    }
    if (is_internal(ended.id)) return;  // restored: become_ready() tells the difference
    auto result = ended.result;
    if (ended.code != opcode::vendor) result.data.clear();
    out.emplace_back(complete{ended.id, std::move(result)});
    publish(changes, out);
}

void session_fsm::end_command(command_id id, outcome result, actions& out) {
    settings_.erase(id);
    out.emplace_back(complete{id, std::move(result)});
}

// One download at a time: the device has one (firmware-protocol.md §10.1).
void session_fsm::continue_downloads(time_point now, actions& out) {
    if (state_ != state::ready || downloads_.empty()) return;
    auto& front = downloads_.front();
    if (!front.fsm) {
        front.fsm.emplace(front.what, terms_.max_message);
        ++download_serial_;
    }
    auto request = *front.fsm->next();
    request.id = download_serial_;  // a late end of a cancelled one is told apart by it
    submit_internal(now, purpose::download, std::move(request), out);
}

void session_fsm::on_download_ended(time_point now, const outcome& result, actions& out) {
    if (downloads_.empty() || !downloads_.front().fsm) return;
    auto& front = downloads_.front();
    if (state_ == state::ready) {
        front.fsm->on_ended(result);
        if (!front.fsm->result()) return continue_downloads(now, out);
    }
    auto end = state_ == state::ready ? *front.fsm->result() : result;
    end.data.clear();
    const auto id = front.id;
    const auto area = front.what.area;
    picture::events changes;
    if (!end.error) {
        const bool readable = area < profile_->areas.size() && profile_->areas[area].readable();
        auto content = std::make_shared<const protocol::byte_vector>(std::move(front.what.data));
        if (readable) picture_.set_area(area, std::move(content), changes);
        if (area_reader_ && area_reader_->area() == area) read_area(now, area, out);
    }
    downloads_.pop_front();
    out.emplace_back(complete{id, std::move(end)});
    publish(changes, out);
    continue_downloads(now, out);
}

}  // namespace offhook::engine
