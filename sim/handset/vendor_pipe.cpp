#include "sim/handset/vendor_pipe.hpp"

#include "driver/protocol/event_counter.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::opcode;
using protocol::status;

namespace {

// A device that hears nothing of the session for so many heartbeats ends it (§5.3).
constexpr int silent_heartbeats = 5;

// BYE, PING and CANCEL are about the session, not about hardware that could be slow.
bool is_prompt(opcode code) {
    return code == opcode::ping || code == opcode::cancel || code == opcode::bye;
}

void keep_earlier(std::optional<time_point>& earliest, std::optional<time_point> other) {
    if (other && (!earliest || *other < *earliest)) earliest = other;
}

}  // namespace

vendor_pipe::vendor_pipe(const parts& with)
    : what_(with.device.what),
      device_(with.device),
      requests_(with.device, with.serial),
      random_(with.random),
      seen_(with.seen),
      collector_(what_.max_message),
      events_(what_.pace.event_spacing) {}

void vendor_pipe::on_report(time_point now, protocol::bytes_view report, reports& out) {
    // §13: a frame whose opcode has bit 7 set is dropped.
    if (protocol::is_event(protocol::header_of(report).code)) {
        ++seen_.numbers.dropped;
        return;
    }
    const auto got = collector_.on_report(now, report);
    if (const auto* refusal = std::get_if<part_refusal>(&got)) return refuse_part(*refusal, out);
    if (const auto* whole = std::get_if<message>(&got)) on_message(now, *whole, out);
}

void vendor_pipe::on_message(time_point now, const message& request, reports& out) {
    ++seen_.numbers.requests;
    if (request.code == opcode::hello) return on_hello(now, request, out);
    if (session_ == 0 || request.session != session_) {
        // §5.2: with the request's own session and sequence, and not carried out.
        ++seen_.numbers.bad_session;
        return respond(request, refuse(status::bad_session), out);
    }
    last_heard_ = now;
    if (!protocol::is_sequence(request.sequence) ||
        protocol::slot_of(request.sequence) >= what_.window) {
        constexpr std::uint32_t header = 0xFF;  // §6
        return respond(request, refuse(status::bad_parameter, header), out);
    }
    on_request(now, request, out);
}

// §5.1, answered at any time; with the header as it came (§13).
void vendor_pipe::on_hello(time_point now, const message& request, reports& out) {
    const auto hello = protocol::hello::decode(request.payload);
    if (!hello) return respond(request, refuse(status::bad_length), out);
    if (hello->major != what_.major) {
        const auto only = static_cast<std::uint32_t>(what_.major << 8 | what_.major);
        return respond(request, refuse(status::bad_version, only), out);
    }
    open_session(now, request, *hello, out);
}

void vendor_pipe::open_session(time_point now,
                               const message& request,
                               const protocol::hello& hello,
                               reports& out) {
    if (session_ != 0) {
        // §11.9: the last event of the session that ends, before the answer to the HELLO; what
        // still waits for the pipe ends with its session.
        events_.clear();
        send_now(session_, count_event(), protocol::session_taken{}, out);
    }
    // §5.1: open requests and an open download are dropped; the ring, unlike in §5.3, stays.
    close_session();
    session_ = random_.next_but(last_session_);
    last_session_ = session_;
    last_heard_ = now;
    ++seen_.numbers.sessions;
    const auto minor = std::min(hello.minor, what_.minor);  // §15: the lower of the two
    respond(request,
            {status::ok,
             protocol::encoded(protocol::hello_answer{hello.nonce,
                                                      session_,
                                                      what_.major,
                                                      minor,
                                                      what_.max_message,
                                                      what_.window,
                                                      event_counter_,
                                                      what_.firmware,
                                                      capabilities_of(what_),
                                                      what_.heartbeat_ms})},
            out);
}

// §4: by the slot's newest sequence number alone; the RETRY flag decides nothing.
void vendor_pipe::on_request(time_point now, const message& request, reports& out) {
    auto& place = slots_.of(request.sequence);
    if (place.request && place.request->sequence == request.sequence) {
        return repeat(now, place, request, out);
    }
    begin(now, place, request, out);
}

void vendor_pipe::repeat(time_point now, slot& known, const message& request, reports& out) {
    ++seen_.numbers.repetitions;
    if (known.is_running()) return say_pending(now, known, out);  // §4, 2
    if (protocol::only_reads(request.code) && request.code == known.request->code) {
        return begin(now, known, request, out);  // §4, 1: only its newest answer matters
    }
    respond(*known.request, *known.ended, out);
}

// §4, 3: a new request; a former one in the slot is given up without an answer.
void vendor_pipe::begin(time_point now, slot& place, const message& request, reports& out) {
    const auto latency = latency_of(request.code);
    const bool full = slots_.running_count() >= what_.pace.at_once && !place.is_running();
    place = {request, std::nullopt, now + latency, time_point::max()};
    if (latency == milliseconds(0)) return finish(now, place, out);
    if (full) {
        ++seen_.numbers.busy;
        const auto wait = static_cast<std::uint32_t>(what_.pace.busy.count());
        return end(place, refuse(status::busy, wait), out);
    }
    // §8: a device that needs longer says so first.
    if (latency > what_.pace.pending) say_pending(now, place, out);
}

void vendor_pipe::finish(time_point now, slot& place, reports& out) {
    const message request = *place.request;
    const bool sets = protocol::is_setting(request.code) || request.code == opcode::batch;
    if (sets) flush_events(out);
    auto how = carry_out(request, out);
    const bool fine = how.code == status::ok;
    end(place, std::move(how), out);
    if (!fine) return;
    if (const auto news = requests::follow_up(request)) send(now, *news, out);
    // §5.4: as in §5.3, once it is answered.
    if (request.code == opcode::bye) expire();
}

answer vendor_pipe::carry_out(const message& request, reports& out) {
    ++seen_.numbers.carried_out;
    switch (request.code) {
        case opcode::ping: return {status::ok, {event_counter_}};  // §5.3
        case opcode::bye: return {};
        case opcode::cancel: return cancel(request, out);
        default: break;
    }
    if (!protocol::only_reads(request.code)) ++seen_.revision;
    return requests_.carry_out(request, event_counter_);
}

// §6.1: the target's end comes before that of CANCEL; anything but a running request is OK too.
answer vendor_pipe::cancel(const message& request, reports& out) {
    if (request.payload.empty()) return refuse(status::bad_length);
    const auto target = request.payload[0];
    auto* running = slots_.running(target);
    if (running != nullptr && target != request.sequence) {
        ++seen_.numbers.cancelled;
        end(*running, refuse(status::cancelled), out);
    }
    return {};
}

void vendor_pipe::end(slot& place, answer how, reports& out) {
    place.ended = std::move(how);
    respond(*place.request, *place.ended, out);
}

void vendor_pipe::on_time(time_point now, reports& out) {
    const auto due = next_deadline();
    if (!due || *due > now) return;
    if (const auto refusal = collector_.on_time(now)) return refuse_part(*refusal, out);
    if (auto* place = slots_.earliest(); place != nullptr && deadline_of(*place) <= now) {
        return on_slot(now, *place, out);
    }
    if (const auto end = expiry(); end && *end <= now) {
        ++seen_.numbers.expired;
        return expire();
    }
    drain_events(now, out);
}

void vendor_pipe::on_slot(time_point now, slot& place, reports& out) {
    if (place.due <= now) return finish(now, place, out);
    say_pending(now, place, out);
}

// The next sign is sent a fifth before the promised time, so that it arrives within it (§12.3).
void vendor_pipe::say_pending(time_point now, slot& place, reports& out) {
    const auto promised = what_.pace.pending;
    place.next_sign = now + promised - promised / 5;
    ++seen_.numbers.pending;
    respond(
        *place.request, refuse(status::pending, static_cast<std::uint32_t>(promised.count())), out);
}

std::optional<time_point> vendor_pipe::next_deadline() const {
    auto earliest = collector_.next_deadline();
    if (const auto* place = slots_.earliest()) keep_earlier(earliest, deadline_of(*place));
    keep_earlier(earliest, expiry());
    keep_earlier(earliest, events_.next_deadline());
    return earliest;
}

std::optional<time_point> vendor_pipe::expiry() const {
    if (session_ == 0) return std::nullopt;
    return last_heard_ + silent_heartbeats * milliseconds(what_.heartbeat_ms);
}

void vendor_pipe::close_session() {
    session_ = 0;
    slots_.clear();
    events_.clear();
    device_.areas.drop_download();
    ++seen_.revision;
}

// §5.3: the ring stops; lamps and display are kept.
void vendor_pipe::expire() {
    close_session();
    device_.ring.silence();
}

milliseconds vendor_pipe::latency_of(opcode code) const {
    if (is_prompt(code)) return milliseconds(0);
    const auto found = what_.pace.latency.find(code);
    return found == what_.pace.latency.end() ? milliseconds(0) : found->second;
}

void vendor_pipe::refuse_part(const part_refusal& refusal, reports& out) {
    auto& count =
        refusal.code == status::bad_part ? seen_.numbers.bad_part : seen_.numbers.timed_out;
    ++count;
    respond(refusal.to, refuse(refusal.code, refusal.detail), out);
}

void vendor_pipe::respond(const message& request, const answer& how, reports& out) {
    const message response{request.session,
                           request.sequence,
                           request.code,
                           static_cast<std::uint8_t>(how.code),
                           how.payload};
    for (const auto& report : protocol::split(protocol::report_id::frame_to_host, response)) {
        out.emplace_back(report.begin(), report.end());
    }
}

void vendor_pipe::send(time_point now, protocol::event value, reports& out) {
    if (session_ == 0) return;  // §11: only while a session is open
    events_.push(std::move(value));
    drain_events(now, out);
}

void vendor_pipe::drain_events(time_point now, reports& out) {
    while (const auto value = events_.take(now)) {
        send_now(session_, count_event(), *value, out);
    }
    seen_.numbers.lost_events += events_.dropped() - dropped_before_;
    dropped_before_ = events_.dropped();
}

// §11: what waits goes out before the answer to a setting, or the host would take the older value
// for the newer.
void vendor_pipe::flush_events(reports& out) {
    while (const auto value = events_.take_early()) {
        send_now(session_, count_event(), *value, out);
    }
}

// §11: the number is the place on the pipe, so an event that was dropped leaves no gap; LOST tells
// of it.
std::uint8_t vendor_pipe::count_event() {
    event_counter_ = protocol::next_event(event_counter_);
    return event_counter_;
}

void vendor_pipe::announce_start(protocol::reset_reason reason, reports& out) {
    send_now(0, 0, protocol::device_reset{reason}, out);
}

void vendor_pipe::send_now(std::uint8_t session,
                           std::uint8_t counter,
                           const protocol::event& value,
                           reports& out) {
    ++seen_.numbers.events;
    const message event{
        session, counter, protocol::opcode_of(value), 0, protocol::encode_event(value)};
    for (const auto& report : protocol::split(protocol::report_id::frame_to_host, event)) {
        out.emplace_back(report.begin(), report.end());
    }
}

}  // namespace offhook::sim
