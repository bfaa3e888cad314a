#include "driver/transport/socket_transport.hpp"

#include "driver/transport/printable.hpp"
#include "driver/transport/transport_error.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <utility>

namespace offhook::transport {
namespace {

namespace asio = boost::asio;
namespace stream = protocol::stream;

bool is_report(bytes_view report) {
    return !report.empty() && report.size() <= stream::largest_report;
}

std::uint16_t handset_of(const socket_address& where) {
    return std::visit([](const auto& kind) { return kind.handset; }, where);
}

std::string path_text(const socket_address& where) {
    return std::visit([](const auto& kind) { return to_string(address(kind)); }, where);
}

error_code to_code(stream::feature_error error) {
    switch (error) {
        case stream::feature_error::none: return {};
        case stream::feature_error::no_such_report: return errc::no_such_report;
        case stream::feature_error::not_plugged: return errc::unplugged;
    }
    return errc::io_error;
}

bool is_would_block(error_code ec) {
    return ec == asio::error::would_block || ec == asio::error::try_again;
}

}  // namespace

socket_transport::socket_transport(asio::any_io_executor executor,
                                   listener& owner,
                                   socket_address where,
                                   std::chrono::milliseconds connect_limit)
    : executor_(std::move(executor)),
      owner_(&owner),
      where_(std::move(where)),
      connect_limit_(connect_limit),
      socket_(executor_) {}

void socket_transport::open() {
    if (phase_ != phase::idle) return;
    phase_ = phase::connecting;
    connector_ = std::make_shared<socket_connector>(executor_, where_);
    connector_->start(connect_limit_,
                      [self = shared_from_this()](
                          error_code code, const std::string& detail, stream_socket socket) {
                          self->on_connected(code, detail, std::move(socket));
                      });
}

void socket_transport::on_connected(error_code code,
                                    const std::string& detail,
                                    stream_socket socket) {
    connector_.reset();
    if (is_over()) return;
    if (code) return lose(code, detail);
    socket_ = std::move(socket);
    phase_ = phase::selected;
    stream::append(outgoing_, stream::select{.handset = handset_of(where_)});
    send();
    wait_until_readable();
}

void socket_transport::write_report(bytes_view report, write_handler handler) {
    if (is_closed_) return;
    if (phase_ != phase::plugged || !is_report(report)) {
        const error_code why = phase_ == phase::plugged ? errc::io_error : errc::not_open;
        asio::post(executor_, [self = shared_from_this(), why, done = std::move(handler)] {
            if (!self->is_closed_ && done) done(why);
        });
        return;
    }
    stream::append_report(outgoing_, stream::verb::output, report);
    writes_.push_back({sent_bytes_ + outgoing_.size(), std::move(handler)});
    send();
}

void socket_transport::get_feature(std::uint8_t report_id,
                                   std::size_t length,
                                   feature_handler handler) {
    if (is_closed_) return;
    if (phase_ != phase::plugged) {
        asio::post(executor_, [self = shared_from_this(), done = std::move(handler)] {
            if (!self->is_closed_ && done) done(errc::not_open, {});
        });
        return;
    }
    while (features_.contains(next_tag_)) ++next_tag_;
    const auto tag = next_tag_++;
    features_.emplace(tag, asked_feature{length, std::move(handler)});
    stream::append(outgoing_, stream::get_feature{tag, report_id});
    send();
}

void socket_transport::close() {
    is_closed_ = true;
    let_go();
    // They may own whoever calls: they live until this function returns.
    const auto writes = std::exchange(writes_, {});
    const auto features = std::exchange(features_, {});
}

void socket_transport::let_go() {
    phase_ = phase::over;
    if (const auto connector = std::exchange(connector_, nullptr)) connector->cancel();
    error_code ignored;
    socket_.close(ignored);
}

/// What is queued goes out now, or with the other reports of this turn in one write.
void socket_transport::send() {
    if (!has_turn_ && !waits_until_writable_) write_some();
    post_turn();
}

void socket_transport::write_some() {
    error_code ec;
    std::size_t count = 0;
    while (!ec && !write_error_ && count < outgoing_.size()) {
        count += socket_.write_some(asio::buffer(outgoing_) + count, ec);
    }
    sent_bytes_ += count;
    outgoing_.erase(outgoing_.begin(), outgoing_.begin() + static_cast<std::ptrdiff_t>(count));
    if (is_would_block(ec)) return wait_until_writable();
    if (ec) write_error_ = ec;
}

void socket_transport::post_turn() {
    if (has_turn_) return;
    has_turn_ = true;
    asio::post(executor_, [self = shared_from_this()] { self->take_turn(); });
}

void socket_transport::take_turn() {
    has_turn_ = false;
    if (is_over()) return;
    if (!waits_until_writable_) write_some();
    complete_writes();
    if (!is_over() && write_error_) write_failed(write_error_);
}

void socket_transport::wait_until_writable() {
    waits_until_writable_ = true;
    socket_.async_wait(stream_socket::wait_write, [self = shared_from_this()](error_code ec) {
        self->waits_until_writable_ = false;
        if (self->is_over()) return;
        if (ec) self->write_error_ = ec;
        self->post_turn();
    });
}

void socket_transport::complete_writes() {
    while (!is_over() && !writes_.empty() && writes_.front().end <= sent_bytes_) {
        const auto handler = std::move(writes_.front().handler);
        writes_.pop_front();
        if (handler) handler({});
    }
}

/// The other end may have said why before it closed: what it sent is read first.
void socket_transport::write_failed(error_code reason) {
    read_some();
    if (!is_over()) read_failed(reason);
}

void socket_transport::wait_until_readable() {
    socket_.async_wait(stream_socket::wait_read, [self = shared_from_this()](error_code ec) {
        if (self->is_over()) return;
        if (ec) return self->read_failed(ec);
        self->complete_writes();
        if (!self->is_over()) self->read_some();
        if (!self->is_over()) self->wait_until_readable();
    });
}

void socket_transport::read_some() {
    error_code ec;
    const auto count = socket_.read_some(asio::buffer(incoming_), ec);
    if (is_would_block(ec)) return;
    if (ec) return read_failed(ec);
    reader_.feed(bytes_view(incoming_).first(count));
    take_frames();
}

void socket_transport::read_failed(error_code reason) {
    const bool is_closed_by_peer = reason == asio::error::eof ||
                                   reason == asio::error::connection_reset ||
                                   reason == asio::error::broken_pipe;
    if (is_closed_by_peer) {
        return lose(errc::unplugged,
                    fmt::format("the simulator at {} closed the connection", listen_text(where_)));
    }
    lose(errc::io_error,
         fmt::format("the connection to {} failed: {}", listen_text(where_), reason.message()));
}

void socket_transport::take_frames() {
    while (!is_over()) {
        const auto frame = reader_.next();
        if (!frame) return lose_malformed("a frame of a length that none has");
        if (frame->empty()) return;
        take_frame(*frame);
    }
}

void socket_transport::take_frame(bytes_view verb_and_body) {
    if (verb_and_body.front() != static_cast<std::uint8_t>(stream::verb::input)) {
        const auto decoded = stream::decode(verb_and_body);
        if (decoded) return take_control(*decoded);
        return lose_malformed(fmt::format("a frame with verb {:02x} and {} bytes that is none: {}",
                                          verb_and_body.front(),
                                          verb_and_body.size(),
                                          decoded.error().message()));
    }
    const auto report = verb_and_body.subspan(1);
    if (!is_report(report)) {
        return lose_malformed(fmt::format("an input report of {} bytes", report.size()));
    }
    if (phase_ != phase::plugged) return lose_malformed("an input report before the plug");
    owner_->on_report(report);
}

void socket_transport::take_control(const stream::frame& frame) {
    if (const auto* plug = std::get_if<stream::plug>(&frame)) return take_plug(*plug);
    if (const auto* answer = std::get_if<stream::feature>(&frame)) return take_feature(*answer);
    if (std::holds_alternative<stream::unplug>(frame)) {
        return lose(errc::unplugged, fmt::format("{} was unplugged", path_text(where_)));
    }
    if (const auto* no = std::get_if<stream::refused>(&frame)) {
        return lose(
            errc::refused,
            fmt::format(
                "the simulator at {} refused: {}", listen_text(where_), printable(no->text)));
    }
    lose_malformed(fmt::format("a frame that was not asked for (kind {})", frame.index()));
}

void socket_transport::take_plug(const stream::plug& plug) {
    if (phase_ == phase::plugged) return lose_malformed("a second plug without an unplug");
    if (plug.handset != handset_of(where_)) {
        return lose_malformed(
            fmt::format("the plug of handset {}, which was not selected", plug.handset));
    }
    phase_ = phase::plugged;
    owner_->on_open({.vendor = plug.vendor,
                     .product = plug.product,
                     .release = plug.release,
                     .name = plug.name,
                     .serial = plug.serial,
                     .path = path_text(where_)});
}

/// An answer whose tag is unknown is dropped: nobody waits for it.
void socket_transport::take_feature(const stream::feature& answer) {
    const auto found = features_.find(answer.tag);
    if (found == features_.end()) return;
    const auto asked = std::move(found->second);
    features_.erase(found);
    const auto length = std::min(asked.length, answer.report.size());
    if (asked.handler)
        asked.handler(to_code(answer.error), bytes_view(answer.report).first(length));
}

void socket_transport::lose_malformed(const std::string& what) {
    lose(errc::malformed_stream,
         fmt::format("{} does not speak the stream of an Offhook simulator ({}); check the address",
                     listen_text(where_),
                     what));
}

void socket_transport::lose(error_code reason, const std::string& detail) {
    let_go();
    const auto writes = std::exchange(writes_, {});
    const auto features = std::exchange(features_, {});
    for (const auto& write : writes) {
        if (!is_closed_ && write.handler) {
            write.handler(write.end <= sent_bytes_ ? error_code{} : reason);
        }
    }
    for (const auto& [tag, asked] : features) {
        if (!is_closed_ && asked.handler) asked.handler(reason, {});
    }
    if (!is_closed_) owner_->on_lost(reason, detail);
}

}  // namespace offhook::transport
