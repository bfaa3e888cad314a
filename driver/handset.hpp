#pragma once

#include "driver/engine/command.hpp"
#include "driver/engine/event.hpp"
#include "driver/engine/outcome.hpp"
#include "driver/engine/picture.hpp"
#include "driver/engine/timing.hpp"
#include "driver/time_source.hpp"
#include "driver/transport/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace offhook {

/// How a handset is driven.
struct handset_options {
    std::string name;  ///< for log lines: the address as the user wrote it
    engine::timing timing;
    std::uint64_t seed = 0;               ///< of the nonces; 0 takes one from the system
    std::shared_ptr<time_source> time{};  ///< null: the computer's
};

/// Numbers for people and tests; all since start().
struct handset_counters {
    std::uint64_t requests = 0;      ///< messages sent, repetitions not counted
    std::uint64_t repetitions = 0;   ///< messages sent again
    std::uint64_t late_answers = 0;  ///< late or doubled responses, dropped
    std::uint64_t malformed = 0;     ///< reports that could not be understood, dropped
    std::uint64_t event_gaps = 0;    ///< gaps in the event counter
    std::uint64_t sessions = 0;      ///< sessions opened
};

/// One handset: the public face of the driver.
///
/// Everything runs on the executor that it is made with, called "the strand" below: a strand, or a
/// context that one thread runs. The functions may be called from any thread and return at once.
/// The handset connects by itself, again and again, with back-off, until stop(); after an
/// interruption it brings the device back to what was set before, and verifies it
/// (firmware-protocol.md §5.5).
class handset {
public:
    /// Called on the strand when a command has ended: once for each, never inside submit().
    using completion = std::function<void(const engine::outcome&)>;

    /// Called on the strand, one at a time, in the order of what happened; after the completion of
    /// the command that caused it.
    using event_handler = std::function<void(const engine::handset_event&)>;

    handset(boost::asio::any_io_executor executor,
            transport::transport_factory transports,
            handset_options options,
            event_handler on_event);

    /// Stops without waiting. No callback begins any more (one that runs on the strand just now may
    /// still be running). Completions that are still due are dropped; call stop() first to get
    /// them.
    ~handset();

    handset(const handset&) = delete;
    handset& operator=(const handset&) = delete;

    /// Begins to connect. Call once.
    void start();

    /// Accepts a command. It ends with success when the device has acknowledged it, else with the
    /// device's refusal (engine::device_category) or the reason why there is none (engine::errc).
    /// Commands for the same control keep their order; others do not wait for each other.
    void submit(engine::command what, completion done);

    /// Ends every command that was accepted before this call with engine::errc::cancelled, then
    /// calls `done` on the strand. Bounded by the strand's own work: no device is waited for.
    void cancel_all(std::function<void()> done);

    /// Ends every command with engine::errc::stopped, says BYE, closes, then calls `done` on the
    /// strand: at most timing.bye later. Nothing is called back afterwards.
    void stop(std::function<void()> done);

    /// True between the events `connected` and `disconnected`.
    [[nodiscard]] bool is_connected() const;

    /// What the handset shows, as last known. Safe at any time; empty before the first connection.
    [[nodiscard]] engine::picture picture() const;

    /// What the handset is; null before the first connection.
    [[nodiscard]] std::shared_ptr<const engine::handset_profile> profile() const;

    /// Why the handset is not connected, for people; success while it is.
    [[nodiscard]] boost::system::error_code last_error() const;

    [[nodiscard]] handset_counters counters() const;

private:
    class shell;
    std::shared_ptr<shell> shell_;
};

}  // namespace offhook
