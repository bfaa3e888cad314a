#include "tools/benchmark/usbip_link.hpp"

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/frame.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/sequence.hpp"
#include "sim/plug/usbip_protocol.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <boost/endian/conversion.hpp>
#include <stdexcept>
#include <utility>

namespace offhook::bench {

using protocol::bytes_view;

namespace {

constexpr std::size_t header_size = sim::usbip::header_size;
constexpr std::uint32_t is_in = 1;
constexpr unsigned in_bit = 31;  // in a transfer's number: only the host knows its way

std::uint32_t word_at(bytes_view bytes, std::size_t at) {
    return boost::endian::load_big_u32(bytes.data() + at);
}

// Of a PING or a HELLO, and not an event; the floor sends the request itself back.
bool is_answer(bytes_view report) {
    constexpr std::size_t at_opcode = 3;
    if (report.size() <= at_opcode) return false;
    const auto code = static_cast<protocol::opcode>(report[at_opcode]);
    return code == protocol::opcode::ping || code == protocol::opcode::hello;
}

int connect_to(std::uint16_t port) {
    const int opened = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(opened, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect to the USB/IP server");
    }
    const int on = 1;
    ::setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return opened;
}

}  // namespace

usbip_link::usbip_link(std::uint16_t port, const std::string& bus_id) : socket_(connect_to(port)) {
    protocol::byte_vector request{0x01, 0x11, 0x80, 0x03, 0, 0, 0, 0};
    request.insert(request.end(), bus_id.begin(), bus_id.end());
    request.resize(8 + sim::usbip::bus_id_size);
    write_all(request);
    while (unread_.size() < 8 + sim::usbip::device_size) {
        read_some();
        if (unread_.size() >= 8 && word_at(unread_, 4) != 0) {
            throw std::runtime_error("the USB/IP server refused " + bus_id);
        }
    }
    unread_.erase(unread_.begin(), unread_.begin() + 8 + sim::usbip::device_size);
}

usbip_link::~usbip_link() {
    if (socket_ >= 0) ::close(socket_);
}

usbip_link::usbip_link(usbip_link&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      number_(other.number_),
      session_(other.session_),
      unread_(std::move(other.unread_)) {}

void usbip_link::write_all(bytes_view bytes) const {
    while (!bytes.empty()) {
        const auto taken = ::write(socket_, bytes.data(), bytes.size());
        if (taken <= 0) throw std::runtime_error("the USB/IP server has gone");
        bytes = bytes.subspan(static_cast<std::size_t>(taken));
    }
}

// As a host with other things to do would: it waits in poll, then reads what is there.
void usbip_link::read_some() {
    pollfd readable{socket_, POLLIN, 0};
    ::poll(&readable, 1, -1);
    std::array<std::uint8_t, 16384> buffer;
    const auto got = ::read(socket_, buffer.data(), buffer.size());
    if (got <= 0) throw std::runtime_error("the USB/IP server has gone");
    unread_.insert(unread_.end(), buffer.begin(), buffer.begin() + got);
}

void usbip_link::put_submit(std::uint32_t way, bytes_view report) {
    constexpr std::uint32_t cmd_submit = 1;
    const auto at = out_.size();
    out_.resize(at + header_size);
    const std::array<std::uint32_t, 10> words{cmd_submit,
                                              ++number_ | way << in_bit,
                                              0x10001,
                                              way,
                                              1,
                                              0,
                                              protocol::frame_report_length,
                                              0,
                                              0,
                                              1};
    for (std::size_t i = 0; i < words.size(); ++i) {
        boost::endian::store_big_u32(out_.data() + at + 4 * i, words[i]);
    }
    out_.insert(out_.end(), report.begin(), report.end());
}

void usbip_link::hello() {
    const auto payload = protocol::encoded(protocol::hello{{1, 2, 3, 4, 5, 6, 7, 8}, 1, 0});
    put_submit(is_in, {});
    put_submit(0,
               protocol::encode_frame(protocol::report_id::frame_to_device,
                                      {0,
                                       protocol::hello_sequence,
                                       protocol::opcode::hello,
                                       0,
                                       0,
                                       static_cast<std::uint16_t>(payload.size()),
                                       payload}));
    write_all(std::exchange(out_, {}));
    receive();
    constexpr std::size_t at_session = 9 + 8;  // behind the frame's head and the nonce
    session_ = last_[at_session];
}

void usbip_link::arm(std::size_t transfers) {
    for (std::size_t i = 0; i < transfers; ++i) put_submit(is_in, {});
    write_all(out_);
    out_.clear();
}

void usbip_link::send() {
    const auto sequence = protocol::make_sequence(next_slot_, generation_);
    next_slot_ = static_cast<std::uint8_t>((next_slot_ + 1) % protocol::slot_count);
    if (next_slot_ == 0) generation_ = static_cast<std::uint8_t>(generation_ % 31 + 1);
    put_submit(is_in, {});
    put_submit(0,
               protocol::encode_frame(protocol::report_id::frame_to_device,
                                      {session_, sequence, protocol::opcode::ping, 0, 0, 0, {}}));
    write_all(out_);
    out_.clear();
}

void usbip_link::receive() {
    while (answers_ == 0 || taken_ == 0) {
        if (unread_.size() < header_size) {
            read_some();
            continue;
        }
        const bool is_out = word_at(unread_, 4) >> in_bit == 0;
        const std::size_t data = is_out ? 0 : word_at(unread_, 24);
        if (word_at(unread_, 20) != 0) throw std::runtime_error("a transfer failed");
        if (unread_.size() < header_size + data) {
            read_some();
            continue;
        }
        const auto end = unread_.begin() + static_cast<std::ptrdiff_t>(header_size + data);
        if (!is_out) last_.assign(unread_.begin() + header_size, end);
        unread_.erase(unread_.begin(), end);
        if (is_out) {
            ++taken_;
        } else if (is_answer(last_)) {
            ++answers_;
        } else {
            arm(1);  // an event: TAKEN, after another HELLO
        }
    }
    --answers_;
    --taken_;
}

void usbip_link::run(std::size_t operations, std::size_t window) {
    std::size_t sent = 0;
    for (std::size_t ended = 0; ended < operations; ++ended) {
        while (sent < operations && sent - ended < window) {
            send();
            ++sent;
        }
        receive();
    }
}

}  // namespace offhook::bench
