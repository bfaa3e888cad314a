#include "driver/engine/session_fsm.hpp"

#include "driver/protocol/report_id.hpp"
#include "driver/protocol/standard_report.hpp"

#include <algorithm>
#include <string>

// The link and the session on it: open, identify, greet, keep alive, lose, back off, stop.

namespace offhook::engine {
namespace {

using protocol::status;

constexpr std::uint64_t hello_token = 0;  // the table's tokens begin at 1

// A device that ends each session at once is left alone for a while.
constexpr int most_greetings = 3;

// A device that wants to hear from us all the time does not get more than this.
constexpr milliseconds shortest_heartbeat{100};

std::string both_versions(std::uint8_t theirs) {
    return "the handset speaks protocol " + std::to_string(theirs) + ", this driver speaks " +
           std::to_string(protocol::major_version);
}

// Source: firmware-protocol.md §5.1, §14.
std::string refused_version(const protocol::message& answer) {
    const auto range = protocol::decode_detail(answer.status(), answer.payload);
    if (!range) return "the handset refuses our version of the protocol";
    return both_versions(static_cast<std::uint8_t>(*range)) + ", and it refuses that";
}

}  // namespace

session_fsm::session_fsm(const timing& times, std::uint64_t seed)
    : timing_(times), random_(seed), back_off_(times.first_back_off), table_(times) {}

void session_fsm::start(time_point, actions& out) {
    if (state_ == state::idle) open(out);
}

void session_fsm::stop(time_point now, actions& out) {
    const bool polite = has_session();
    end_all(errc::stopped, out);
    connected_ = false;
    if (!polite) return finish_stop(out);
    state_ = state::closing;
    state_deadline_ = now + timing_.bye;
    submit_internal(now, purpose::bye, {0, protocol::opcode::bye, {}, 0, 0}, out);
}

void session_fsm::finish_stop(actions& out) {
    table_output nobody_waits;
    table_.fail_all(errc::stopped, nobody_waits);
    hello_.reset();
    out.emplace_back(close_transport{});
    state_ = state::idle;
    out.emplace_back(stopped{});
}

void session_fsm::open(actions& out) {
    state_ = state::opening;
    out.emplace_back(open_transport{});
}

void session_fsm::on_opened(time_point now, actions& out) {
    if (state_ != state::opening) return;
    state_ = state::identifying;
    state_deadline_ = now + timing_.open;
    greetings_ = 0;
    out.emplace_back(read_identity{});
}

void session_fsm::on_identity(time_point now,
                              boost::system::error_code error,
                              protocol::bytes_view report,
                              actions& out) {
    if (state_ != state::identifying) return;
    if (error) return drop_link(now, error, "the identity report cannot be read", out);
    const auto identity = protocol::identity_report::decode(report);
    if (!identity) {
        return drop_link(now, errc::not_a_handset, "the identity report is not a handset's", out);
    }
    if (identity->major != protocol::major_version) {
        return drop_link(now, errc::wrong_version, both_versions(identity->major), out);
    }
    greet(now, out);
}

void session_fsm::greet(time_point now, actions& out) {
    if (++greetings_ > most_greetings) {
        return drop_link(now, errc::session_lost, "the handset ends every session", out);
    }
    if (state_ == state::ready) published_ = picture_;
    table_output done;
    for (auto& request : table_.suspend(errc::session_lost, done)) {
        if (is_internal(request.id)) {
            settings_.erase(request.id);
        } else {
            held_.push_back(std::move(request));
        }
    }
    state_ = state::greeting;  // so that what ends now is not taken for progress
    handle(now, done, out);
    if (!downloads_.empty() && downloads_.front().fsm) {
        on_download_ended(now, {errc::session_lost, 0, {}}, out);
    }
    forget_reads();
    hello_.emplace(timing_.link, timing_);
    greet_act(now, hello_->start(now), out);
}

void session_fsm::greet_act(time_point now, exchange_fsm::action what, actions& out) {
    switch (what) {
        case exchange_fsm::action::wait: return;
        case exchange_fsm::action::send:
        case exchange_fsm::action::send_again:
        case exchange_fsm::action::send_anew: return send_hello(out);
        case exchange_fsm::action::end:
            return drop_link(now, errc::timed_out, "the handset does not answer HELLO", out);
    }
}

// Each HELLO has a nonce of its own, repetitions too. Source: firmware-protocol.md §5.1.
void session_fsm::send_hello(actions& out) {
    for (auto& byte : nonce_) byte = static_cast<std::uint8_t>(random_());
    const protocol::hello hello{nonce_, protocol::major_version, protocol::minor_version};
    const protocol::message message{
        0, protocol::hello_sequence, protocol::opcode::hello, 0, encoded(hello)};
    out.emplace_back(write_reports{
        {protocol::split(protocol::report_id::frame_to_device, message), hello_token}});
}

void session_fsm::on_hello_answer(time_point now, const protocol::message& answer, actions& out) {
    if (state_ != state::greeting) {
        ++counters_.late_answers;
        return;
    }
    if (answer.status() != status::ok) {
        if (answer.status() == status::bad_version) {
            return drop_link(now, errc::wrong_version, refused_version(answer), out);
        }
        const auto detail = protocol::decode_detail(answer.status(), answer.payload);
        const bool waits = answer.status() == status::pending || answer.status() == status::busy;
        if (detail && waits) {
            return greet_act(now, hello_->on_response(now, answer.status(), *detail), out);
        }
        return drop_link(now, refusal(answer.status()), "the handset refuses HELLO", out);
    }
    const auto terms = protocol::hello_answer::decode(answer.payload);
    if (!terms) return drop_link(now, errc::bad_answer, "its HELLO answer is impossible", out);
    if (terms->nonce != nonce_) {
        ++counters_.late_answers;
        return;
    }
    if (terms->major != protocol::major_version) {
        return drop_link(now, errc::wrong_version, both_versions(terms->major), out);
    }
    begin_session(now, *terms, out);
}

void session_fsm::begin_session(time_point now,
                                const protocol::hello_answer& answer,
                                actions& out) {
    hello_.reset();
    terms_ = answer;
    last_event_ = answer.event_counter;
    last_sent_ = now;
    ++counters_.sessions;
    restored_ = false;
    table_.open({answer.session,
                 answer.window,
                 answer.max_message,
                 protocol::has(answer.capabilities, protocol::capability::batch)});
    profile_reader_.emplace(answer);
    state_ = state::learning;
    learn(now, out);
}

void session_fsm::on_report(time_point now, protocol::bytes_view report, actions& out) {
    if (state_ < state::greeting || state_ == state::backing_off) return;
    const bool ours = !report.empty() &&
                      report[0] == static_cast<std::uint8_t>(protocol::report_id::frame_to_host);
    if (!ours) return;  // a standard report: the vendor pipe says it all (§2)
    const auto frame = protocol::decode_frame(protocol::report_id::frame_to_host, report);
    if (!frame) {
        ++counters_.malformed;
        return;
    }
    if (protocol::is_event(frame->code)) return on_event_frame(now, *frame, out);
    switch (assembler_.add(*frame)) {
        case protocol::message_assembler::outcome::incomplete: return;
        case protocol::message_assembler::outcome::out_of_order: ++counters_.malformed; return;
        case protocol::message_assembler::outcome::complete:
            return on_response(now, assembler_.taken(), out);
    }
}

void session_fsm::on_response(time_point now, const protocol::message& response, actions& out) {
    if (response.code == protocol::opcode::hello) return on_hello_answer(now, response, out);
    const bool ours = response.session == terms_.session;
    if (!ours || (!has_session() && state_ != state::closing)) {
        ++counters_.late_answers;
        return;
    }
    table_output done;
    table_.on_response(now, response, done);
    const bool refused = done.session_refused;
    handle(now, done, out);
    if (!refused) return;
    if (state_ == state::closing) return finish_stop(out);
    greet(now, out);
}

void session_fsm::on_written(time_point now, std::uint64_t token, actions& out) {
    if (token == hello_token) {
        if (hello_) greet_act(now, hello_->on_written(now), out);
        return;
    }
    table_output done;
    table_.on_written(now, token, done);
    handle(now, done, out);
}

void session_fsm::on_lost(time_point now,
                          boost::system::error_code reason,
                          std::string_view detail,
                          actions& out) {
    if (state_ == state::idle || state_ == state::backing_off) return;
    if (state_ == state::closing) return finish_stop(out);
    drop_link(now, reason, detail, out);
}

void session_fsm::on_time(time_point now, actions& out) {
    if (hello_) greet_act(now, hello_->on_time(now), out);
    if (has_session() || state_ == state::closing) {
        table_output done;
        table_.on_time(now, done);
        handle(now, done, out);
    }
    if (has_session()) keep_alive(now, out);
    on_state_time(now, out);
}

void session_fsm::on_state_time(time_point now, actions& out) {
    if (now < state_deadline_) return;
    switch (state_) {
        case state::identifying:
            return drop_link(now, errc::timed_out, "the identity report does not come", out);
        case state::backing_off: return open(out);
        case state::closing: return finish_stop(out);
        default: return;
    }
}

// Source: firmware-protocol.md §5.3.
std::optional<time_point> session_fsm::heartbeat_due() const {
    if (!has_session()) return std::nullopt;
    return last_sent_ + std::max(milliseconds(terms_.heartbeat_ms), shortest_heartbeat);
}

void session_fsm::keep_alive(time_point now, actions& out) {
    if (now < *heartbeat_due()) return;
    last_sent_ = now;
    const auto sent = table_.requests_sent();
    if (!std::exchange(pinging_, true)) ping(now, out);
    if (table_.requests_sent() != sent) return;
    table_output done;  // the ping has to wait for a slot
    table_.repeat_oldest(done);
    handle(now, done, out);
}

void session_fsm::ping(time_point now, actions& out) {
    submit_internal(now,
                    purpose::ping,
                    {0, protocol::opcode::ping, {}, 0, 0},
                    out,
                    request_table::place::front);
}

std::optional<time_point> session_fsm::deadline() const {
    std::optional<time_point> earliest;
    const auto consider = [&earliest](std::optional<time_point> due) {
        if (due && (!earliest || *due < *earliest)) earliest = due;
    };
    if (hello_) consider(hello_->deadline());
    consider(table_.deadline());
    consider(heartbeat_due());
    if (state_ == state::identifying || state_ == state::backing_off || state_ == state::closing) {
        consider(state_deadline_);
    }
    return earliest;
}

std::size_t session_fsm::outstanding() const {
    const std::size_t reads = areas_to_read_.size() + (area_reader_ ? 1 : 0) + buttons_left_;
    return table_.size() + held_.size() + settings_.size() + downloads_.size() + reads;
}

// Source: firmware-protocol.md §12.5.
void session_fsm::drop_link(time_point now,
                            boost::system::error_code reason,
                            std::string_view text,
                            actions& out) {
    if (state_ == state::ready) published_ = picture_;  // else it is what its owner knows
    state_ = state::backing_off;
    state_deadline_ = now + back_off_;
    back_off_ = std::min(back_off_ * 2, timing_.longest_back_off);
    const bool news = connected_ || last_error_ != reason;
    last_error_ = reason;
    end_all(errc::link_lost, out);
    hello_.reset();
    out.emplace_back(close_transport{});
    std::string line(text);
    if (!line.empty()) line += ": ";
    if (news) say(note::level::warning, line + reason.message(), out);
    if (!connected_) return;
    connected_ = false;
    picture::events released, untold;
    published_.release_buttons(released);
    picture_.release_buttons(untold);
    publish(released, out);
    out.emplace_back(notify{disconnected{reason}});
}

void session_fsm::end_all(boost::system::error_code reason, actions& out) {
    table_output done;
    table_.fail_all(reason, done);
    for (const auto& ended : done.ended) {
        if (!is_internal(ended.id))
            on_command_ended({ended.id, ended.code, {reason, 0, {}}, false}, out);
    }
    for (const auto& waiting : std::exchange(held_, {})) {
        end_command(waiting.id, {reason, 0, {}}, out);
    }
    for (const auto& one : std::exchange(downloads_, {})) {
        out.emplace_back(complete{one.id, {reason, 0, {}}});
    }
    settings_.clear();
    forget_reads();
}

// What was being read in a session that is over.
void session_fsm::forget_reads() {
    assembler_.drop();
    profile_reader_.reset();
    refreshing_ = false;
    outdated_ = 0;
    buttons_left_ = 0;
    look_again_ = {};
    pinging_ = false;
    areas_to_read_.clear();
    area_reader_.reset();
}

}  // namespace offhook::engine
