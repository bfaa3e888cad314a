#include "sim/plug/usb_link.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace offhook::sim {

using boost::system::error_code;
using protocol::byte_vector;
using protocol::bytes_view;

namespace {

usb_identity identity_of(const handset& device, usb_speed speed) {
    return {device.what().maker, device.what().product, device.serial(), speed};
}

time_point clock_now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

usb_link::usb_link(usb_bus& bus, std::size_t number, stream_socket socket)
    : bus_(bus),
      number_(number),
      socket_(std::move(socket)),
      out_(socket_),
      device_(
          identity_of(bus.rack_.at(number), bus.how_.speed), bus.how_.pace, *this, out_.bytes()) {}

void usb_link::start(const byte_vector& first, bytes_view unread) {
    auto& out = out_.bytes();
    out.insert(out.end(), first.begin(), first.end());
    on_bytes(unread);
    read();
}

void usb_link::close() {
    if (closed_) return;
    closed_ = true;
    error_code ignored;
    (void)socket_.close(ignored);
}

void usb_link::drop() {
    if (closed_) return;
    close();
    bus_.remove(*this);
}

void usb_link::read() {
    if (closed_ || reading_ || out_.size() > most_unwritten) return;
    reading_ = true;
    socket_.async_read_some(
        boost::asio::buffer(buffer_),
        [self = shared_from_this()](const error_code& error, std::size_t count) {
            self->reading_ = false;
            self->on_read(error, count);
        });
}

void usb_link::on_read(const error_code& error, std::size_t count) {
    if (closed_) return;
    if (error) return drop();
    on_bytes(bytes_view(buffer_).first(count));
    read();
}

// Messages are worked on where they are; only the beginning of one is kept.
void usb_link::on_bytes(bytes_view bytes) {
    working_ = true;
    if (unread_.empty()) {
        const auto used = on_commands(bytes);
        unread_.assign(bytes.begin() + static_cast<std::ptrdiff_t>(used), bytes.end());
    } else {
        unread_.insert(unread_.end(), bytes.begin(), bytes.end());
        const auto used = on_commands(unread_);
        unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(used));
    }
    working_ = false;
    settle();
}

// Bytes of the messages that were whole.
std::size_t usb_link::on_commands(bytes_view bytes) {
    std::size_t used = 0;
    while (!closed_) {
        const auto next = usbip::parse_command(bytes.subspan(used));
        if (!next) {
            spdlog::warn("closed the USB link of handset {}: {}", number_, next.error().message());
            drop();
            break;
        }
        if (!next->message) break;
        used += next->used;
        if (!on_command(*next->message)) {
            spdlog::warn("closed the USB link of handset {}: more than {} transfers under way",
                         number_,
                         usb_device::most_transfers);
            drop();
        }
    }
    return used;
}

bool usb_link::on_command(const usbip::command& what) {
    if (const auto* asked = std::get_if<usbip::unlink>(&what)) {
        device_.unlink(*asked);
        return true;
    }
    return device_.submit(clock_now(), std::get<usbip::submit>(what));
}

// After anything that may have given the host or the bus something to do.
void usb_link::settle() {
    if (closed_) return;
    if (device_.is_pulled()) return bus_.rack_.pull_out(number_);
    if (const auto due = next_deadline()) bus_.await(shared_from_this(), *due);
    bus_.flush();
    flush();
}

void usb_link::tell_input(bytes_view report) {
    if (closed_) return;
    device_.input(clock_now(), report);
    bus_.mark(shared_from_this());
}

void usb_link::flush() {
    if (closed_ || working_) return;
    if (const auto due = next_deadline()) bus_.await(shared_from_this(), *due);
    if (waiting_) return;
    if (!out_.flush()) return drop();
    if (!out_.empty()) await_room();
}

void usb_link::await_room() {
    waiting_ = true;
    socket_.async_wait(stream_socket::wait_write,
                       [self = shared_from_this()](const error_code& error) {
                           self->waiting_ = false;
                           if (error || self->closed_) return;
                           self->flush();
                           self->read();
                       });
}

void usb_link::on_time(time_point now) {
    if (closed_) return;
    working_ = true;
    device_.on_time(now);
    working_ = false;
    settle();
}

std::optional<time_point> usb_link::next_deadline() const {
    return device_.next_deadline();
}

void usb_link::set_trouble(const usb_trouble& trouble) {
    working_ = true;
    device_.set_trouble(clock_now(), trouble);
    working_ = false;
    settle();
}

void usb_link::output(bytes_view report) {
    bus_.rack_.output(number_, report);
}

std::optional<byte_vector> usb_link::get_feature(std::uint8_t id) {
    return bus_.rack_.get_feature(number_, id);
}

bool usb_link::set_feature(bytes_view report) {
    return bus_.rack_.set_feature(number_, report);
}

}  // namespace offhook::sim
