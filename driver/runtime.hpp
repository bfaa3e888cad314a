#pragma once

#include "driver/handset.hpp"
#include "driver/handset_watch.hpp"
#include "driver/report_link.hpp"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace offhook {

/// A handset, or one line that says why the address cannot be one.
struct made_handset {
    std::unique_ptr<offhook::handset> value;
    std::string error;  ///< valid when there is no handset
};

/// What a runtime stands on. Left empty, it is the computer; tests put a clock that they turn and
/// handsets in memory in its place.
struct runtime_base {
    std::shared_ptr<time_source> time{};
    /// The transports of an address, instead of those over hidapi and sockets.
    std::function<transport::transport_factory(std::string_view address)> transports{};
};

/// A watch, or one line that says why the address cannot be one.
struct made_watch {
    std::unique_ptr<handset_watch> value;
    std::string error;  ///< valid when there is no watch
};

/// A link, or one line that says why the address cannot be one.
struct made_link {
    std::unique_ptr<report_link> value;
    std::string error;  ///< valid when there is no link
};

/// The driver's one thread, and what handsets share. Completions and events of all handsets made by
/// one runtime come on that thread, one at a time.
class runtime {
public:
    /// Starts the thread.
    explicit runtime(runtime_base base = {});

    /// As stop(), then frees everything. Handsets and watches must be destroyed before.
    ~runtime();

    runtime(const runtime&) = delete;
    runtime& operator=(const runtime&) = delete;

    /// Makes a handset for an address (`hid:...`, `sim:...`); start() it to connect. The address is
    /// only read here: a device that is not there yet is waited for.
    [[nodiscard]] made_handset make_handset(std::string_view address,
                                            engine::timing timing,
                                            handset::event_handler on_event);

    /// Does an address stand for any number of handsets? Those are `hid:*`, `hid:VVVV:PPPP:*`,
    /// `sim:HOST:PORT/*` and `sim:unix:PATH/*`: for watch_handsets(), not for make_handset().
    [[nodiscard]] static bool is_pattern(std::string_view address);

    /// Why a text is no address, and what is allowed, in one line; empty when it is one.
    [[nodiscard]] static std::string address_problem(std::string_view address);

    /// Tells which handsets fit a pattern, now and from now on.
    [[nodiscard]] made_watch watch_handsets(std::string_view pattern, watch_events events);

    /// Reports to and from a handset without a session, beside whatever else drives it. The address
    /// is as for make_handset().
    [[nodiscard]] made_link link_reports(std::string_view address, report_link_events events);

    /// Runs a function on the driver's thread.
    void post(std::function<void()> work);

    /// Calls `handler` on the driver's thread when `delay` is over, unless the result is destroyed
    /// before: on that thread, or after stop().
    [[nodiscard]] std::unique_ptr<alarm> call_later(std::chrono::milliseconds delay,
                                                    std::function<void()> handler);

    /// True on the driver's thread, that is, inside completions and events.
    [[nodiscard]] bool is_this_thread() const;

    /// Ends the thread, after handsets were stopped. Waits for work in progress; a HID write that
    /// the kernel holds is waited for at most 6 s (hidraw gives up after 5 s).
    void stop();

private:
    struct parts;
    struct made_factory;

    [[nodiscard]] made_factory make_transports(std::string_view address) const;

    runtime_base base_;
    std::unique_ptr<parts> parts_;
};

}  // namespace offhook
