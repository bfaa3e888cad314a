#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "tools/tapi/api/api.hpp"
#include "tools/tapi/queue_signal.hpp"

namespace offhook::tapi::api {

/// Takes the oldest message of an application, waiting at most so many milliseconds; nothing when
/// none came or the application has shut down.
using message_reader = std::function<std::optional<PHONEMESSAGE>(DWORD timeout_ms)>;

/// How one application hears of its messages (TAPI: PHONEINITIALIZEEXPARAMS).
class delivery {
public:
    delivery() = default;
    virtual ~delivery() = default;
    delivery(const delivery&) = delete;
    delivery& operator=(const delivery&) = delete;

    /// What the application's queue is to set; null: nothing.
    [[nodiscard]] virtual std::shared_ptr<queue_signal> signal() const { return nullptr; }
    /// The application has its handle: messages may come to it from now on.
    virtual void start(const message_reader&) {}
    /// Whether the application fetches its messages with phoneGetMessage.
    [[nodiscard]] virtual bool fetched_by_application() const { return false; }
    /// The application has shut down. Nothing is delivered after this has returned, but for a
    /// callback that has called phoneShutdown itself.
    virtual void stop() {}
};

/// USEEVENT; `event` takes the handle.
[[nodiscard]] std::unique_ptr<delivery> make_event_delivery(HANDLE& event);

/// USEHIDDENWINDOW: the callback runs in the calling thread's message loop, or where there are no
/// windows in a thread of its own. hidden_window.cpp, callback_thread.cpp.
[[nodiscard]] std::unique_ptr<delivery> make_callback_delivery(PHONECALLBACK callback);

/// USECOMPLETIONPORT: each message is posted to `port` as a PHONEMESSAGE, which the application
/// frees with LocalFree. Null where there are no completion ports. completion_port.cpp.
[[nodiscard]] std::unique_ptr<delivery> make_port_delivery(HANDLE port, DWORD key);

}  // namespace offhook::tapi::api
