#include "sim/control/control_operator.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace offhook::sim {

using boost::system::error_code;

control_operator::control_operator(control_server& server, stream_socket socket)
    : server_(server), socket_(std::move(socket)), out_(socket_) {}

void control_operator::close() {
    closed_ = true;
    error_code ignored;
    (void)socket_.close(ignored);
}

void control_operator::drop() {
    server_.operators_.erase(shared_from_this());
    close();
}

void control_operator::read() {
    socket_.async_read_some(boost::asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                                self->on_read(error, count);
                            });
}

void control_operator::on_read(const error_code& error, std::size_t count) {
    if (closed_) return;
    if (error) return drop();
    std::string_view rest(buffer_.data(), count);
    for (auto end = rest.find('\n'); end != std::string_view::npos && !ending_;
         end = rest.find('\n')) {
        line_ += rest.substr(0, end);
        rest.remove_prefix(end + 1);
        on_line(std::exchange(line_, {}));
        if (closed_) return;
    }
    if (!ending_) line_ += rest;
    if (line_.size() > control_server::longest_line) {
        send(control_protocol::failure("the line is longer than 262144 bytes"));
        line_.clear();
        ending_ = true;
    }
    flush();
    if (!closed_) read();
}

void control_operator::on_line(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return;
    const auto reply = server_.protocol_.on_line(line);
    if (reply.subscribed) subscribed_.insert(*reply.subscribed);
    send(reply.line);
}

void control_operator::tell_changed(std::size_t number) {
    if (subscribed_.count(number) == 0) return;
    if (out_.size() > control_server::most_unread) {
        untold_.insert(number);
        return;
    }
    send(server_.protocol_.changed(number));
    flush();
}

void control_operator::send(std::string_view line) {
    auto& bytes = out_.bytes();
    bytes.insert(bytes.end(), line.begin(), line.end());
    bytes.push_back('\n');
}

void control_operator::flush() {
    if (closed_ || waiting_) return;
    if (!out_.flush()) return drop();
    if (!out_.empty()) return await_room();
    for (const auto number : std::exchange(untold_, {})) tell_changed(number);
    if (ending_ && out_.empty()) {
        error_code ignored;
        (void)socket_.shutdown(stream_socket::shutdown_send, ignored);
    }
}

void control_operator::await_room() {
    waiting_ = true;
    socket_.async_wait(stream_socket::wait_write,
                       [self = shared_from_this()](const error_code& error) {
                           self->waiting_ = false;
                           if (!error) self->flush();
                       });
}

}  // namespace offhook::sim
