#pragma once

#include "driver/engine/action.hpp"
#include "driver/engine/area_reader.hpp"
#include "driver/engine/download_fsm.hpp"
#include "driver/engine/exchange_fsm.hpp"
#include "driver/engine/picture.hpp"
#include "driver/engine/profile_reader.hpp"
#include "driver/engine/request_table.hpp"
#include "driver/engine/wanted_state.hpp"
#include "driver/protocol/message.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string_view>

namespace offhook::engine {

/// One handset's connection, from the first attempt to open it until it is stopped: opens, greets,
/// learns what the handset is, brings it to what was wanted, carries commands, notices loss, and
/// begins again. Takes every decision of the driver; does no I/O and reads no clock.
///
/// Each function is an event that happened at `now`, and appends to `out` what is to be done about
/// it. Source: firmware-protocol.md §5, §11, §12, §14.
class session_fsm {
public:
    /// Of handset_counters, what the request table does not count.
    struct counters {
        std::uint64_t late_answers = 0;
        std::uint64_t malformed = 0;
        std::uint64_t event_gaps = 0;
        std::uint64_t sessions = 0;
    };

    /// `seed` is that of the nonces (firmware-protocol.md §5.1).
    session_fsm(const timing& times, std::uint64_t seed);

    void start(time_point now, actions& out);

    /// Ends with the action `stopped`, at most timing.bye later.
    void stop(time_point now, actions& out);

    // What the transport has to say.
    void on_opened(time_point now, actions& out);
    void on_identity(time_point now,
                     boost::system::error_code error,
                     protocol::bytes_view report,
                     actions& out);
    void on_report(time_point now, protocol::bytes_view report, actions& out);
    void on_written(time_point now, std::uint64_t token, actions& out);
    void on_lost(time_point now,
                 boost::system::error_code reason,
                 std::string_view detail,
                 actions& out);

    /// Due at deadline(); does nothing before.
    void on_time(time_point now, actions& out);
    [[nodiscard]] std::optional<time_point> deadline() const;

    // What the driver's users want. Ids are theirs, must grow, and stay below 2^63.
    void submit(time_point now, command_id id, command what, actions& out);
    void cancel_all(time_point now, actions& out);

    [[nodiscard]] bool is_connected() const { return connected_; }
    [[nodiscard]] const picture& current() const { return picture_; }
    [[nodiscard]] const std::shared_ptr<const handset_profile>& profile() const { return profile_; }
    [[nodiscard]] boost::system::error_code last_error() const { return last_error_; }
    [[nodiscard]] const counters& counted() const { return counters_; }
    [[nodiscard]] const request_table& table() const { return table_; }

    /// Everything that is kept for something that has not ended yet: commands, requests of our own,
    /// and reads that are still to be made. 0 when nothing is under way, so that nothing grows.
    [[nodiscard]] std::size_t outstanding() const;

private:
    enum class state {
        idle,         // before start() and after stop()
        opening,      // the transport looks for the device
        identifying,  // waits for the identity report
        greeting,     // waits for the answer to HELLO
        learning,     // reads GET_INFO
        checking,     // reads GET_STATE and the buttons
        restoring,    // sets what was wanted
        verifying,    // reads GET_STATE again
        ready,        // carries commands
        backing_off,  // waits before it opens again
        closing,      // waits for the answer to BYE
    };

    // What a request of our own is for; part of its id.
    enum class purpose : std::uint8_t {
        info,
        check,
        button,
        restore,
        refresh,
        area,
        download,
        ping,
        cancel,
        bye,
        abort,
    };

    // Link and session: session_fsm.cpp.
    [[nodiscard]] bool has_session() const {
        return state_ >= state::learning && state_ <= state::ready;
    }
    void open(actions& out);
    void greet(time_point now, actions& out);
    void greet_act(time_point now, exchange_fsm::action what, actions& out);
    void send_hello(actions& out);
    void on_hello_answer(time_point now, const protocol::message& answer, actions& out);
    void begin_session(time_point now, const protocol::hello_answer& answer, actions& out);
    void drop_link(time_point now,
                   boost::system::error_code reason,
                   std::string_view text,
                   actions& out);
    void end_all(boost::system::error_code reason, actions& out);
    void forget_reads();
    void finish_stop(actions& out);
    void on_response(time_point now, const protocol::message& response, actions& out);
    void on_state_time(time_point now, actions& out);
    void keep_alive(time_point now, actions& out);
    void ping(time_point now, actions& out);
    [[nodiscard]] std::optional<time_point> heartbeat_due() const;

    // From HELLO to ready, and refreshing: session_sync.cpp.
    void learn(time_point now, actions& out);
    void check(time_point now, actions& out);
    void restore(time_point now, actions& out);
    void verify(time_point now, actions& out);
    void become_ready(time_point now, actions& out);
    void publish_changes_since_loss(actions& out);
    void on_sync_answer(time_point now, purpose what, const outcome& result, actions& out);
    enum class told { taken, outdated, malformed };
    void look_again(time_point now, touched what, actions& out);
    void on_checked(time_point now, told what, actions& out);
    void step_done(time_point now, actions& out);
    void read_state(time_point now, actions& out);
    void refresh(time_point now, actions& out);
    void on_refreshed(time_point now, const outcome& result, actions& out);
    told take_state(time_point now, const outcome& result, picture::events& changes, actions& out);
    void take_button(const outcome& result, picture::events& changes);
    void read_buttons(time_point now, actions& out);
    void read_buttons_again(time_point now, actions& out);
    void on_button_read(time_point now, const ended_request& ended, actions& out);
    void on_area_read(time_point now, const outcome& result, actions& out);
    void read_areas(time_point now, actions& out);
    void read_area(time_point now, std::uint8_t area, actions& out);
    void continue_areas(time_point now, actions& out);

    // Events: session_events.cpp.
    void on_event_frame(time_point now, const protocol::frame& frame, actions& out);
    bool is_next_event(time_point now, std::uint8_t counter, actions& out);
    void on_event(time_point now, const protocol::event& event, actions& out);
    void check_counter(time_point now, std::uint8_t counter, actions& out);
    void publish(const picture::events& changes, actions& out);

    // Commands: session_commands.cpp.
    void submit_internal(time_point now,
                         purpose what,
                         request request,
                         actions& out,
                         request_table::place where = request_table::place::back);
    void pump(time_point now, actions& out);
    void handle(time_point now, table_output& done, actions& out);
    void on_orphan(time_point now, const orphan& one, actions& out);
    void on_internal_ended(time_point now, const ended_request& ended, actions& out);
    void on_command_ended(const ended_request& ended, actions& out);
    void end_command(command_id id, outcome result, actions& out);
    void send_setting(time_point now, command_id id, protocol::setting value, actions& out);
    void send_vendor(time_point now, command_id id, vendor_request what, actions& out);
    void accept(time_point now, request what, actions& out);
    void continue_downloads(time_point now, actions& out);
    void on_download_ended(time_point now, const outcome& result, actions& out);
    static std::uint64_t internal_id(purpose what);
    static bool is_internal(std::uint64_t id);
    static purpose purpose_of(std::uint64_t id);
    static std::uint32_t index_of(std::uint64_t id);

    struct open_download {
        command_id id = 0;
        download what;                    // until it begins
        std::optional<download_fsm> fsm;  // since it began
    };

    timing timing_;
    std::mt19937_64 random_;
    state state_ = state::idle;
    time_point state_deadline_;  // valid while identifying, backing_off, closing
    milliseconds back_off_;
    boost::system::error_code last_error_;
    counters counters_;

    // Session.
    std::optional<exchange_fsm> hello_;  // while greeting
    protocol::nonce nonce_{};
    protocol::hello_answer terms_;  // valid with a session
    protocol::message_assembler assembler_;
    time_point last_sent_;
    std::uint8_t last_event_ = 0;
    int greetings_ = 0;  // since the last time when it was ready

    // Synchronisation.
    std::optional<profile_reader> profile_reader_;  // while learning
    int steps_left_ = 0;                            // answers that the present state waits for
    bool restored_ = false;                         // in this session
    bool refreshing_ = false;
    int outdated_ = 0;                // answers to GET_STATE in a row
    std::uint64_t refreshed_at_ = 0;  // acknowledged_ when GET_STATE was sent
    std::size_t buttons_left_ = 0;    // answers of a reading of all buttons while ready
    touched look_again_;              // as soon as it is ready and the present look is over
    std::deque<std::uint8_t> areas_to_read_;
    std::optional<area_reader> area_reader_;

    // What is known and wanted.
    bool connected_ = false;
    bool ever_connected_ = false;
    std::shared_ptr<const handset_profile> profile_;
    picture picture_;
    picture published_;  // while not ready: the picture that the owner knows
    wanted_state wanted_;

    // Commands.
    request_table table_;
    std::deque<request> held_;  // accepted while a new session is being made
    std::map<std::uint64_t, protocol::setting> settings_;  // of requests under way, ours included
    std::deque<open_download> downloads_;
    std::uint32_t download_serial_ = 0;  // of the one that is under way
    std::uint64_t acknowledged_ = 0;     // counts settings
    bool pinging_ = false;               // a PING of the heartbeat waits or is under way
};

}  // namespace offhook::engine
