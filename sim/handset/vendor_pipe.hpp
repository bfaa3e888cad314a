#pragma once

#include "driver/protocol/event.hpp"
#include "driver/protocol/hello.hpp"
#include "sim/handset/counters.hpp"
#include "sim/handset/event_queue.hpp"
#include "sim/handset/message_collector.hpp"
#include "sim/handset/random_bytes.hpp"
#include "sim/handset/reports.hpp"
#include "sim/handset/requests.hpp"
#include "sim/handset/slot_table.hpp"

namespace offhook::sim {

/// The vendor pipe: session, slots and events. Source: firmware-protocol.md §3 to §6, §11, §13.
class vendor_pipe {
public:
    /// What the pipe works with; all of it must outlive the pipe.
    struct parts {
        panel& device;
        const std::string& serial;
        random_bytes& random;
        record& seen;
    };

    explicit vendor_pipe(const parts& with);

    /// A report 20 of the right length.
    void on_report(time_point now, protocol::bytes_view report, reports& out);

    /// Does the one thing that is due first, if it is due by now.
    void on_time(time_point now, reports& out);

    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// Sends an event, or queues it; nothing without a session (§11).
    void send(time_point now, protocol::event value, reports& out);

    /// RESET, which needs no session (§11.6).
    void announce_start(protocol::reset_reason reason, reports& out);

    /// The open session's number; 0 = none.
    [[nodiscard]] std::uint8_t session() const { return session_; }

    /// The number of the last event sent; 0 = none.
    [[nodiscard]] std::uint8_t event_counter() const { return event_counter_; }

private:
    using message = protocol::message;

    void on_message(time_point now, const message& request, reports& out);
    void on_hello(time_point now, const message& request, reports& out);
    void open_session(time_point now,
                      const message& request,
                      const protocol::hello& hello,
                      reports& out);
    void on_request(time_point now, const message& request, reports& out);
    void repeat(time_point now, slot& known, const message& request, reports& out);
    void begin(time_point now, slot& place, const message& request, reports& out);
    void finish(time_point now, slot& place, reports& out);
    answer carry_out(const message& request, reports& out);
    answer cancel(const message& request, reports& out);
    void end(slot& place, answer how, reports& out);

    void on_slot(time_point now, slot& place, reports& out);
    void say_pending(time_point now, slot& place, reports& out);
    void close_session();
    void expire();

    [[nodiscard]] milliseconds latency_of(protocol::opcode code) const;
    [[nodiscard]] std::optional<time_point> expiry() const;
    void refuse_part(const part_refusal& refusal, reports& out);
    void respond(const message& request, const answer& how, reports& out);
    void drain_events(time_point now, reports& out);
    void flush_events(reports& out);
    std::uint8_t count_event();
    void send_now(std::uint8_t session,
                  std::uint8_t counter,
                  const protocol::event& value,
                  reports& out);

    const profile& what_;
    panel& device_;
    requests requests_;
    random_bytes& random_;
    record& seen_;
    message_collector collector_;
    slot_table slots_;
    event_queue events_;
    std::uint64_t dropped_before_ = 0;  // events, as far as they are in seen_
    std::uint8_t session_ = 0;
    std::uint8_t last_session_ = 0;
    std::uint8_t event_counter_ = 0;
    time_point last_heard_{};  // valid while a session is open
};

}  // namespace offhook::sim
