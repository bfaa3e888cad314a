#include "sim/web/http_connection.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <optional>

namespace offhook::sim {
namespace {

namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

using response = http::response<http::string_body>;
using header_parser = http::request_parser<http::empty_body>;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

boost::beast::string_view beast_view(std::string_view text) {
    return {text.data(), text.size()};
}

// Nothing from elsewhere is loaded or asked, nobody may frame the page, and no type is guessed.
void add_safety(response& out) {
    out.set("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'");
    out.set("X-Frame-Options", "DENY");
    out.set("X-Content-Type-Options", "nosniff");
    out.set("Referrer-Policy", "no-referrer");
    out.set("Cross-Origin-Opener-Policy", "same-origin");
    out.set("Cross-Origin-Resource-Policy", "same-origin");
    out.set(http::field::cache_control, "no-store");
}

response response_of(const web_answer& answer) {
    response out(static_cast<http::status>(answer.status), 11);
    add_safety(out);
    const auto type =
        answer.file != nullptr ? answer.file->type : std::string_view("text/plain; charset=utf-8");
    out.set(http::field::content_type, beast_view(type));
    if (!answer.location.empty()) out.set(http::field::location, answer.location);
    if (!answer.set_cookie.empty()) out.set(http::field::set_cookie, answer.set_cookie);
    if (answer.status == 405) out.set(http::field::allow, "GET, HEAD");
    out.body() = answer.file != nullptr ? std::string(answer.file->content) : answer.text + "\n";
    out.prepare_payload();
    return out;
}

// The socket's own errors; the others are about what was said.
bool is_gone(const error_code& error) {
    return error == http::error::end_of_stream ||
           (error && error.category() != http::make_error_code(http::error::bad_method).category());
}

web_answer answer_to_bad(const error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return {.status = 431, .text = "the request's headers are longer than 8 KiB"};
    }
    return {.status = 400, .text = "not an HTTP request: " + error.message()};
}

class beast_connection final : public http_connection,
                               public std::enable_shared_from_this<beast_connection> {
public:
    beast_connection(http_server& server, stream_socket socket)
        : server_(&server), stream_(std::move(socket)), deadline_(stream_.get_executor()) {}

    void start() override { read_request(); }
    void close() override;
    void send(std::string message) override;
    [[nodiscard]] std::size_t unsent() const override { return unsent_; }

private:
    using self = std::shared_ptr<beast_connection>;

    void within_patience();
    void leave();

    void read_request();
    void on_request(const error_code& error);
    void answer(const web_answer& what, bool stays);

    void open_socket();
    void read_message();
    void on_message(const error_code& error);
    void write();
    void on_written(const error_code& error);

    http_server* server_;  // nullptr once closed
    websocket::stream<stream_socket> stream_;
    boost::asio::steady_timer deadline_;
    boost::beast::flat_buffer buffer_{http_server::longest_message};
    std::optional<header_parser> parser_;
    std::optional<response> response_;
    std::unique_ptr<web_visitor> visitor_;
    std::deque<std::string> queue_;
    std::size_t unsent_ = 0;
    bool deaf_ = false;  // the browser has too much unread to be listened to
};

void beast_connection::close() {
    server_ = nullptr;
    visitor_.reset();
    deadline_.cancel();
    error_code ignored;
    (void)stream_.next_layer().close(ignored);
}

void beast_connection::leave() {
    if (server_ == nullptr) return;
    forget(*server_, shared_from_this());
    close();
}

void beast_connection::within_patience() {
    deadline_.expires_after(patience_of(*server_));
    deadline_.async_wait([self = weak_from_this()](const error_code& error) {
        if (const auto one = self.lock(); one && !error) one->leave();
    });
}

void beast_connection::read_request() {
    parser_.emplace();
    parser_->header_limit(http_server::longest_header);
    within_patience();
    http::async_read_header(stream_.next_layer(),
                            buffer_,
                            *parser_,
                            [self = shared_from_this()](const error_code& error, std::size_t) {
                                self->on_request(error);
                            });
}

void beast_connection::on_request(const error_code& error) {
    if (server_ == nullptr) return;
    if (is_gone(error)) return leave();
    if (error) return answer(answer_to_bad(error), false);
    const auto& request = parser_->get();
    if (parser_->chunked() || parser_->content_length().value_or(0) != 0) {
        return answer({.status = 413, .text = "a request may have no body"}, false);
    }
    const auto what = decide_for(*server_,
                                 {.method = view(request.method_string()),
                                  .target = view(request.target()),
                                  .host = view(request[http::field::host]),
                                  .origin = view(request[http::field::origin]),
                                  .cookie = view(request[http::field::cookie]),
                                  .upgrade = websocket::is_upgrade(request)});
    if (what.status != 101) return answer(what, request.keep_alive());
    if (buffer_.size() != 0) {
        return answer({.status = 400, .text = "messages come after the handshake"}, false);
    }
    open_socket();
}

void beast_connection::answer(const web_answer& what, bool stays) {
    response_ = response_of(what);
    response_->keep_alive(stays);
    if (parser_->is_header_done() && parser_->get().method() == http::verb::head) {
        response_->body().clear();  // Content-Length stays that of the body
    }
    within_patience();
    http::async_write(stream_.next_layer(),
                      *response_,
                      [self = shared_from_this(), stays](const error_code& error, std::size_t) {
                          if (self->server_ == nullptr) return;
                          if (error || !stays) return self->leave();
                          self->read_request();
                      });
}

void beast_connection::open_socket() {
    stream_.read_message_max(http_server::longest_message);
    stream_.auto_fragment(false);  // a message is written as it is, in one piece
    stream_.async_accept(parser_->get(), [self = shared_from_this()](const error_code& error) {
        if (self->server_ == nullptr) return;
        if (error) return self->leave();
        self->deadline_.cancel();
        self->visitor_ = welcome(*self->server_, *self);
        self->read_message();
    });
}

void beast_connection::read_message() {
    stream_.async_read(buffer_, [self = shared_from_this()](const error_code& error, std::size_t) {
        self->on_message(error);
    });
}

void beast_connection::on_message(const error_code& error) {
    if (server_ == nullptr) return;
    if (error) return leave();
    const auto bytes = buffer_.cdata();
    visitor_->on_message({static_cast<const char*>(bytes.data()), bytes.size()});
    buffer_.consume(bytes.size());
    deaf_ = unsent_ > web_most_unread;
    if (!deaf_) read_message();
}

void beast_connection::send(std::string message) {
    unsent_ += message.size();
    queue_.push_back(std::move(message));
    if (queue_.size() == 1) write();
}

void beast_connection::write() {
    stream_.async_write(boost::asio::buffer(queue_.front()),
                        [self = shared_from_this()](const error_code& error, std::size_t) {
                            self->on_written(error);
                        });
}

void beast_connection::on_written(const error_code& error) {
    if (server_ == nullptr) return;
    if (error) return leave();
    unsent_ -= queue_.front().size();
    queue_.pop_front();
    if (!queue_.empty()) return write();
    visitor_->on_all_sent();
    if (std::exchange(deaf_, false)) read_message();
}

}  // namespace

std::shared_ptr<http_connection> http_connection::make(http_server& server, stream_socket socket) {
    return std::make_shared<beast_connection>(server, std::move(socket));
}

}  // namespace offhook::sim
