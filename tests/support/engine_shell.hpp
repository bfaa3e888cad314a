#pragma once

#include "driver/engine/session_fsm.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace offhook::test {

/// A session machine in virtual time with a shell that records: what the machine wants of a
/// transport is queued for the test, and what it tells its owner is kept.
///
/// The rules that hold whatever happens (each accepted command ends once, nothing comes after
/// `stopped`) are watched here; violations() lists what broke them.
class engine_shell {
public:
    /// What the machine wants of the transport; the test answers when it likes.
    enum class wish { open, identity, write };
    struct io {
        wish what = wish::open;
        engine::transmission data;  ///< of a write
    };

    explicit engine_shell(const engine::timing& times = {}, std::uint64_t seed = 1);

    // Events, at now().
    void start();
    void stop();
    void on_opened();
    void on_identity(protocol::bytes_view report);
    void on_identity(boost::system::error_code error);
    void on_report(protocol::bytes_view report);
    void on_message(const protocol::message& input);
    void on_written(std::uint64_t token);
    void on_lost(boost::system::error_code reason = engine::errc::link_lost);
    void on_time();
    engine::command_id submit(engine::command what);
    void cancel_all();

    [[nodiscard]] engine::time_point now() const { return now_; }
    void set_now(engine::time_point now) { now_ = std::max(now_, now); }

    /// Takes the oldest wish; none when nothing is wanted.
    [[nodiscard]] std::optional<io> next_wish();

    /// How a command ended; none while it goes on.
    [[nodiscard]] std::optional<engine::outcome> end_of(engine::command_id id) const;

    /// Commands that were accepted and have not ended.
    [[nodiscard]] std::size_t open_commands() const { return submitted_ - ends_.size(); }

    /// Called with everything that the machine wants done, before it is done.
    void watch(std::function<void(const engine::action&)> watcher) {
        watcher_ = std::move(watcher);
    }

    [[nodiscard]] const engine::session_fsm& machine() const { return machine_; }
    [[nodiscard]] const std::vector<engine::handset_event>& events() const { return events_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    [[nodiscard]] bool is_stopped() const { return stopped_; }
    [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }

    /// Events of one kind, oldest first.
    template <class Event>
    [[nodiscard]] std::vector<Event> events_of() const {
        std::vector<Event> found;
        for (const auto& event : events_) {
            if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
        }
        return found;
    }

    void forget_events() { events_.clear(); }

    /// The last command's end came before the first event that was told after forget_events().
    [[nodiscard]] bool ended_before_events() const { return ends_at_first_event_ == submitted_; }

private:
    void perform(engine::actions& what);
    void take(engine::open_transport);
    void take(engine::close_transport);
    void take(engine::read_identity);
    void take(engine::write_reports& what);
    void take(engine::complete& what);
    void take(engine::notify& what);
    void take(engine::note& what);
    void take(engine::stopped);
    void watch_buttons(const protocol::button_event& event);

    std::function<void(const engine::action&)> watcher_;
    engine::session_fsm machine_;
    engine::time_point now_{std::chrono::hours(1)};
    std::deque<io> wishes_;
    std::map<engine::command_id, engine::outcome> ends_;
    std::map<std::uint8_t, protocol::button_state> buttons_;  // as the owner was told
    std::vector<engine::handset_event> events_;
    std::vector<std::string> notes_;
    std::vector<std::string> violations_;
    engine::command_id submitted_ = 0;
    std::size_t ends_at_first_event_ = 0;
    bool started_ = false;
    bool connected_ = false;
    bool stopped_ = false;
};

/// The message that a machine's reports carry.
[[nodiscard]] protocol::message message_of(const engine::transmission& written);

}  // namespace offhook::test
