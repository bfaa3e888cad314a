#include "sim/control/control_operator.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace offhook::sim {

using boost::system::error_code;

control_operator::control_operator(control_server& server, stream_socket socket)
    : server_(server), socket_(std::move(socket)), out_(socket_) {
    session_.emplace(server.hub_, *this);
}

void control_operator::close() {
    session_.reset();
    error_code ignored;
    (void)socket_.close(ignored);
}

void control_operator::drop() {
    const auto self = shared_from_this();
    server_.operators_.erase(self);
    close();
}

void control_operator::read() {
    socket_.async_read_some(boost::asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                                self->on_read(error, count);
                            });
}

void control_operator::on_read(const error_code& error, std::size_t count) {
    if (!session_) return;
    if (error) return drop();
    working_ = true;
    std::string_view rest(buffer_.data(), count);
    for (auto end = rest.find('\n'); end != std::string_view::npos && !ending_;
         end = rest.find('\n')) {
        line_ += rest.substr(0, end);
        rest.remove_prefix(end + 1);
        on_line(std::exchange(line_, {}));
    }
    if (!ending_) line_ += rest;
    if (line_.size() > control_server::longest_line) {
        send(control_session::failure("the line is longer than 262144 bytes"));
        line_.clear();
        ending_ = true;
    }
    working_ = false;
    flush();
    if (session_) read();
}

void control_operator::on_line(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) session_->on_message(line);
}

void control_operator::send(std::string_view message) {
    auto& bytes = out_.bytes();
    bytes.insert(bytes.end(), message.begin(), message.end());
    bytes.push_back('\n');
    if (!working_) flush();
}

void control_operator::flush() {
    if (!session_ || waiting_) return;
    do {
        if (!out_.flush()) return drop();
        if (!out_.empty()) return await_room();
        working_ = true;
        session_->on_room();
        working_ = false;
    } while (!out_.empty());
    if (ending_) {
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
