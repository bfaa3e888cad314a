#pragma once

#include "sim/control/control_server.hpp"
#include "sim/control/control_session.hpp"
#include "sim/plug/outbox.hpp"

#include <array>
#include <optional>

namespace offhook::sim {

/// One operator's connection to a control_server: lines to messages and back.
class control_operator final : public control_sink,
                               public std::enable_shared_from_this<control_operator> {
public:
    control_operator(control_server& server, stream_socket socket);

    /// Begins to read.
    void start() { read(); }

    /// Ends the connection; nothing is called back afterwards.
    void close();

    void send(std::string_view message) override;
    [[nodiscard]] bool has_room() const override {
        return out_.size() <= control_server::most_unread;
    }

private:
    void read();
    void on_read(const boost::system::error_code& error, std::size_t count);
    void on_line(std::string_view line);
    void flush();
    void await_room();
    void drop();

    control_server& server_;
    stream_socket socket_;
    outbox out_;
    std::optional<control_session> session_;  // none once it is closed
    std::string line_;                        // what has come of the next line
    std::array<char, 4096> buffer_{};
    bool waiting_ = false;  // for the socket to take more
    bool working_ = false;  // lines are being worked on: one write for all
    bool ending_ = false;   // it closes once all is written
};

}  // namespace offhook::sim
