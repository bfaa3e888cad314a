#pragma once

#include "sim/control/control_server.hpp"
#include "sim/plug/outbox.hpp"

#include <array>

namespace offhook::sim {

/// One operator's connection to a control_server.
class control_operator : public std::enable_shared_from_this<control_operator> {
public:
    control_operator(control_server& server, stream_socket socket);

    /// Begins to read.
    void start() { read(); }

    /// Ends the connection; nothing is called back afterwards.
    void close();

    /// Tells of a change, if this operator wants to know.
    void tell_changed(std::size_t number);

private:
    void read();
    void on_read(const boost::system::error_code& error, std::size_t count);
    void on_line(std::string_view line);
    void send(std::string_view line);
    void flush();
    void await_room();
    void drop();

    control_server& server_;
    stream_socket socket_;
    outbox out_;
    std::string line_;  // what has come of the next line
    std::array<char, 4096> buffer_{};
    std::set<std::size_t> subscribed_;
    std::set<std::size_t> untold_;  // changed while there was no room
    bool waiting_ = false;          // for the socket to take more
    bool ending_ = false;           // it closes once all is written
    bool closed_ = false;
};

}  // namespace offhook::sim
