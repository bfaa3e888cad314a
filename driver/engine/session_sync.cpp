#include "driver/engine/session_fsm.hpp"

#include "driver/protocol/event_counter.hpp"

#include <algorithm>

// From HELLO to ready: learn what the handset is, see how it stands, bring it to what is wanted,
// verify. And the same for a picture that may have become wrong while ready.

namespace offhook::engine {
namespace {

using protocol::opcode;

// A picture is older than an event when the event's counter is ahead of it by 1 to 127.
// Source: firmware-protocol.md §11.
bool is_older(std::uint8_t picture, std::uint8_t event) {
    const int ahead = protocol::events_ahead(picture, event);
    return ahead >= 1 && ahead <= 127;
}

// So many outdated answers in a row, and it is our counter that is wrong: an event of a broken
// device has put it ahead. If not, the next PING tells of the events that are missing.
constexpr int most_outdated = 8;

// Nothing was read, and asking once more may bring it. Each of them takes its time, so that asking
// again and again is no flood.
bool is_passing(boost::system::error_code error) {
    return error == errc::timed_out || error == refusal(protocol::status::busy) ||
           error == refusal(protocol::status::timed_out);
}

}  // namespace

void session_fsm::learn(time_point now, actions& out) {
    if (const auto page = profile_reader_->next()) {
        return submit_internal(now,
                               purpose::info,
                               make_request(0, opcode::get_info, *page, make_key(opcode::get_info)),
                               out);
    }
    auto learnt = std::make_shared<const handset_profile>(profile_reader_->profile());
    profile_reader_.reset();
    const bool other = !profile_ || *profile_ != *learnt;
    profile_ = std::move(learnt);
    if (other) picture_.forget_areas();
    if (other) out.emplace_back(notify{capabilities_changed{}});
    check(now, out);
}

void session_fsm::check(time_point now, actions& out) {
    state_ = state::checking;
    steps_left_ = 1 + static_cast<int>(profile_->buttons.size());
    read_state(now, out);
    read_buttons(now, out);
}

void session_fsm::read_state(time_point now, actions& out) {
    submit_internal(
        now, purpose::check, {0, opcode::get_state, {}, make_key(opcode::get_state), 0}, out);
}

void session_fsm::read_buttons(time_point now, actions& out) {
    for (std::size_t i = 0; i < profile_->buttons.size(); ++i) {
        const auto button = static_cast<std::uint8_t>(i);
        submit_internal(
            now,
            purpose::button,
            {button, opcode::get_button, {button}, make_key(opcode::set_button, button), 0},
            out);
    }
}

// An answer that the way to ready depends on.
void session_fsm::on_sync_answer(time_point now,
                                 purpose what,
                                 const outcome& result,
                                 actions& out) {
    const bool refused = result.error.category() == device_category();
    const bool bearable = what == purpose::restore || (what == purpose::button && refused);
    if (result.error && !bearable) {
        return drop_link(now, result.error, "the handset does not tell its state", out);
    }
    picture::events unpublished;  // become_ready() tells the difference as a whole
    switch (what) {
        case purpose::info:
            if (const auto ec = profile_reader_->on_answer(result.data)) {
                return drop_link(now, ec, "its GET_INFO answer is strange", out);
            }
            return learn(now, out);
        case purpose::check: return on_checked(now, take_state(now, result, unpublished, out), out);
        case purpose::button:
            if (!refused) take_button(result, unpublished);
            break;
        default: break;
    }
    step_done(now, out);
}

void session_fsm::on_checked(time_point now, told what, actions& out) {
    switch (what) {
        case told::taken: return step_done(now, out);
        case told::outdated: return read_state(now, out);
        case told::malformed:
            return drop_link(now, errc::bad_answer, "its GET_STATE answer is strange", out);
    }
}

void session_fsm::step_done(time_point now, actions& out) {
    if (--steps_left_ > 0) return;
    switch (state_) {
        case state::checking:
        case state::verifying: return restore(now, out);
        case state::restoring: return verify(now, out);
        default: return;
    }
}

void session_fsm::restore(time_point now, actions& out) {
    const auto missing = wanted_.missing_in(picture_);
    if (missing.empty()) return become_ready(now, out);
    if (restored_) {
        out.emplace_back(note{
            note::level::warning,
            std::to_string(missing.size()) + " settings of the handset could not be brought back"});
        return become_ready(now, out);
    }
    restored_ = true;
    state_ = state::restoring;
    steps_left_ = static_cast<int>(missing.size());
    table_output done;
    std::uint64_t id = internal_id(purpose::restore);
    for (const auto& value : missing) {
        ++id;
        settings_.emplace(id, value);
        table_.submit(make_request(id, value));
    }
    table_.pump(now, done);
    handle(now, done, out);
}

void session_fsm::verify(time_point now, actions& out) {
    state_ = state::verifying;
    steps_left_ = 1;
    read_state(now, out);
}

void session_fsm::become_ready(time_point now, actions& out) {
    state_ = state::ready;
    greetings_ = 0;
    back_off_ = timing_.first_back_off;
    last_error_ = {};
    if (!connected_) out.emplace_back(notify{connected{}});
    connected_ = true;
    if (ever_connected_) publish_changes_since_loss(out);
    ever_connected_ = true;
    for (auto& waiting : std::exchange(held_, {})) table_.submit(std::move(waiting));
    read_areas(now, out);
    continue_downloads(now, out);
    look_again(now, std::exchange(look_again_, {}), out);
    pump(now, out);
}

void session_fsm::publish_changes_since_loss(actions& out) {
    picture::events changes;
    published_.replace(picture_.state(), changes);
    for (std::size_t i = 0; i < profile_->buttons.size(); ++i) {
        const auto info = picture_.button_info(static_cast<std::uint8_t>(i));
        if (info) published_.set_button_info(*info, changes);
    }
    publish(changes, out);
}

// Something may have changed without our knowing. What is being read already, or cannot be read
// yet, is read as soon as it can be.
void session_fsm::look_again(time_point now, touched what, actions& out) {
    const bool ready = state_ == state::ready;
    if (what.state) ready ? refresh(now, out) : void(look_again_.state = true);
    if (what.buttons) ready ? read_buttons_again(now, out) : void(look_again_.buttons = true);
    if (what.areas && ready) read_areas(now, out);  // becoming ready reads them anyway
}

void session_fsm::refresh(time_point now, actions& out) {
    look_again_.state = refreshing_;
    if (std::exchange(refreshing_, true)) return;
    refreshed_at_ = acknowledged_;
    submit_internal(now,
                    purpose::refresh,
                    {0, opcode::get_state, {}, make_key(opcode::get_state), 0},
                    out,
                    request_table::place::front);
}

// An answer that is older than a setting that was acknowledged meanwhile is outdated too: the
// device may have stored it for a repetition (§4).
void session_fsm::on_refreshed(time_point now, const outcome& result, actions& out) {
    refreshing_ = false;
    picture::events changes;
    bool again = is_passing(result.error) || refreshed_at_ != acknowledged_;
    if (!result.error && !again) again = take_state(now, result, changes, out) == told::outdated;
    publish(changes, out);
    if (std::exchange(look_again_.state, false) || again) refresh(now, out);
}

void session_fsm::read_buttons_again(time_point now, actions& out) {
    look_again_.buttons = buttons_left_ != 0;
    if (look_again_.buttons) return;
    buttons_left_ = profile_->buttons.size();
    read_buttons(now, out);
}

void session_fsm::on_button_read(time_point now, const ended_request& ended, actions& out) {
    --buttons_left_;
    picture::events changes;
    if (!ended.result.error) take_button(ended.result, changes);
    publish(changes, out);
    if (is_passing(ended.result.error)) look_again_.buttons = true;
    if (buttons_left_ == 0 && look_again_.buttons) read_buttons_again(now, out);
}

// An answer is outdated when events have come meanwhile that it does not contain (§11).
session_fsm::told session_fsm::take_state(time_point now,
                                          const outcome& result,
                                          picture::events& changes,
                                          actions& out) {
    auto picture = protocol::handset_state::decode(result.data);
    if (!picture) {
        ++counters_.malformed;
        return told::malformed;
    }
    const bool outdated = is_older(picture->event_counter, last_event_);
    outdated_ = outdated ? outdated_ + 1 : 0;
    if (outdated && outdated_ < most_outdated) return told::outdated;
    if (is_older(last_event_, picture->event_counter)) {
        ++counters_.event_gaps;  // events come before the picture that contains them, or not at all
        look_again(now, {false, true, true}, out);
    }
    last_event_ = picture->event_counter;
    picture_.replace(std::move(*picture), changes);
    return told::taken;
}

void session_fsm::take_button(const outcome& result, picture::events& changes) {
    auto info = protocol::button_setting::decode(result.data);
    if (info) {
        picture_.set_button_info(std::move(*info), changes);
    } else {
        ++counters_.malformed;
    }
}

void session_fsm::read_areas(time_point now, actions& out) {
    if (!profile_->has(protocol::capability::upload)) return;
    for (std::size_t i = 0; i < profile_->areas.size(); ++i) {
        read_area(now, static_cast<std::uint8_t>(i), out);
    }
}

void session_fsm::read_area(time_point now, std::uint8_t area, actions& out) {
    if (state_ != state::ready) return;  // becoming ready reads them all
    const bool known = area < profile_->areas.size() && profile_->areas[area].readable();
    if (!known || std::ranges::find(areas_to_read_, area) != areas_to_read_.end()) return;
    areas_to_read_.push_back(area);
    if (!area_reader_) continue_areas(now, out);
}

void session_fsm::on_area_read(time_point now, const outcome& result, actions& out) {
    if (!area_reader_) return;
    area_reader_->on_ended(result);
    if (area_reader_->next()) return continue_areas(now, out);
    const auto area = area_reader_->area();
    const auto content = area_reader_->content();
    const bool outdated = std::ranges::find(areas_to_read_, area) != areas_to_read_.end();
    area_reader_.reset();
    picture::events changes;
    if (content && !outdated) picture_.set_area(area, content, changes);
    publish(changes, out);
    if (is_passing(result.error)) read_area(now, area, out);
    if (!area_reader_) continue_areas(now, out);
}

// Reads one area after the other, piece by piece, beside everything else.
void session_fsm::continue_areas(time_point now, actions& out) {
    if (state_ != state::ready) return;
    if (!area_reader_) {
        if (areas_to_read_.empty()) return;
        const auto area = areas_to_read_.front();
        areas_to_read_.pop_front();
        area_reader_.emplace(
            area, terms_.max_message, profile_->areas[area].size, picture_.area(area));
    }
    submit_internal(now, purpose::area, *area_reader_->next(), out);
}

}  // namespace offhook::engine
