#pragma once

#include "driver/engine/exchange_fsm.hpp"
#include "driver/engine/outcome.hpp"
#include "driver/engine/request.hpp"
#include "driver/protocol/message.hpp"
#include "driver/protocol/sequence.hpp"

#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace offhook::engine {

/// A message for the transport. `token` comes back by request_table::on_written().
struct transmission {
    std::vector<protocol::frame_report> reports;
    std::uint64_t token = 0;
};

/// A request that has ended.
struct ended_request {
    std::uint64_t id = 0;
    protocol::opcode code = protocol::opcode::ping;
    outcome result;
    bool repeated = false;  ///< the answer may be older than what has come since (§4)
};

/// What of a handset may have changed without our knowing.
struct touched {
    bool state = false;  ///< what GET_STATE tells
    bool buttons = false;
    bool areas = false;

    [[nodiscard]] bool any() const { return state || buttons || areas; }
    bool operator==(const touched&) const = default;
};

/// A message that nobody waits for any more, though the device may still carry it out (§12.4).
struct orphan {
    std::uint8_t sequence = 0;
    protocol::opcode code = protocol::opcode::ping;
    touched what;         ///< so that the picture may be wrong now
    bool silent = false;  ///< it was given up in silence, not abandoned by its callers
};

/// What a call into the table led to; the owner does it in this order.
struct table_output {
    std::vector<transmission> writes;
    std::vector<ended_request> ended;
    std::vector<orphan> orphans;
    bool stuck = false;            ///< the transport takes nothing any more (§12.6)
    bool session_refused = false;  ///< a response said BAD_SESSION (§5.2)
};

/// The requests of one session: those that wait, and those under way in the eight slots.
///
/// Requests with the same key go one after the other; others overtake freely. When more settings
/// wait than there are free slots, they travel together (firmware-protocol.md §4, §9, §12).
class request_table {
public:
    enum class place { back, front };

    explicit request_table(const timing& times) : timing_(times) {}

    /// A session is open: what waits may go. Source: firmware-protocol.md §5.1.
    struct session_terms {
        std::uint8_t session = 0;
        std::size_t window = protocol::slot_count;
        std::size_t max_message = protocol::largest_message;
        bool batches = false;
    };
    void open(const session_terms& terms);

    /// The session is lost. Returns, in the order of their acceptance, the requests that may be
    /// submitted again in the next one: settings that were under way, and all that waited (§5.5). A
    /// setting that was under way at the end of several sessions is not tried again: perhaps it was
    /// what ended them.
    /// Other requests that were under way end with `reason`.
    [[nodiscard]] std::vector<request> suspend(boost::system::error_code reason, table_output& out);

    void submit(request what, place where = place::back);

    /// Sends what may go now.
    void pump(time_point now, table_output& out);

    void on_written(time_point now, std::uint64_t token, table_output& out);

    /// A response of this session.
    void on_response(time_point now, const protocol::message& response, table_output& out);

    void on_time(time_point now, table_output& out);

    /// Ends every request for which `mine` is true. What is under way stays so in the device until
    /// it answers or is given up, and is not sent again; its control stays taken till then.
    void abandon(const std::function<bool(std::uint64_t id)>& mine,
                 boost::system::error_code reason,
                 table_output& out);

    /// Ends everything at once and frees the slots; the session goes on.
    void fail_all(boost::system::error_code reason, table_output& out);

    /// Sends something although nothing waits, or all slots are taken: repeats what is under way
    /// for longest, if anything is (a device counts repetitions as signs of life, §5.3).
    void repeat_oldest(table_output& out);

    [[nodiscard]] std::optional<time_point> deadline() const;

    /// Requests that wait or are under way.
    [[nodiscard]] std::size_t size() const;

    [[nodiscard]] std::uint64_t requests_sent() const { return sent_; }
    [[nodiscard]] std::uint64_t repetitions_sent() const { return repeated_; }
    [[nodiscard]] std::uint64_t late_answers() const { return late_; }
    [[nodiscard]] std::uint64_t malformed_answers() const { return malformed_; }

private:
    /// One message under way with the requests that it carries: one, or the items of a batch.
    struct exchange {
        exchange_fsm fsm;
        protocol::message message;
        std::vector<request> members;   // abandoned ones have id 0
        std::vector<control_key> keys;  // taken until the exchange ends
        std::uint64_t token = 0;
    };
    using slot = std::optional<exchange>;

    static bool has_caller(const exchange& one);
    static touched touched_by(const exchange& one);
    static bool is_whole(const exchange& one, const protocol::message& response);
    [[nodiscard]] bool is_taken(control_key key) const;
    [[nodiscard]] std::optional<std::size_t> free_slot() const;
    [[nodiscard]] std::size_t free_slots() const;
    [[nodiscard]] std::vector<std::size_t> sendable() const;
    [[nodiscard]] std::size_t batch_length(const std::vector<std::size_t>& candidates) const;
    std::vector<request> take_from_queue(const std::vector<std::size_t>& indices);
    void launch(time_point now, std::vector<request> members, table_output& out);
    void act(time_point now, std::size_t at, exchange_fsm::action what, table_output& out);
    void write(std::size_t at, table_output& out);
    void repeat(std::size_t at, table_output& out);
    void give_up(std::size_t at, table_output& out);
    void forget(std::size_t at, table_output& out);
    void answer(exchange& ended, const protocol::message& response, table_output& out);
    void answer_batch(exchange& ended, const protocol::message& response, table_output& out);
    exchange* find(const protocol::message& response);

    timing timing_;
    session_terms terms_;
    bool open_ = false;
    std::deque<request> queue_;
    std::array<slot, protocol::slot_count> slots_;
    std::array<std::uint8_t, protocol::slot_count> sequences_{};
    std::uint64_t next_token_ = 1;
    std::uint64_t sent_ = 0;
    std::uint64_t repeated_ = 0;
    std::uint64_t late_ = 0;
    std::uint64_t malformed_ = 0;
};

}  // namespace offhook::engine
