#include "sim/plug/socket_host.hpp"

#include "driver/protocol/overloaded.hpp"
#include "driver/protocol/report_descriptor.hpp"
#include "sim/plug/usb_ids.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <limits>

namespace offhook::sim {

namespace stream = protocol::stream;
using boost::system::error_code;

namespace {

// A host that was refused gets this long to read why, and to close.
constexpr std::chrono::seconds refusal_patience{2};

std::string no_such_handset(std::size_t wanted, std::size_t there) {
    if (there == 1) return "no handset " + std::to_string(wanted) + "; there is 1 (number 0)";
    return "no handset " + std::to_string(wanted) + "; there are " + std::to_string(there) +
           " (0 to " + std::to_string(there - 1) + ")";
}

}  // namespace

socket_host::socket_host(socket_plug& plug, stream_socket socket)
    : plug_(plug), socket_(std::move(socket)), patience_(socket_.get_executor()), out_(socket_) {}

void socket_host::start() {
    read();
}

void socket_host::close() {
    if (state_ == state::closed) return;
    state_ = state::closed;
    error_code ignored;
    (void)socket_.close(ignored);
    patience_.cancel();
}

void socket_host::read() {
    socket_.async_read_some(boost::asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                                self->on_read(error, count);
                            });
}

void socket_host::on_read(const error_code& error, std::size_t count) {
    if (state_ == state::closed) return;
    if (error) return drop();
    if (state_ == state::open) {
        working_ = true;
        on_bytes({buffer_.data(), count});
        working_ = false;
        plug_.on_told();
        flush();
    }
    if (state_ != state::closed) read();
}

// §B.1: any number of frames in one piece, cut anywhere.
void socket_host::on_bytes(protocol::bytes_view bytes) {
    frames_.feed(bytes);
    while (state_ == state::open) {
        const auto next = frames_.next();
        if (!next) {
            return refuse(stream::refusal::malformed, "frame length is not 1 to 4608");
        }
        if (next->empty()) return;
        const auto frame = stream::decode(*next);
        if (!frame) {
            return refuse(stream::refusal::malformed,
                          "malformed frame: " + frame.error().message());
        }
        on_frame(*frame);
    }
}

void socket_host::on_frame(const stream::frame& frame) {
    // §B.2: the first frame is SELECT or LIST; after SELECT the connection belongs to its handset.
    if (const auto* wanted = std::get_if<stream::list>(&frame); wanted && !selected_) {
        return on_list(*wanted);
    }
    if (const auto* wanted = std::get_if<stream::select>(&frame); wanted && !selected_) {
        return on_select(*wanted);
    }
    if (!selected_) {
        return refuse(stream::refusal::malformed, "the first frame must be SELECT or LIST");
    }
    on_report_frame(frame);
}

void socket_host::on_report_frame(const stream::frame& frame) {
    std::visit(overloaded{
                   [&](const stream::output& f) { plug_.rack_.output(*selected_, f.report); },
                   [&](const stream::get_feature& f) { on_get_feature(f); },
                   [&](const stream::set_feature& f) { on_set_feature(f); },
                   [&](const auto&) {
                       refuse(stream::refusal::malformed,
                              "after SELECT a host sends OUTPUT, GET_FEATURE and SET_FEATURE only");
                   },
               },
               frame);
}

bool socket_host::check_version(std::uint8_t version) {
    if (version == stream::version) return true;
    refuse(stream::refusal::other_version,
           "stream version " + std::to_string(version) + " is not spoken here; this is version 1");
    return false;
}

void socket_host::on_list(const stream::list& wanted) {
    if (!check_version(wanted.version)) return;
    send(stream::handsets{static_cast<std::uint16_t>(plug_.rack_.size())});
}

void socket_host::on_select(const stream::select& wanted) {
    if (!check_version(wanted.version)) return;
    if (wanted.handset >= plug_.rack_.size()) {
        return refuse(stream::refusal::no_such_handset,
                      no_such_handset(wanted.handset, plug_.rack_.size()));
    }
    selected_ = wanted.handset;
    plug_.select(shared_from_this(), wanted.handset);
}

void socket_host::on_get_feature(const stream::get_feature& wanted) {
    const auto& device = plug_.rack_.at(*selected_);
    if (!device.is_plugged()) {
        return send(stream::feature{wanted.tag, stream::feature_error::not_plugged, {}});
    }
    const auto report = plug_.rack_.get_feature(*selected_, wanted.report_id);
    if (!report) {
        return send(stream::feature{wanted.tag, stream::feature_error::no_such_report, {}});
    }
    send(stream::feature{wanted.tag, stream::feature_error::none, *report});
}

void socket_host::on_set_feature(const stream::set_feature& wanted) {
    auto error = stream::feature_error::none;
    if (!plug_.rack_.at(*selected_).is_plugged()) {
        error = stream::feature_error::not_plugged;
    } else if (!plug_.rack_.set_feature(*selected_, wanted.report)) {
        error = stream::feature_error::no_such_report;
    }
    send(stream::feature_set{wanted.tag, error});
}

void socket_host::tell_plugged(std::size_t number, const handset& device) {
    const auto descriptor = protocol::report_descriptor();
    send(stream::plug{static_cast<std::uint16_t>(number),
                      usb_vendor,
                      usb_product,
                      usb_release,
                      device.what().product,
                      device.serial(),
                      {descriptor.begin(), descriptor.end()}});
}

void socket_host::tell_unplugged() {
    send(stream::unplug{});
}

void socket_host::tell_input(protocol::bytes_view report) {
    if (is_over()) return;
    stream::append_report(out_.bytes(), stream::verb::input, report);
    out_.end_report();
    plug_.mark(shared_from_this());
}

void socket_host::send(const stream::frame& frame) {
    if (is_over()) return;
    stream::append(out_.bytes(), frame);
    plug_.mark(shared_from_this());
}

void socket_host::flush() {
    if (state_ == state::closed || working_) return;
    if (state_ == state::half_open) return;
    const auto* sliced =
        selected_ ? plug_.rack_.faults().state(fault_kind::slice, *selected_) : nullptr;
    const auto most = sliced != nullptr ? sliced->count : std::numeric_limits<std::size_t>::max();
    if (!waiting_ && !out_.flush(most)) return drop();
    if (out_.unread_reports() > socket_plug::most_unread) {
        // §B.2: one slow host must not hold up another.
        spdlog::warn("a host of handset {} left more than {} input reports unread: disconnected",
                     *selected_,
                     socket_plug::most_unread);
        return drop();
    }
    if (!out_.empty()) return sliced != nullptr ? await_next_slice() : await_room();
    if (state_ == state::refused) finish_refusal();
}

void socket_host::drop() {
    plug_.remove(shared_from_this());
    close();
}

void socket_host::break_off(plug::breakage how) {
    if (how == plug::breakage::half_open) {
        if (state_ == state::open) state_ = state::half_open;
        return;
    }
    error_code ignored;
    (void)socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
    drop();
}

// The next piece a millisecond later, so that the host reads them apart.
void socket_host::await_next_slice() {
    if (waiting_) return;
    waiting_ = true;
    plug_.rack_.call_at(plug_.rack_.now() + milliseconds(1), [self = shared_from_this()] {
        self->waiting_ = false;
        self->flush();
    });
}

void socket_host::await_room() {
    if (waiting_) return;
    waiting_ = true;
    socket_.async_wait(stream_socket::wait_write,
                       [self = shared_from_this()](const error_code& error) {
                           self->waiting_ = false;
                           if (!error) self->flush();
                       });
}

// §B.1: the plug sends REFUSED and closes. What the host has sent meanwhile is still read, as a
// close with unread bytes would take the REFUSED away from it.
void socket_host::refuse(stream::refusal code, std::string text) {
    spdlog::info("refused a host: {}", text);
    stream::append(out_.bytes(), stream::refused{code, std::move(text)});
    state_ = state::refused;
    patience_.expires_after(refusal_patience);
    patience_.async_wait([self = shared_from_this()](const error_code& stopped) {
        if (!stopped && self->state_ != state::closed) self->drop();
    });
}

void socket_host::finish_refusal() {
    error_code ignored;
    (void)socket_.shutdown(stream_socket::shutdown_send, ignored);
}

}  // namespace offhook::sim
