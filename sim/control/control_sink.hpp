#pragma once

#include <string_view>

namespace offhook::sim {

/// Where a control_session's messages go: a socket, a WebSocket, a test.
class control_sink {
public:
    virtual ~control_sink() = default;

    /// One JSON message, without a line end. It may destroy the session.
    virtual void send(std::string_view message) = 0;

    /// Whether a message about a change may be sent now. When it was false and has become true,
    /// call control_session::on_room(). Answers are sent whether there is room or not.
    [[nodiscard]] virtual bool has_room() const = 0;

    /// The same for the log of reports, which can be much more.
    [[nodiscard]] virtual bool has_room_for_reports() const { return has_room(); }
};

}  // namespace offhook::sim
