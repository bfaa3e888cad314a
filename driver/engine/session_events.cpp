#include "driver/engine/session_fsm.hpp"

#include "driver/protocol/event_counter.hpp"
#include "driver/protocol/overloaded.hpp"

// What the user and the device do unasked. Source: firmware-protocol.md §11.

namespace offhook::engine {

using protocol::opcode;

namespace {

// What a lost event may have told: also that labels or a data area have changed.
constexpr touched everything{true, true, true};

}  // namespace

void session_fsm::on_event_frame(time_point now, const protocol::frame& frame, actions& out) {
    const auto event = protocol::decode_event(frame.code, frame.data);
    if (frame.code == opcode::reset && frame.session == 0) {
        if (!has_session()) return;  // greeting already
        say(note::level::info, "the handset has started anew", out);
        return greet(now, out);
    }
    if (!has_session() || frame.session != terms_.session) {
        ++counters_.late_answers;
        return;
    }
    if (!is_next_event(now, frame.sequence, out)) return;
    if (event) return on_event(now, *event, out);
    if (event.error() == protocol::errc::unknown_opcode) return;  // of a later minor version (§14)
    ++counters_.malformed;
    look_again(now, everything, out);
}

// False for an event that the picture contains already. A gap is noticed here (§11).
bool session_fsm::is_next_event(time_point now, std::uint8_t counter, actions& out) {
    const int ahead = protocol::events_ahead(last_event_, counter);
    if (ahead < 1 || ahead > 127) {
        ++counters_.late_answers;
        return false;
    }
    last_event_ = counter;
    if (ahead > 1) {
        ++counters_.event_gaps;
        look_again(now, everything, out);
    }
    return true;
}

// The counter in the answer to PING tells of a last event that was lost (§5.3).
void session_fsm::check_counter(time_point now, std::uint8_t counter, actions& out) {
    const int ahead = protocol::events_ahead(last_event_, counter);
    if (ahead < 1 || ahead > 127) return;
    last_event_ = counter;  // what came before the answer and was not heard is lost
    ++counters_.event_gaps;
    look_again(now, everything, out);
}

void session_fsm::on_event(time_point now, const protocol::event& event, actions& out) {
    picture::events changes;
    picture_.apply(event, changes);
    std::visit(overloaded{
                   [&](const protocol::lost_events&) {
                       ++counters_.event_gaps;
                       look_again(now, everything, out);
                   },
                   [&](const protocol::state_changed& e) {
                       const bool labels = (e.mask & protocol::state_changed::button_info) != 0;
                       look_again(now, {true, labels, false}, out);
                   },
                   [&](const protocol::data_changed& e) { read_area(now, e.area, out); },
                   [&](const protocol::vendor_event& e) { out.emplace_back(notify{e}); },
                   [&](const protocol::session_taken&) {
                       back_off_ = timing_.longest_back_off;
                       drop_link(now, errc::session_lost, "another program took the handset", out);
                   },
                   [](const auto&) {},
               },
               event);
    if (state_ == state::ready) publish(changes, out);
}

void session_fsm::publish(const picture::events& changes, actions& out) {
    for (const auto& change : changes) {
        wanted_.follow(change, picture_);
        out.emplace_back(notify{change});
    }
}

}  // namespace offhook::engine
