#include "sim/plug/usbip_host.hpp"

#include "driver/protocol/overloaded.hpp"
#include "sim/plug/usb_ids.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/socket_base.hpp>
#include <charconv>
#ifdef _WIN32
#include <mstcpip.h>
#else
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace offhook::sim {

using boost::system::error_code;

namespace {

// A host has so long to ask, and to read the answer.
constexpr std::chrono::seconds patience{10};

// A host that was told to let a handset go needs a moment for it: linux's `usbip detach` returns
// before the connection is closed. Who comes next waits so long before the handset is called busy.
constexpr std::chrono::seconds handover{2};

constexpr std::uint32_t bus_number = 1;
constexpr std::string_view bus_prefix = "1-";
constexpr std::array<std::uint8_t, 3> hid_interface{3, 0, 0};

// How many devices of a list, of 316 bytes each, are made at a time.
constexpr std::size_t listed_at_once = 128;
constexpr std::size_t most_unwritten = 4096;

std::string bus_id_of(std::size_t number) {
    return std::string(bus_prefix) + std::to_string(number + 1);
}

// The handset of a bus ID; none if no handset has that one.
std::optional<std::size_t> number_of(std::string_view bus_id, std::size_t count) {
    if (!bus_id.starts_with(bus_prefix)) return std::nullopt;
    const auto digits = bus_id.substr(bus_prefix.size());
    std::size_t place = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (parsed.ec != std::errc() || place == 0 || place > count) return std::nullopt;
    return bus_id_of(place - 1) == bus_id ? std::optional(place - 1) : std::nullopt;
}

usbip::device device_of(std::size_t number, usb_speed speed) {
    usbip::device one;
    one.bus_id = bus_id_of(number);
    one.path = "/sys/devices/offhook-sim/usb1/" + one.bus_id;
    one.bus = bus_number;
    one.number = static_cast<std::uint32_t>(number + 1);
    one.speed = static_cast<std::uint32_t>(speed);
    one.vendor = usb_vendor;
    one.product = usb_product;
    one.release = usb_release;
    one.interface_class = hid_interface;
    return one;
}

// A host that has vanished without a word is noticed by the kernel within half a minute, and wakes
// nobody up until then.
#ifdef _WIN32
void keep_alive(stream_socket& socket) {
    tcp_keepalive wanted{1, 10'000, 2'000};  // ms; it gives up after ten tries
    DWORD size = 0;
    (void)::WSAIoctl(socket.native_handle(),
                     SIO_KEEPALIVE_VALS,
                     &wanted,
                     sizeof wanted,
                     nullptr,
                     0,
                     &size,
                     nullptr,
                     nullptr);
}
#else
void keep_alive(stream_socket& socket) {
    error_code ignored;
    socket.set_option(boost::asio::socket_base::keep_alive(true), ignored);
    const auto set = [&](int name, int value) {
        (void)::setsockopt(socket.native_handle(), IPPROTO_TCP, name, &value, sizeof value);
    };
    set(TCP_KEEPIDLE, 10);
    set(TCP_KEEPINTVL, 5);
    set(TCP_KEEPCNT, 4);
}
#endif

}  // namespace

usbip_host::usbip_host(usbip_plug& plug, stream_socket socket)
    : plug_(plug), socket_(std::move(socket)), patience_(socket_.get_executor()), out_(socket_) {}

void usbip_host::start() {
    keep_alive(socket_);
    be_patient(patience);
    read();
}

void usbip_host::close() {
    if (state_ == state::closed) return;
    state_ = state::closed;
    error_code ignored;
    (void)socket_.close(ignored);
    patience_.cancel();
}

void usbip_host::drop() {
    plug_.remove(shared_from_this());
    close();
}

void usbip_host::be_patient(std::chrono::seconds span) {
    patience_.expires_after(span);
    patience_.async_wait([self = shared_from_this()](const error_code& stopped) {
        if (!stopped) self->on_impatience();
    });
}

void usbip_host::on_impatience() {
    if (state_ == state::closed) return;
    if (state_ != state::waiting) return drop();
    spdlog::info("refused a USB/IP host: {} is in use", bus_id_of(wanted_));
    refuse(usbip::status::busy);
}

void usbip_host::read() {
    socket_.async_read_some(
        boost::asio::buffer(buffer_),
        [self = shared_from_this()](const error_code& error, std::size_t count) {
            self->on_read(error, count);
        });
}

void usbip_host::on_read(const error_code& error, std::size_t count) {
    if (state_ == state::closed) return;
    if (error) return drop();
    if (state_ == state::asking) {
        unread_.insert(unread_.end(), buffer_.begin(), buffer_.begin() + count);
        const auto asked = usbip::parse_operation(unread_);
        if (!asked) {
            spdlog::warn("closed a USB/IP connection: {}", asked.error().message());
            return drop();
        }
        if (asked->message) {
            unread_.erase(unread_.begin(),
                          unread_.begin() + static_cast<std::ptrdiff_t>(asked->used));
            on_operation(*asked->message);
        }
    }
    if (state_ == state::asking || state_ == state::answered) read();
}

void usbip_host::on_operation(const usbip::operation& asked) {
    std::visit(overloaded{
                   [&](const usbip::list_request&) { on_list(); },
                   [&](const usbip::import_request& wanted) { on_import(wanted.bus_id); },
               },
               asked);
}

void usbip_host::on_list() {
    for (std::size_t i = 0; i < plug_.rack_.size(); ++i) {
        if (plug_.rack_.at(i).is_plugged()) listed_.push_back(i);
    }
    usbip::append_list(out_.bytes(), static_cast<std::uint32_t>(listed_.size()));
    state_ = state::answered;
    flush();
}

void usbip_host::on_import(const std::string& bus_id) {
    const auto number = number_of(bus_id, plug_.rack_.size());
    if (!number) {
        spdlog::info("refused a USB/IP host: there is no device {}", bus_id);
        return refuse(usbip::status::no_device);
    }
    wanted_ = *number;
    if (!plug_.bus_.is_attached(*number)) return import(*number);
    state_ = state::waiting;
    be_patient(handover);
    plug_.wait_for(*number, shared_from_this());
}

void usbip_host::import(std::size_t number) {
    if (!plug_.rack_.at(number).is_plugged()) return refuse(usbip::status::no_device);
    protocol::byte_vector answer;
    usbip::append_imported(answer, device_of(number, plug_.bus_.how().speed));
    auto socket = std::move(socket_);
    drop();
    plug_.bus_.attach(number, std::move(socket), answer, unread_);
}

void usbip_host::refuse(usbip::status why) {
    usbip::append_not_imported(out_.bytes(), why);
    const bool was_reading = state_ == state::asking;
    state_ = state::answered;
    be_patient(patience);
    flush();
    if (!was_reading && state_ != state::closed) read();
}

void usbip_host::flush() {
    do {
        add_listed();
        if (!out_.flush()) return drop();
    } while (out_.empty() && written_ < listed_.size());
    if (!out_.empty()) return await_room();
    // What the host still sends is read and thrown away: a close with unread bytes would take the
    // answer away from it.
    error_code ignored;
    (void)socket_.shutdown(stream_socket::shutdown_send, ignored);
}

// A long list is made piece by piece, as the host takes it.
void usbip_host::add_listed() {
    if (out_.size() > most_unwritten) return;
    const auto end = std::min(listed_.size(), written_ + listed_at_once);
    for (; written_ < end; ++written_) {
        usbip::append_listed(out_.bytes(), device_of(listed_[written_], plug_.bus_.how().speed));
    }
}

void usbip_host::await_room() {
    socket_.async_wait(stream_socket::wait_write,
                       [self = shared_from_this()](const error_code& error) {
                           if (!error && self->state_ != state::closed) self->flush();
                       });
}

}  // namespace offhook::sim
